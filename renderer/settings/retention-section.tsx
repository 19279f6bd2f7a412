import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RetentionStatus } from '../../shared/retention.ts';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatBytes, formatCount } from '../design/format-number.ts';
import { Panel } from '../design/panel.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { takeTold, useIpcEvent, useRead, useSend } from '../queries.ts';
import { useSources } from '../sources/use-sources.ts';
import { RetentionRuleRow } from './retention-rule-row.tsx';
import { retentionWords } from './retention-view.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings-view.module.css';

const retentionKey = ['retention.status', {}] as const;

/** How long each source's events are kept, and what the last removal did. */
export function RetentionSection() {
  const queries = useQueryClient();
  const status = useRead('retention.status', {});
  // What is stored has changed since the settings were last looked at.
  useEffect(() => void queries.invalidateQueries({ queryKey: retentionKey }), [queries]);
  useIpcEvent('retention.changed', ({ retention }) => takeTold(queries, retentionKey, retention));
  return (
    <Panel title="Retention" text="Old events leave; what they told of secrets, and what you wrote, stays">
      {status.error && <ErrorState error={status.error} onRetry={() => void status.refetch()} />}
      {status.isPending && <p className={styles.note}>Measuring …</p>}
      {status.data && <Retention status={status.data} />}
    </Panel>
  );
}

function Retention({ status }: { status: RetentionStatus }) {
  const sources = useSources().data?.sources ?? [];
  const nameOf = (sourceId: string) =>
    sources.find((source) => source.sourceId === sourceId)?.name ?? `Removed source ${sourceId.slice(0, 8)}`;
  return (
    <>
      {status.sources.length === 0 && <p className={styles.note}>There is no source yet.</p>}
      {status.sources.map((source) => (
        <RetentionRuleRow key={source.sourceId} source={source} name={nameOf(source.sourceId)} />
      ))}
      <RunNow status={status} />
    </>
  );
}

function RunNow({ status }: { status: RetentionStatus }) {
  const run = useSend('retention.run');
  const { lastRun, state } = status;
  const isBusy = state !== 'idle' && state !== 'failed';
  const problem = run.error ?? status.error;
  const hasRule = status.sources.some(({ keepDays, keepBytes }) => keepDays !== null || keepBytes !== null);
  return (
    <>
      <SettingRow label="File" note="Rules are applied once a day, and now if you like">
        <span className={styles.facts}>
          {formatBytes(status.fileBytes)}
          <Button
            onPress={() => run.mutate({})}
            isPending={run.isPending || isBusy}
            isDisabled={!hasRule && !isBusy}
          >
            Apply the rules now
          </Button>
        </span>
      </SettingRow>
      <div role="status" className={styles.consequences}>
        {isBusy && (
          <>
            <p>{retentionWords[state]} …</p>
            <ProgressBar label={retentionWords[state]} done={0} total={null} />
          </>
        )}
        {!isBusy && lastRun && (
          <p>
            Last run <TimeText timeUs={lastRun.atUs} precision="minute" />:{' '}
            {formatCount(lastRun.removed, 'event')} removed, the file went from{' '}
            {formatBytes(lastRun.fileBytesBefore)} to {formatBytes(lastRun.fileBytesAfter)}.
          </p>
        )}
      </div>
      {problem && <ErrorState error={problem} />}
      {!isBusy && status.clockDoubt && (
        <ErrorState
          error={status.clockDoubt}
          tone="warning"
          action={
            <Button onPress={() => run.mutate({ trustsClock: true })} isPending={run.isPending}>
              The date is right: apply the rules by it
            </Button>
          }
        />
      )}
      <p className={styles.note}>Backups hold removed events until newer backups have taken their place.</p>
    </>
  );
}
