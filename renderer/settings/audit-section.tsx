import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { Panel } from '../design/panel.tsx';
import { useIpc } from '../ipc-client.ts';
import styles from './audit-section.module.css';
import { AuditTable } from './audit-table.tsx';

const PAGE = 20;

/** What left the vault or the app, or was changed for good; newest first. */
export function AuditSection() {
  const [page, setPage] = useState(0);
  const answer = useAuditPage(page);
  const total = answer.data?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE));
  return (
    <Panel
      title="Audit log"
      text={answer.data ? `${formatCount(total, 'entry', 'entries')}, newest first` : ''}
      isFlush
      actions={
        pages > 1 && (
          <span className={styles.paging}>
            <Button
              size="small"
              kind="quiet"
              icon="chevron-left"
              isDisabled={page === 0}
              onPress={() => setPage(page - 1)}
            >
              Newer
            </Button>
            <span>{`${formatNumber(page + 1)} of ${formatNumber(pages)}`}</span>
            <Button
              size="small"
              kind="quiet"
              iconAfter="chevron-right"
              isDisabled={page + 1 >= pages}
              onPress={() => setPage(page + 1)}
            >
              Older
            </Button>
          </span>
        )
      }
    >
      <div className={styles.content}>
        <LoadingBar isLoading={answer.isFetching} label="Reading the audit log" />
        {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.data && total === 0 && (
          <p className={styles.none}>
            Nothing yet. Reveals, copies, exports and new keys are written down here.
          </p>
        )}
        {answer.data && total > 0 && <AuditTable {...answer.data} />}
      </div>
    </Panel>
  );
}

/** Read anew whenever the settings are opened: other views write to it. */
function useAuditPage(page: number) {
  const ipc = useIpc();
  return useQuery({
    queryKey: ['audit.list', page],
    queryFn: async () => {
      const result = await ipc.call('audit.list', { offset: page * PAGE, limit: PAGE });
      if (!result.ok) throw result.error;
      return result.value;
    },
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
    staleTime: 0,
  });
}
