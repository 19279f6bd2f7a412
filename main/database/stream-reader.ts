import { type AppError, appErrorSchema } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RunCounts, StreamStatus } from '../../shared/source-status.ts';
import type { PlainRow, Readers } from './readers.ts';
import type { CheckpointToStore, PageToStore } from './stored-page.ts';

/** What is stored of one stream of one source. */
export interface StreamRecord {
  readonly sourceId: string;
  readonly stream: string;
  /** All runs together, imports and back-fills too; what follows is of polling alone. */
  readonly counts: RunCounts;
  readonly lastRun: NonNullable<StreamStatus['lastRun']> | null;
  readonly checkpoint: (CheckpointToStore & { readonly movedAtUs: number }) | null;
  readonly lastSuccessAtUs: number | null;
  /** The newest error of any run, also where a later run went well. */
  readonly lastError: AppError | null;
  readonly lastErrorAtUs: number | null;
  readonly newestEventUs: number | null;
}

/**
 * Of every stream that has run, has a checkpoint or has events, those of removed sources included. Looks at `runs` and
 * small tables only, so it takes the same time whatever the number of events.
 */
export async function readStreamRecords(readers: Readers): Promise<Result<StreamRecord[], AppError>> {
  const rows = await readers.all({ text: STREAM_RECORDS, values: [] });
  return rows.ok ? ok(rows.value.map(streamRecord)) : rows;
}

/** Where the stream's next run, or its back-fill, goes on; null before its first page. */
export async function readCheckpoint(
  readers: Readers,
  sourceId: string,
  stream: string,
  purpose: PageToStore['checkpointOf'] = 'polling',
): Promise<Result<CheckpointToStore | null, AppError>> {
  const rows = await readers.all({
    text: 'SELECT position, description FROM checkpoints WHERE source_id = $1 AND stream = $2 AND purpose = $3',
    values: [sourceId, stream, purpose],
  });
  if (!rows.ok) return rows;
  const [row] = rows.value;
  return ok(row ? { position: String(row.position), description: String(row.description) } : null);
}

/** A back-fill that is not done, with where it is. */
export interface BackFillRecord extends CheckpointToStore {
  readonly sourceId: string;
  readonly stream: string;
}

export async function listBackFills(readers: Readers): Promise<Result<BackFillRecord[], AppError>> {
  const rows = await readers.all({
    text: `SELECT source_id, stream, position, description FROM checkpoints
           WHERE purpose = 'back-fill' ORDER BY source_id, stream`,
    values: [],
  });
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      sourceId: String(row.source_id),
      stream: String(row.stream),
      position: String(row.position),
      description: String(row.description),
    })),
  );
}

const STREAM_RECORDS = `
WITH by_stream AS (
  SELECT source_id, stream,
    sum(received) AS received, sum(stored) AS stored, sum(duplicate) AS duplicate,
    sum(rejected) AS rejected, sum(unmapped) AS unmapped,
    arg_max(
      {run_id: run_id, started_at: started_at, finished_at: finished_at, outcome: outcome, received: received,
       stored: stored, duplicate: duplicate, rejected: rejected, unmapped: unmapped},
      (started_at, coalesce(finished_at, 'infinity'::TIMESTAMP))
    ) FILTER (purpose = 'polling') AS last_run,
    max(finished_at) FILTER (purpose = 'polling' AND outcome = 'succeeded') AS last_success_at,
    arg_max(error, finished_at) FILTER (purpose = 'polling' AND error IS NOT NULL) AS last_error,
    max(finished_at) FILTER (purpose = 'polling' AND error IS NOT NULL) AS last_error_at
  FROM runs
  GROUP BY ALL
)
SELECT *
FROM by_stream
FULL JOIN (SELECT * FROM checkpoints WHERE purpose = 'polling') USING (source_id, stream)
FULL JOIN stream_totals USING (source_id, stream)
ORDER BY source_id, stream`;

function streamRecord(row: PlainRow): StreamRecord {
  return {
    sourceId: String(row.source_id),
    stream: String(row.stream),
    counts: runCounts(row),
    lastRun: lastRun(row.last_run as PlainRow | null),
    checkpoint:
      row.position === null
        ? null
        : {
            position: String(row.position),
            description: String(row.description),
            movedAtUs: Number(row.moved_at),
          },
    lastSuccessAtUs: time(row.last_success_at),
    lastError: row.last_error === null ? null : appErrorSchema.parse(JSON.parse(String(row.last_error))),
    lastErrorAtUs: time(row.last_error_at),
    newestEventUs: time(row.newest_event),
  };
}

function lastRun(run: PlainRow | null): StreamRecord['lastRun'] {
  if (run === null) return null;
  return {
    runId: String(run.run_id),
    startedAtUs: Number(run.started_at),
    finishedAtUs: time(run.finished_at),
    outcome: run.outcome as NonNullable<StreamRecord['lastRun']>['outcome'],
    counts: runCounts(run),
  };
}

function runCounts(row: PlainRow): RunCounts {
  return {
    received: Number(row.received ?? 0),
    stored: Number(row.stored ?? 0),
    duplicate: Number(row.duplicate ?? 0),
    rejected: Number(row.rejected ?? 0),
    unmapped: Number(row.unmapped ?? 0),
  };
}

function time(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
