import type { ImportJob } from '../../shared/import-job.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { Disclosure } from '../design/disclosure.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatBytes, formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { NumberText } from '../design/number-text.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { visibleText } from '../design/visible-text.ts';
import { useAppState } from '../frame/app-state.tsx';
import { useRead, useSend } from '../queries.ts';
import styles from './import-dialog.module.css';
import { importedEvents, viewImport } from './import-job-view.ts';
import { useImports } from './use-imports.ts';

/** How far the imports are and how they ended. Closing it stops nothing: a message says when one is done. */
export function ImportProgress({
  importIds,
  onClose,
}: {
  importIds: readonly string[];
  onClose: () => void;
}) {
  const imports = useImports();
  const jobs = (imports.data?.jobs ?? []).filter(({ importId }) => importIds.includes(importId));
  const isRunning = jobs.length < importIds.length || jobs.some(({ state }) => state === 'running');
  return (
    <ModalDialog
      title={isRunning ? 'Importing' : 'Imported'}
      size="large"
      isOpen
      onClose={onClose}
      closesOnPressOutside={false}
      footer={
        <Button kind={isRunning ? 'secondary' : 'primary'} onPress={onClose}>
          {isRunning ? 'Go on in the background' : 'Close'}
        </Button>
      }
    >
      <div className={styles.content}>
        <LoadingBar isLoading={imports.isPending} label="Reading the imports" />
        {imports.error && <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />}
        <ul className={styles.jobs} aria-label="Imports">
          {jobs.map((job) => (
            <JobRow key={job.importId} job={job} onLeave={onClose} />
          ))}
        </ul>
      </div>
    </ModalDialog>
  );
}

function JobRow({ job, onLeave }: { job: ImportJob; onLeave: () => void }) {
  const vendors = useRead('vendors.list', {}).data?.vendors ?? [];
  const view = viewImport(job, vendors);
  const cancel = useSend('imports.cancel');
  const { openExplore } = useAppState();
  const show = () => {
    onLeave();
    openExplore({ tree: importedEvents(job), timeRange: { kind: 'all' } });
  };
  return (
    <li className={styles.job}>
      <div className={styles.jobHead}>
        <Badge tone={view.state.tone} icon={view.state.icon}>
          {view.state.text}
        </Badge>
        <p className={styles.jobTitle} title={job.files.map(visibleText).join('\n')}>
          {view.title}{' '}
          <span className={styles.note}>
            <VendorText text={view.files} />
          </span>
        </p>
        {view.isRunning && (
          <Button
            size="small"
            icon="stop"
            isPending={cancel.isPending}
            onPress={() => cancel.mutate({ importId: job.importId })}
          >
            Cancel
          </Button>
        )}
        {!view.isRunning && job.counts.stored > 0 && (
          <Button size="small" icon="explore" onPress={show}>
            Show these events
          </Button>
        )}
      </div>
      {view.isRunning && (
        <div className={styles.progress}>
          <ProgressBar
            label={`Import of ${visibleText(view.files)}`}
            done={job.bytesRead}
            total={job.bytesTotal || null}
          />
          <span className={styles.note}>
            {formatBytes(job.bytesRead)} of {formatBytes(job.bytesTotal)}
          </span>
        </div>
      )}
      <dl className={styles.counts}>
        {view.counts.map(({ id, label, value }) => (
          <div key={id} className={styles.count}>
            <dt>{label}</dt>
            <dd>
              <NumberText value={value} isMuted={value === 0} />
            </dd>
          </div>
        ))}
      </dl>
      {job.rejectedReasons.length > 0 && <Reasons job={job} />}
      {job.error && <ErrorState error={job.error} />}
      {cancel.error && <ErrorState error={cancel.error} />}
    </li>
  );
}

function Reasons({ job }: { job: ImportJob }) {
  return (
    <Disclosure title={`Why ${formatCount(job.counts.rejected, 'record')} could not be read`} isOpen>
      <ul className={styles.reasons}>
        {job.rejectedReasons.map(({ reason, count }) => (
          <li key={reason}>
            <NumberText value={count} />
            <VendorText text={reason} />
          </li>
        ))}
      </ul>
      <p className={styles.note}>They are kept, and tried again when the mapping has improved.</p>
    </Disclosure>
  );
}
