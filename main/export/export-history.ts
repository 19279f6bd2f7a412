import { type AppError, appError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readExportJobs } from '../database/export-job-reader.ts';
import type { Readers } from '../database/readers.ts';

const LISTED_JOBS = 200;

/** Jobs of earlier runs of the app and of this one, newest first. `running` are the jobs of this process. */
export async function listExportJobs(
  readers: Readers,
  running: ReadonlyMap<string, ExportJob>,
): Promise<Result<ExportJob[], AppError>> {
  const jobs = await readExportJobs(readers);
  if (!jobs.ok) return jobs;
  return ok(jobs.value.slice(0, LISTED_JOBS).map((job) => running.get(job.jobId) ?? endedByNow(job)));
}

/** A job that the file calls running, but no one runs, was cut off when the app stopped. */
function endedByNow(job: ExportJob): ExportJob {
  if (job.state !== 'running') return job;
  return {
    ...job,
    state: 'failed',
    error: appError(
      'cancelled',
      'Keyglass stopped before this export was done.',
      'Export again; the unfinished file ends in “.keyglass-part” and can be deleted.',
    ),
  };
}
