import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import type { Readers } from '../database/readers.ts';
import { readRejections, type SealedRejection } from '../database/rejected-reader.ts';
import type { Writer } from '../database/writer.ts';
import { checkTarget } from '../export/check-target.ts';
import { exportFailure } from '../export/export-failure.ts';
import { openPartFile, type PartFile } from '../export/part-file.ts';
import type { OpenedRecord } from './open-rejected.ts';

export interface RejectedExport {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'recordAudit'>;
  readonly clock: { nowUs(): number };
  readonly exportFolder: string;
  readonly workspaceFolder: string;
  readonly sourceId: string;
  readonly path: string;
  readonly overwrite: boolean;
  readonly signal: AbortSignal | undefined;
  open(sealed: SealedRejection): OpenedRecord;
}

interface Written {
  readonly path: string;
  readonly written: number;
  readonly bytes: number;
}

/** Records can be a megabyte each, so that memory stays small. */
const RECORDS_IN_A_PIECE = 50;

/**
 * Writes the rejected records of one source as JSON Lines. The file appears when it is whole and the audit log has it,
 * else not at all.
 */
export async function exportRejected(work: RejectedExport): Promise<Result<Written, AppError>> {
  const path = await checkTarget(work);
  if (!path.ok) return path;
  try {
    const file = await openPartFile(path.value);
    try {
      return await writeAll(work, file, path.value);
    } finally {
      await file.discard();
    }
  } catch (problem) {
    const failure = exportFailure(problem, path.value);
    if (failure === null) throw problem;
    return failed(failure);
  }
}

async function writeAll(
  work: RejectedExport,
  file: PartFile,
  path: string,
): Promise<Result<Written, AppError>> {
  let after: SealedRejection | null = null;
  let written = 0;
  for (;;) {
    if (work.signal?.aborted) return failed(cancelled());
    const piece: Result<SealedRejection[], AppError> = await readRejections(
      work.readers,
      work.sourceId,
      after,
      RECORDS_IN_A_PIECE,
      work.signal,
    );
    if (!piece.ok) return piece;
    const last = piece.value.at(-1);
    if (!last) break;
    for (const sealed of piece.value) await file.write(lineOf(sealed, work));
    written += piece.value.length;
    after = last;
  }
  const { bytes } = file;
  const detail = { sourceId: work.sourceId, path, written, bytes };
  const recorded = await work.writer.recordAudit({
    atUs: work.clock.nowUs(),
    action: 'rejected.exported',
    detail,
  });
  if (!recorded.ok) return recorded;
  // The name may have been taken meanwhile.
  const target = await checkTarget({ ...work, path });
  if (!target.ok) return target;
  await file.complete();
  return ok({ path, written, bytes });
}

function lineOf(sealed: SealedRejection, work: RejectedExport): string {
  const { record } = work.open(sealed);
  const { rejectedId, stream, rejectedAtUs, reason } = sealed;
  const at = new Date(rejectedAtUs / US_PER_MS).toISOString();
  const line = { rejected_id: rejectedId, stream, rejected_at: at, reason, record };
  return `${JSON.stringify(line)}\n`;
}

function cancelled(): AppError {
  return appError('cancelled', 'The export was cancelled. No file was written.', 'Start it again.');
}
