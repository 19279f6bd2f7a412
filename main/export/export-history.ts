import { type AppError, appError } from '../../shared/app-error.ts';
import { type ExportJob, exportJobSchema } from '../../shared/export-job.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers } from '../database/readers.ts';

const LISTED_JOBS = 200;

const listQuery = {
  text: `SELECT job_id::VARCHAR AS job_id, format, path, state, written, total, bytes, started_at, finished_at, error::VARCHAR AS error
    FROM export_jobs ORDER BY started_at DESC LIMIT ${LISTED_JOBS}`,
  values: [],
} as const;

/** Jobs of earlier runs of the app and of this one, newest first. `running` are the jobs of this process. */
export async function listExportJobs(
  readers: Readers,
  running: ReadonlyMap<string, ExportJob>,
): Promise<Result<ExportJob[], AppError>> {
  const rows = await readers.all(listQuery);
  if (!rows.ok) return rows;
  return ok(rows.value.map(jobOfRow).map((job) => running.get(job.jobId) ?? endedByNow(job)));
}

function jobOfRow(row: PlainRow): ExportJob {
  return exportJobSchema.parse({
    jobId: row.job_id,
    format: row.format,
    path: row.path,
    state: row.state,
    written: row.written,
    total: row.total,
    bytes: row.bytes,
    startedAtUs: row.started_at,
    finishedAtUs: row.finished_at,
    error: typeof row.error === 'string' ? JSON.parse(row.error) : null,
  });
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
      'Export again; the unfinished file ends in “.part” and can be deleted.',
    ),
  };
}
