import { type AppError, appError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import type { Sort } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Readers, SqlQuery } from '../database/readers.ts';
import { checkTarget } from './check-target.ts';
import { exportFailure } from './export-failure.ts';
import { lineFormats } from './export-format.ts';
import type { JobRecord } from './job-record.ts';
import { openPartFile, type PartFile } from './part-file.ts';
import { writeRows } from './write-rows.ts';

export interface ExportRun {
  readonly readers: Readers;
  readonly record: JobRecord;
  /** As `LinesToStream` has them. */
  readonly rows: SqlQuery;
  readonly sort: Sort;
  readonly columns: readonly string[];
  readonly overwrite: boolean;
  readonly exportFolder: string;
  readonly workspaceFolder: string;
  mask(text: string): string;
  maskReady?(): Promise<void>;
  readonly signal: AbortSignal;
}

/** Runs one job to its end, whatever that is; never rejects. Unless the job is done, no file is left behind. */
export async function runExport(run: ExportRun): Promise<ExportJob> {
  const counting = new AbortController();
  const counted = countRows(run, AbortSignal.any([run.signal, counting.signal]));
  const outcome = await writeFile(run).catch((bug: unknown) => failed(unexpected(bug)));
  counting.abort();
  await counted;
  if (outcome.ok) return run.record.end('done', null);
  if (run.signal.aborted) return run.record.end('cancelled', null);
  return run.record.end('failed', outcome.error);
}

/** Beside the writing, so that the first rows need not wait for it. A count that fails leaves the total unknown. */
async function countRows({ readers, rows, record }: ExportRun, signal: AbortSignal): Promise<void> {
  const query = { text: `SELECT count(*) AS total FROM (${rows.text}) AS counted`, values: rows.values };
  const answer = await readers.all(query, signal);
  const total = answer.ok ? answer.value[0]?.total : undefined;
  if (total !== undefined) record.progress({ total: Number(total) });
}

async function writeFile(run: ExportRun): Promise<Result<null, AppError>> {
  const { path } = run.record.current();
  let file: PartFile;
  try {
    file = await openPartFile(path);
  } catch (error) {
    return failed(exportFailure(error, path) ?? unexpected(error));
  }
  try {
    await run.maskReady?.();
    const written = await writeRows(run.readers, {
      ...run,
      file,
      path,
      format: lineFormats[run.record.current().format],
      onWritten: (count) => {
        const { written: before } = run.record.current();
        run.record.progress({ written: before + count, bytes: file.bytes });
      },
    });
    return written.ok ? await complete(run, file, path) : written;
  } finally {
    await file.discard();
  }
}

async function complete(run: ExportRun, file: PartFile, path: string): Promise<Result<null, AppError>> {
  if (run.signal.aborted)
    return failed(appError('cancelled', 'The export was cancelled.', 'Start it again.'));
  // Minutes may have passed since the start: the name may have been taken meanwhile.
  const target = await checkTarget({ ...run, path });
  if (!target.ok) return target;
  run.record.progress({ bytes: file.bytes });
  try {
    await file.complete();
    return ok(null);
  } catch (error) {
    return failed(exportFailure(error, path) ?? unexpected(error));
  }
}

function unexpected(bug: unknown): AppError {
  return appError(
    'internal',
    'The export stopped because of an error in Keyglass.',
    'Try again; if it happens again, report it with the details.',
    { detail: bug instanceof Error ? bug.name : 'unknown' },
  );
}
