import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RejectedRecord } from '../../shared/source-status.ts';
import type { Readers } from './readers.ts';

/** The newest first, `limit` of `total`. */
export async function readRejected(
  readers: Readers,
  sourceId: string,
  limit: number,
): Promise<Result<{ records: RejectedRecord[]; total: number }, AppError>> {
  const rows = await readers.all({
    text: `SELECT rejected_id, source_id, stream, rejected_at, reason, outline, count(*) OVER () AS total
           FROM rejected_records WHERE source_id = $1
           ORDER BY rejected_at DESC, rejected_id LIMIT $2`,
    values: [sourceId, limit],
  });
  if (!rows.ok) return rows;
  const records = rows.value.map((row) => ({
    rejectedId: String(row.rejected_id),
    sourceId: String(row.source_id),
    stream: String(row.stream),
    rejectedAtUs: Number(row.rejected_at),
    reason: String(row.reason),
    outline: String(row.outline),
  }));
  return ok({ records, total: Number(rows.value[0]?.total ?? 0) });
}

/** The whole record as the vault sealed it. */
export async function readRejectedCiphertext(
  readers: Readers,
  rejectedId: string,
): Promise<Result<Uint8Array, AppError>> {
  const rows = await readers.all({
    text: 'SELECT ciphertext FROM rejected_records WHERE rejected_id = $1 LIMIT 1',
    values: [rejectedId],
  });
  if (!rows.ok) return rows;
  const ciphertext = rows.value[0]?.ciphertext;
  return ciphertext instanceof Uint8Array
    ? ok(ciphertext)
    : failed(
        appError(
          'not-found',
          'This rejected record is not kept any more.',
          'Look at the list again: its source may have been removed.',
        ),
      );
}
