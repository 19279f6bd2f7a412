import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RejectedRecord, SourceStatus } from '../../shared/source-status.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useIpc } from '../ipc-client.ts';
import { useSend } from '../queries.ts';
import styles from './rejected-drawer.module.css';
import { RejectedExportDialog } from './rejected-export-dialog.tsx';
import { RejectedText } from './rejected-text.tsx';
import { useMapping } from './use-mapping.ts';

const SHOWN = 200;

/** Records that no event could be made of. `source` null: closed. */
export function RejectedDrawer({ source, onClose }: { source: SourceStatus | null; onClose: () => void }) {
  const [isExporting, setExporting] = useState(false);
  // One dialog over another would leave it unclear which of the two Esc closes.
  if (source && isExporting) {
    return <RejectedExportDialog source={source} onClose={() => setExporting(false)} />;
  }
  return (
    <ModalDialog
      title={source ? `Rejected records of ${source.name}` : ''}
      isOpen={source !== null}
      onClose={onClose}
      position="side"
      size="medium"
    >
      {source && <RejectedList source={source} onExport={() => setExporting(true)} />}
    </ModalDialog>
  );
}

function RejectedList({ source, onExport }: { source: SourceStatus; onExport: () => void }) {
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
        outline, keys and lengths without values. Where a newer version can read them, “Map again” makes
        events of them.
      </p>
      <RejectedActions source={source} onExport={onExport} />
      <ol className={styles.list}>
        {records.map((record) => (
          <Rejected key={record.rejectedId} record={record} />
        ))}
      </ol>
    </>
  );
}

function RejectedActions({ source, onExport }: { source: SourceStatus; onExport: () => void }) {
  const mapping = useMapping();
  const mapAgain = useSend('mapping.mapAgain');
  const isRunning = mapping?.state === 'running';
  return (
    <>
      <div className={styles.actions}>
        <Button size="small" icon="download" onPress={onExport}>
          Export all…
        </Button>
        <Button
          size="small"
          icon="refresh"
          onPress={() => mapAgain.mutate({ sourceId: source.sourceId })}
          isPending={mapAgain.isPending || isRunning}
        >
          Map again
        </Button>
        {mapping && !isRunning && mapping.recovered > 0 && (
          <span className={styles.when} role="status">
            {`${formatCount(mapping.recovered, 'rejected record')} became events.`}
          </span>
        )}
      </div>
      {mapAgain.error && <ErrorState error={mapAgain.error} />}
    </>
  );
}

function Rejected({ record }: { record: RejectedRecord }) {
  const [isShown, setShown] = useState(false);
  return (
    <li className={styles.record}>
      <p className={styles.reason}>
        <VendorText text={record.reason} />
      </p>
      <div className={styles.foot}>
        <p className={styles.when}>
          <TimeText timeUs={record.rejectedAtUs} /> · {record.stream}
        </p>
        <Button size="small" kind="quiet" aria-expanded={isShown} onPress={() => setShown(!isShown)}>
          {isShown ? 'Show outline' : 'Show record'}
        </Button>
      </div>
      {isShown ? (
        <RejectedText record={record} />
      ) : (
        <pre className={styles.outline}>
          <VendorText text={record.outline} lines="kept" />
        </pre>
      )}
    </li>
  );
}
