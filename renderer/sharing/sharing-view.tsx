import type { ExportJob } from '../../shared/export-job.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { ViewHeader } from '../design/view-header.tsx';
import { visibleText } from '../design/visible-text.ts';
import { useAppState } from '../frame/app-state.tsx';
import { useStatusText } from '../frame/status-text.tsx';
import { useSend } from '../queries.ts';
import { viewExport } from './export-view.ts';
import styles from './sharing-view.module.css';
import { useExports } from './use-exports.ts';

/** What was handed on: each export with where it went and how it ended. */
export function SharingView() {
  const answer = useExports();
  const { openView } = useAppState();
  const jobs = answer.data?.jobs ?? [];
  useStatusText(answer.data ? formatCount(jobs.length, 'export') : '');
  return (
    <>
      <ViewHeader title="Sharing" text="Secret values are masked in every export." />
      <LoadingBar isLoading={answer.isPending} />
      {answer.error && (
        <div className={styles.error}>
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        </div>
      )}
      {answer.data && jobs.length === 0 && (
        <EmptyState
          icon="share"
          title="Nothing exported yet"
          actions={
            <Button kind="primary" onPress={() => openView('explore')}>
              Go to Explore
            </Button>
          }
        >
          Narrow a question down in Explore, then choose Export: exactly what the question selects goes into
          one file: CSV, JSON Lines, OCSF or ECS.
        </EmptyState>
      )}
      {jobs.length > 0 && (
        <ul className={styles.list} aria-label="Exports">
          {jobs.map((job) => (
            <ExportRow key={job.jobId} job={job} />
          ))}
        </ul>
      )}
    </>
  );
}

function ExportRow({ job }: { job: ExportJob }) {
  const view = viewExport(job);
  const cancel = useSend('exports.cancel');
  return (
    <li className={styles.job}>
      <div className={styles.line}>
        <span className={styles.state}>
          <Badge tone={view.state.tone} icon={view.state.icon}>
            {view.state.text}
          </Badge>
        </span>
        <div className={styles.file}>
          <p className={styles.name}>
            <VendorText text={view.fileName} />
          </p>
          <p className={styles.folder} title={visibleText(job.path)}>
            <VendorText text={view.folder} />
          </p>
        </div>
        <span className={styles.fact}>{view.format}</span>
        <span className={styles.amount}>{view.amount}</span>
        <span className={styles.fact}>
          <TimeText timeUs={job.startedAtUs} precision="minute" />
        </span>
        <span className={styles.action}>
          {(job.state === 'running' || job.state === 'waiting') && (
            <Button
              size="small"
              icon="stop"
              onPress={() => cancel.mutate({ jobId: job.jobId })}
              isPending={cancel.isPending}
              aria-label={`Cancel the export to ${view.fileName}`}
            >
              Cancel
            </Button>
          )}
          {job.state === 'done' && <CopyButton text={job.path} label={`Copy the path of ${view.fileName}`} />}
        </span>
      </div>
      {job.state === 'running' && (
        <ProgressBar label={`Export to ${view.fileName}`} done={job.written} total={job.total} />
      )}
      {job.error && <ErrorState error={job.error} isAnnounced={false} />}
      {cancel.error && <ErrorState error={cancel.error} />}
    </li>
  );
}
