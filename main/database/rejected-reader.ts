import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RejectedRecord } from '../../shared/source-status.ts';
import type { PlainRow, Readers } from './readers.ts';

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

export interface SealedRejection {
  readonly rejectedId: string;
  readonly stream: string;
  readonly rejectedAtUs: number;
  readonly reason: string;
  /** The whole record as the vault sealed it, under its id. */
  readonly ciphertext: Uint8Array;
}

/** One rejected record, whole. */
export async function readRejection(
  readers: Readers,
  { sourceId, stream, rejectedId }: { sourceId: string; stream: string; rejectedId: string },
): Promise<Result<SealedRejection, AppError>> {
  const rows = await readers.all({
    text: `SELECT * FROM rejected_records WHERE source_id = $1 AND stream = $2 AND rejected_id = $3`,
    values: [sourceId, stream, rejectedId],
  });
  if (!rows.ok) return rows;
  const [row] = rows.value;
  return row ? ok(sealedRejection(row)) : failed(notKept());
}

/** A source's rejected records, whole, in the order of stream and id: `limit` of those behind `after`. */
export async function readRejections(
  readers: Readers,
  sourceId: string,
  after: Pick<SealedRejection, 'stream' | 'rejectedId'> | null,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<SealedRejection[], AppError>> {
  const rows = await readers.all(
    {
      text: `SELECT * FROM rejected_records
             WHERE source_id = $1 AND (stream > $2 OR (stream = $2 AND rejected_id > $3))
             ORDER BY stream, rejected_id LIMIT $4`,
      values: [sourceId, after?.stream ?? '', after?.rejectedId ?? '', limit],
    },
    signal,
  );
  return rows.ok ? ok(rows.value.map(sealedRejection)) : rows;
}

/** Which source and stream a rejected record is of; ids of different sources never meet. */
export async function findRejection(
  readers: Readers,
  rejectedId: string,
): Promise<Result<{ sourceId: string; stream: string }, AppError>> {
  const rows = await readers.all({
    text: 'SELECT source_id, stream FROM rejected_records WHERE rejected_id = $1 LIMIT 1',
    values: [rejectedId],
  });
  if (!rows.ok) return rows;
  const [row] = rows.value;
  return row ? ok({ sourceId: String(row.source_id), stream: String(row.stream) }) : failed(notKept());
}

function sealedRejection(row: PlainRow): SealedRejection {
  return {
    rejectedId: String(row.rejected_id),
    stream: String(row.stream),
    rejectedAtUs: Number(row.rejected_at),
    reason: String(row.reason),
    ciphertext: row.ciphertext instanceof Uint8Array ? row.ciphertext : new Uint8Array(),
  };
}

function notKept(): AppError {
  return appError(
    'not-found',
    'This rejected record is not kept any more.',
    'Look at the list again: it may have become an event, or its source was removed.',
  );
}
