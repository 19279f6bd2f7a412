import { useQueryClient } from '@tanstack/react-query';
import type { ImportJob } from '../../shared/import-job.ts';
import { showToast } from '../design/toast.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { type AskResult, takeToldPart, useIpcEvent, useRead } from '../queries.ts';
import { importedEvents, summariseImport } from './import-job-view.ts';

const importsKey = ['imports.list', {}] as const;

/** All imports of this workspace's life, newest first, kept up to date by `ImportsFeed`. */
export function useImports(): AskResult<'imports.list'> {
  return useRead('imports.list', {});
}

/** Once in the window: keeps the list current, and says when an import has ended, whatever view is shown. */
export function ImportsFeed(): null {
  const queries = useQueryClient();
  const { openExplore } = useAppState();
  useIpcEvent('imports.changed', ({ job }) => {
    const before = queries.getQueryData<{ jobs: ImportJob[] }>(importsKey);
    takeToldPart(queries, importsKey, (list) => list && { jobs: mergeImport(list.jobs, job) });
    const was = before?.jobs.find((known) => known.importId === job.importId)?.state;
    if (was !== job.state) {
      tellEnd(job, () => openExplore({ tree: importedEvents(job), timeRange: { kind: 'all' } }));
    }
  });
  return null;
}

export function mergeImport(jobs: readonly ImportJob[], changed: ImportJob): ImportJob[] {
  const isKnown = jobs.some((job) => job.importId === changed.importId);
  return isKnown
    ? jobs.map((job) => (job.importId === changed.importId ? changed : job))
    : [changed, ...jobs];
}

function tellEnd(job: ImportJob, onShow: () => void): void {
  if (job.state === 'done') {
    showToast({
      tone: 'success',
      title: 'Imported',
      text: summariseImport(job),
      ...(job.counts.stored > 0 ? { action: { label: 'Show these events', onAction: onShow } } : {}),
    });
  }
  if (job.state === 'failed') {
    showToast({
      tone: 'failure',
      title: job.error?.message ?? 'The import stopped.',
      ...(job.error ? { text: job.error.remedy } : {}),
    });
  }
}
