import type { DuckDBConnection } from '@duckdb/node-api';
import { appError } from '../../shared/app-error.ts';
import { runBound } from './bind-values.ts';
import { readPlainRows } from './row-values.ts';
import { Refusal } from './write-queue.ts';

/** Old events of one source, to be removed in one transaction. */
export interface EventsToRemove {
  readonly sourceId: string;
  /** From here on; null: from the oldest. */
  readonly afterUs: number | null;
  /** The last time of which events leave. */
  readonly toUs: number;
  readonly removedAtUs: number;
}

/**
 * What may leave. The latest version of a thing stays, or its state, when it is read again, would pass for a duplicate
 * of an event that is gone; and what the analyst wrote on.
 */
export const LEAVES = `(event_id NOT IN (SELECT event_id FROM object_latest)
  AND event_id NOT IN (SELECT event_id FROM annotations))`;

const OF_PIECE = `source_id = $1 AND time > make_timestamp($2) AND time <= make_timestamp($3)`;

/** Earlier than any time that is stored: times are safe numbers. */
const BEGINNING_US = Number.MIN_SAFE_INTEGER;

/**
 * Removes the events inside the transaction that the caller has begun, together with what refers to them. What they
 * told of secrets is summed up in `secret_places` before. Answers with how many left.
 */
export async function removeEvents(connection: DuckDBConnection, removed: EventsToRemove): Promise<number> {
  const { sourceId, afterUs, toUs, removedAtUs } = removed;
  const piece = [sourceId, afterUs ?? BEGINNING_US, toUs] as const;
  await runBound(
    connection,
    `CREATE OR REPLACE TEMP TABLE leaving AS SELECT event_id, run_id FROM events WHERE ${OF_PIECE} AND ${LEAVES}`,
    piece,
  );
  const [counted] = await readPlainRows(connection, 'SELECT count(*) AS n FROM leaving');
  const leaving = Number(counted?.n);
  if (leaving > 0) {
    await runBound(connection, sumUp(EXPOSURES), piece);
    await connection.run(sumUp(MENTIONS));
    await runBound(connection, COUNT_BY_RUN, [removedAtUs]);
    for (const table of ['secret_mentions', 'superseded_events']) {
      await connection.run(`DELETE FROM ${table} WHERE event_id IN (SELECT event_id FROM leaving)`);
    }
    const { rowsChanged } = await runBound(
      connection,
      `DELETE FROM events WHERE ${OF_PIECE} AND event_id IN (SELECT event_id FROM leaving)`,
      piece,
    );
    if (rowsChanged !== leaving) throw new Refusal(miscounted());
  }
  await connection.run('DROP TABLE temp.leaving');
  return leaving;
}

const SEEN = 'min(time) AS first_seen, max(time) AS last_seen, count(*) AS times';

/** What an event is about, by the vendor's request or scan, the place and the line. */
const EXPOSURES = `
  SELECT secret_fingerprint AS fingerprint, 'exposure' AS kind, source_id, any_value(source_name) AS source_name,
    any_value(vendor) AS vendor, stream, vendor_event_id AS request, resource AS place, secret_line AS line,
    NULL::VARCHAR AS field, ${SEEN}
  FROM events
  WHERE ${OF_PIECE} AND secret_fingerprint IS NOT NULL AND event_id IN (SELECT event_id FROM leaving)
  GROUP BY secret_fingerprint, source_id, stream, vendor_event_id, resource, secret_line`;

/** What stands in an event beside it, by the field alone. */
const MENTIONS = `
  SELECT fingerprint, 'mention' AS kind, source_id, any_value(source_name) AS source_name,
    any_value(vendor) AS vendor, stream, NULL::VARCHAR AS request, NULL::VARCHAR AS place, NULL::BIGINT AS line,
    field, ${SEEN}
  FROM secret_mentions WHERE event_id IN (SELECT event_id FROM leaving)
  GROUP BY fingerprint, source_id, stream, field`;

/**
 * One row for each place, however many events left. Events leave oldest first, so one of a known request that lies
 * within the time that was summed up already is one that the vendor sent again, and is not counted twice.
 */
function sumUp(seen: string): string {
  return `
MERGE INTO secret_places AS known USING (${seen}) AS seen
ON known.fingerprint = seen.fingerprint AND known.kind = seen.kind AND known.source_id = seen.source_id
  AND known.stream = seen.stream AND known.request IS NOT DISTINCT FROM seen.request
  AND known.place IS NOT DISTINCT FROM seen.place AND known.line IS NOT DISTINCT FROM seen.line
  AND known.field IS NOT DISTINCT FROM seen.field
WHEN MATCHED AND known.request IS NOT NULL AND seen.first_seen >= known.first_seen AND seen.last_seen <= known.last_seen
  THEN DO NOTHING
WHEN MATCHED THEN UPDATE SET first_seen = least(known.first_seen, seen.first_seen),
  last_seen = greatest(known.last_seen, seen.last_seen), times = known.times + seen.times
WHEN NOT MATCHED THEN INSERT BY NAME`;
}

/** One row for each run, so that the table grows with the runs and not with the days. */
const COUNT_BY_RUN = `
MERGE INTO retention_removals AS known USING (SELECT run_id, count(*) AS removed FROM leaving GROUP BY run_id) AS more
ON known.run_id = more.run_id
WHEN MATCHED THEN UPDATE SET removed = known.removed + more.removed, removed_at = make_timestamp($1)
WHEN NOT MATCHED THEN INSERT (removed_at, run_id, removed) VALUES (make_timestamp($1), more.run_id, more.removed)`;

function miscounted() {
  return appError(
    'internal',
    'Another number of events was about to be removed than was counted, so none of them was.',
    'Please report this.',
  );
}
