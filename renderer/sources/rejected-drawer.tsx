import { useQuery } from '@tanstack/react-query';
import type { RejectedRecord, SourceStatus } from '../../shared/source-status.ts';
import { ModalDialog } from '../design/dialog.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { useIpc } from '../ipc-client.ts';
import styles from './rejected-drawer.module.css';

const SHOWN = 200;

/** Records that no event could be made of. `source` null: closed. */
export function RejectedDrawer({ source, onClose }: { source: SourceStatus | null; onClose: () => void }) {
  return (
    <ModalDialog
      title={source ? `Rejected records of ${source.name}` : ''}
      isOpen={source !== null}
      onClose={onClose}
      position="side"
      size="medium"
    >
      {source && <RejectedList source={source} />}
    </ModalDialog>
  );
}

function RejectedList({ source }: { source: SourceStatus }) {
  const ipc = useIpc();
  const rejected = source.streams.reduce((sum, stream) => sum + stream.counts.rejected, 0);
  const answer = useQuery({
    // The count is part of the key: another rejected record is a new question.
    queryKey: ['sources.rejected', source.sourceId, rejected],
    queryFn: async () => {
      const result = await ipc.call('sources.rejected', { sourceId: source.sourceId, limit: SHOWN });
      if (!result.ok) throw result.error;
      return result.value;
    },
  });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <LoadingBar isLoading />;
  const { records, total } = answer.data;
  if (records.length === 0) {
    return (
      <EmptyState icon="check" title="Nothing was rejected">
        Every record of this source became an event.
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.lead}>
        {records.length < total
          ? `The newest ${formatNumber(records.length)} of ${formatCount(total, 'record')}.`
          : `${formatCount(total, 'record')}.`}{' '}
        No event could be made of them. Each is kept whole and encrypted, so nothing is lost; below is its
        outline, keys and lengths without values.
      </p>
      <ol className={styles.list}>
        {records.map((record) => (
          <Rejected key={record.rejectedId} record={record} />
        ))}
      </ol>
    </>
  );
}

function Rejected({ record }: { record: RejectedRecord }) {
  return (
    <li className={styles.record}>
      <p className={styles.reason}>{record.reason}</p>
      <p className={styles.when}>
        <TimeText timeUs={record.rejectedAtUs} /> · {record.stream}
      </p>
      <pre className={styles.outline}>{record.outline}</pre>
    </li>
  );
}
