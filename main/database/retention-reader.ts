import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RetentionRule, SourceRetention } from '../../shared/retention.ts';
import type { PlainRow, Readers, SqlValue } from './readers.ts';
import { LEAVES } from './retention-remove.ts';

/** An event's size as rules measure it: its record, its OCSF and its ECS form as text. */
const BYTES = 'strlen(raw) + strlen(ocsf) + coalesce(strlen(ecs), 0)';

/** By source id; sources without a rule keep everything. */
export async function readRetentionRules(
  readers: Readers,
): Promise<Result<ReadonlyMap<string, RetentionRule>, AppError>> {
  const rows = await readers.all({ text: 'SELECT * FROM retention_rules', values: [] });
  if (!rows.ok) return rows;
  return ok(
    new Map(
      rows.value.map((row) => [
        String(row.source_id),
        { keepDays: numberOrNull(row.keep_days), keepBytes: numberOrNull(row.keep_bytes) },
      ]),
    ),
  );
}

export type SourceSize = Pick<SourceRetention, 'events' | 'bytes' | 'oldestEventUs'>;

/** By source id. Looks at every event (1 M: 0.1 s). */
export async function readSourceSizes(
  readers: Readers,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, SourceSize>, AppError>> {
  const rows = await readers.all(
    {
      text: `SELECT source_id, count(*) AS events, sum(${BYTES})::BIGINT AS bytes, min(time) AS oldest
             FROM events GROUP BY source_id`,
      values: [],
    },
    signal,
  );
  if (!rows.ok) return rows;
  return ok(
    new Map(
      rows.value.map(({ source_id: id, events, bytes, oldest }) => [
        String(id),
        { events: Number(events), bytes: Number(bytes), oldestEventUs: numberOrNull(oldest) },
      ]),
    ),
  );
}

/**
 * The earliest time from which on the source's newest events are no more than so many bytes together: the time of one
 * of them, so that events of one microsecond stay or leave together. Null where all of them are no more than that.
 * By days first, for ordering all of a source's events by time would take a lot of memory.
 */
export async function readTimeOfNewestBytes(
  readers: Readers,
  sourceId: string,
  keepBytes: number,
  signal?: AbortSignal,
): Promise<Result<number | null, AppError>> {
  const day = await first(
    readers,
    `SELECT epoch_us(day) AS day_us, newer, next_us FROM (
       SELECT day, epoch_us(min(oldest) OVER (ORDER BY day DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS next_us,
         sum(bytes) OVER (ORDER BY day DESC)::BIGINT AS total, (total - bytes)::BIGINT AS newer
       FROM (SELECT date_trunc('day', time) AS day, min(time) AS oldest, sum(${BYTES}) AS bytes
             FROM events WHERE source_id = $1 GROUP BY ALL)
     ) WHERE total > $2 ORDER BY day DESC LIMIT 1`,
    [sourceId, keepBytes],
    signal,
  );
  if (!day.ok || day.value === null) return day.ok ? ok(null) : day;
  const { day_us: dayUs, newer, next_us: nextUs } = day.value;
  const within = await first(
    readers,
    `SELECT epoch_us(min(time)) AS time_us FROM (
       SELECT time, sum(sum(${BYTES})) OVER (ORDER BY time DESC) AS total
       FROM events
       WHERE source_id = $1 AND time >= make_timestamp($2) AND time < make_timestamp($2) + INTERVAL 1 DAY
       GROUP BY time
     ) WHERE total + $3 <= $4`,
    [sourceId, Number(dayUs), Number(newer), keepBytes],
    signal,
  );
  if (!within.ok) return within;
  // Where not even the day's newest fits, the next newer event is the first that stays, if there is one.
  return ok(numberOrNull(within.value?.time_us) ?? numberOrNull(nextUs) ?? Number.MAX_SAFE_INTEGER);
}

/** How many of the source's events from before the time leave, and how many stay all the same. */
export async function countLeaving(
  readers: Readers,
  sourceId: string,
  beforeUs: number,
  signal?: AbortSignal,
): Promise<Result<{ readonly events: number; readonly kept: number }, AppError>> {
  const row = await first(
    readers,
    `SELECT count(*) FILTER (${LEAVES}) AS leaving, count(*) FILTER (NOT ${LEAVES}) AS kept
     FROM events WHERE source_id = $1 AND time < make_timestamp($2)`,
    [sourceId, beforeUs],
    signal,
  );
  return row.ok ? ok({ events: Number(row.value?.leaving), kept: Number(row.value?.kept) }) : row;
}

/**
 * The times at which the source's leaving events fall into pieces of about so many, oldest first; the last event of a
 * piece has its time. Events of one microsecond are never parted.
 */
export async function readPieceEnds(
  readers: Readers,
  sourceId: string,
  beforeUs: number,
  eventsInAPiece: number,
  signal?: AbortSignal,
): Promise<Result<readonly number[], AppError>> {
  const rows = await readers.all(
    {
      text: `SELECT DISTINCT epoch_us(max(time)) AS end_us FROM (
               SELECT time, (row_number() OVER (ORDER BY time) - 1) // $3 AS piece
               FROM events WHERE source_id = $1 AND time < make_timestamp($2) AND ${LEAVES}
             ) GROUP BY piece ORDER BY end_us`,
      values: [sourceId, beforeUs, eventsInAPiece],
    },
    signal,
  );
  return rows.ok ? ok(rows.value.map((row) => Number(row.end_us))) : rows;
}

/**
 * When collecting or an import last succeeded, by the clock of that time; null where neither ever did. What is mapped
 * again, and what a crash cut off, is told by the clock of the start after it.
 */
export async function readTimeOfLastSuccess(readers: Readers): Promise<Result<number | null, AppError>> {
  const row = await first(
    readers,
    "SELECT max(finished_at) AS last FROM runs WHERE outcome = 'succeeded' AND purpose <> 'mapping'",
    [],
  );
  return row.ok ? ok(numberOrNull(row.value?.last)) : row;
}

async function first(
  readers: Readers,
  text: string,
  values: readonly SqlValue[],
  signal?: AbortSignal,
): Promise<Result<PlainRow | null, AppError>> {
  const rows = await readers.all({ text, values }, signal);
  return rows.ok ? ok(rows.value[0] ?? null) : failed(rows.error);
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
