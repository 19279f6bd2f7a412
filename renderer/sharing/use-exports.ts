import { useQueryClient } from '@tanstack/react-query';
import type { ExportJob } from '../../shared/export-job.ts';
import { formatCount } from '../design/format-number.ts';
import { showToast } from '../design/toast.tsx';
import { type AskResult, takeToldPart, useIpcEvent, useRead } from '../queries.ts';

export const exportsKey = ['exports.list', {}] as const;

/** All exports, newest first, kept up to date by `ExportsFeed`. */
export function useExports(): AskResult<'exports.list'> {
  return useRead('exports.list', {});
}

/** Once in the window: keeps the list current, and says when an export has ended, whatever view is shown. */
export function ExportsFeed(): null {
  const queries = useQueryClient();
  useIpcEvent('exports.changed', ({ job }) => {
    const before = queries.getQueryData<{ jobs: ExportJob[] }>(exportsKey);
    // A list that was never asked for would otherwise look complete with this one job in it.
    takeToldPart(queries, exportsKey, (list) => list && { jobs: mergeJob(list.jobs, job) });
    const was = before?.jobs.find((known) => known.jobId === job.jobId)?.state;
    if (was !== job.state) tellEnd(job);
  });
  return null;
}

export function mergeJob(jobs: readonly ExportJob[], changed: ExportJob): ExportJob[] {
  const known = jobs.some((job) => job.jobId === changed.jobId);
  return known ? jobs.map((job) => (job.jobId === changed.jobId ? changed : job)) : [changed, ...jobs];
}

function tellEnd(job: ExportJob): void {
  if (job.state === 'done') {
    showToast({ tone: 'success', title: `Exported ${formatCount(job.written, 'event')}`, text: job.path });
  }
  if (job.state === 'failed') {
    showToast({
      tone: 'failure',
      title: job.error?.message ?? 'The export stopped.',
      ...(job.error ? { text: job.error.remedy } : {}),
    });
  }
}
