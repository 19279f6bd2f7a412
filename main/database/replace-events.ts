import type { DuckDBConnection } from '@duckdb/node-api';
import { appendRows } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { plainId, timeSpans } from './duplicates.ts';
import { type KeptOfRow, replacedEventColumns } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import type { EventsToReplace, EventToStore } from './stored-page.ts';

/**
 * Takes the rows out and appends them anew, inside the transaction that the caller has begun. DuckDB does the same for
 * an UPDATE of a list column, and in the order of time a whole file mapped again stays in that order. What a row keeps
 * is read as it is taken out, so that a source renamed meanwhile stays renamed. Answers with how many were replaced.
 */
export async function replaceEvents(
  connection: DuckDBConnection,
  replaced: EventsToReplace,
): Promise<number> {
  const events = replaced.events.map((event) => ({ ...event, eventId: plainId(event.eventId) }));
  const kept = await takeOut(connection, events);
  const stored = events.filter(({ eventId }) => kept.has(eventId));
  await appendRows(connection, 'events', replacedEventColumns(replaced, kept), stored);
  await raiseVersion(connection, replaced);
  return stored.length;
}

async function takeOut(
  connection: DuckDBConnection,
  events: readonly EventToStore[],
): Promise<Map<string, KeptOfRow>> {
  const kept = new Map<string, KeptOfRow>();
  const ids = events.map(({ eventId }) => eventId).join(',');
  for (const { fromUs, toUs } of timeSpans(events.map(({ event }) => event.timeUs))) {
    const rows = await readPlainRows(
      connection,
      `DELETE FROM events
       WHERE time >= make_timestamp($1) AND time <= make_timestamp($2)
         AND event_id IN (SELECT unnest(string_split($3, ','))::UUID)
       RETURNING event_id, received_at, source_name, run_id`,
      [fromUs, toUs, ids],
    );
    for (const row of rows) {
      kept.set(plainId(String(row.event_id)), {
        receivedAtUs: Number(row.received_at),
        sourceName: String(row.source_name),
        runId: String(row.run_id),
      });
    }
  }
  return kept;
}

async function raiseVersion(
  connection: DuckDBConnection,
  { unchanged, mappingVersion }: EventsToReplace,
): Promise<void> {
  const ids = unchanged.map(({ eventId }) => eventId).join(',');
  for (const { fromUs, toUs } of timeSpans(unchanged.map(({ timeUs }) => timeUs))) {
    await runBound(
      connection,
      `UPDATE events SET mapping_version = $4::BIGINT
       WHERE time >= make_timestamp($1) AND time <= make_timestamp($2)
         AND event_id IN (SELECT unnest(string_split($3, ','))::UUID)`,
      [fromUs, toUs, ids, mappingVersion],
    );
  }
}
