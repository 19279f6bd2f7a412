import type { DuckDBConnection } from '@duckdb/node-api';
import { US_PER_DAY, US_PER_MINUTE } from '../../shared/time-range.ts';
import type { SqlValue } from './readers.ts';
import { readPlainRows } from './row-values.ts';
import type { StoredIds } from './stored-ids.ts';
import type { EventToStore } from './stored-page.ts';

/** A page of a sane vendor spans a day or two; beyond this many islands of time one wide look is cheaper. */
const MAX_SPANS = 16;

/** The same record may come with a coarser time the second time: in another form, from a file, without its fraction. */
const PRECISION_LOST_US = US_PER_MINUTE;

interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * The page's events that are not stored yet, each once, whatever time they come with. What `storedIds` does not know is
 * new. The others are looked for where the page's times lie, for the same event mostly comes again with the same time:
 * DuckDB then reads a few row groups. Only what is not found there is looked for in the whole file, so the cost grows
 * with the file for events alone whose time has moved.
 */
export async function onlyNewEvents(
  connection: DuckDBConnection,
  storedIds: Pick<StoredIds, 'mayHold'>,
  events: readonly EventToStore[],
): Promise<readonly EventToStore[]> {
  const byId = new Map<string, EventToStore>();
  for (const event of events) {
    const id = plainId(event.eventId);
    if (!byId.has(id)) byId.set(id, event);
  }
  const inDoubt = new Map([...byId].filter(([id]) => storedIds.mayHold(id)));
  const forget = (stored: readonly string[]) => {
    for (const id of stored) {
      byId.delete(id);
      inDoubt.delete(id);
    }
  };
  for (const span of timeSpans([...inDoubt.values()].map(({ event }) => event.timeUs))) {
    const ids = [...inDoubt].filter(([, { event }]) => isWithin(span, event.timeUs)).map(([id]) => id);
    forget(await storedIdsOfTime(connection, span, ids));
  }
  if (inDoubt.size > 0) forget(await storedIdsOfFile(connection, [...inDoubt.keys()]));
  return [...byId.values()];
}

/** One event with a wrong clock must not widen the look to years, so the times are split where a day is empty. */
export function timeSpans(timesUs: readonly number[]): readonly Span[] {
  const sorted = timesUs.toSorted((a, b) => a - b);
  const spans: { fromUs: number; toUs: number }[] = [];
  for (const timeUs of sorted) {
    const last = spans.at(-1);
    if (last && timeUs - last.toUs <= US_PER_DAY) last.toUs = timeUs;
    else spans.push({ fromUs: timeUs, toUs: timeUs });
  }
  const [first] = spans;
  const last = spans.at(-1);
  return spans.length > MAX_SPANS && first && last ? [{ fromUs: first.fromUs, toUs: last.toUs }] : spans;
}

// One text of all ids: a list value would be built element by element.
const IS_ONE_OF = "event_id IN (SELECT unnest(string_split($1, ','))::UUID)";

function storedIdsOfTime(
  connection: DuckDBConnection,
  span: Span,
  ids: readonly string[],
): Promise<readonly string[]> {
  return readIds(
    connection,
    `SELECT event_id FROM events
     WHERE ${IS_ONE_OF} AND time >= make_timestamp($2) AND time <= make_timestamp($3)`,
    [ids.join(','), span.fromUs - PRECISION_LOST_US, span.toUs + PRECISION_LOST_US],
  );
}

function storedIdsOfFile(connection: DuckDBConnection, ids: readonly string[]): Promise<readonly string[]> {
  return readIds(connection, `SELECT event_id FROM events WHERE ${IS_ONE_OF}`, [ids.join(',')]);
}

async function readIds(
  connection: DuckDBConnection,
  text: string,
  values: readonly SqlValue[],
): Promise<readonly string[]> {
  const rows = await readPlainRows(connection, text, values);
  return rows.map((row) => plainId(String(row.event_id)));
}

function isWithin(span: Span, timeUs: number): boolean {
  return timeUs >= span.fromUs && timeUs <= span.toUs;
}

/** As `EventToStore.eventId` is written: DuckDB puts dashes into a UUID. */
export function plainId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}
