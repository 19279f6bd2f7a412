import { type AppError, appErrorSchema } from '../../shared/app-error.ts';
import { type ExportJob, exportJobSchema } from '../../shared/export-job.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers } from './readers.ts';

/** The newest first. */
export async function readExportJobs(readers: Readers): Promise<Result<ExportJob[], AppError>> {
  const rows = await readers.all({ text: 'SELECT * FROM export_jobs ORDER BY started_at DESC', values: [] });
  return rows.ok ? ok(rows.value.map(exportJob)) : rows;
}

function exportJob(row: PlainRow): ExportJob {
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
    error: row.error === null ? null : appErrorSchema.parse(JSON.parse(String(row.error))),
  });
}
