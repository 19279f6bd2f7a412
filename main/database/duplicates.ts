import type { DuckDBConnection } from '@duckdb/node-api';
import { US_PER_DAY, US_PER_MINUTE } from '../../shared/time-range.ts';
import { readPlainRows } from './row-values.ts';
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
 * The page's events that are not stored yet, each once. Looks only where the page's times lie: the same event comes
 * again with the same time, or nearly, so DuckDB reads the few row groups of that time and the cost does not grow with
 * the file.
 */
export async function onlyNewEvents(
  connection: DuckDBConnection,
  events: readonly EventToStore[],
): Promise<readonly EventToStore[]> {
  const byId = new Map<string, EventToStore>();
  for (const event of events) {
    const id = plainId(event.eventId);
    if (!byId.has(id)) byId.set(id, event);
  }
  for (const span of timeSpans([...byId.values()].map(({ event }) => event.timeUs))) {
    const ids = [...byId].filter(([, { event }]) => isWithin(span, event.timeUs)).map(([id]) => id);
    for (const id of await storedIds(connection, span, ids)) byId.delete(id);
  }
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

async function storedIds(
  connection: DuckDBConnection,
  span: Span,
  ids: readonly string[],
): Promise<readonly string[]> {
  const fromUs = span.fromUs - PRECISION_LOST_US;
  const toUs = span.toUs + PRECISION_LOST_US;
  // One text of all ids: a list value would be built element by element.
  const rows = await readPlainRows(
    connection,
    `SELECT event_id FROM events
     WHERE time >= make_timestamp($1) AND time <= make_timestamp($2)
       AND event_id IN (SELECT unnest(string_split($3, ','))::UUID)`,
    [fromUs, toUs, ids.join(',')],
  );
  return rows.map((row) => plainId(String(row.event_id)));
}

function isWithin(span: Span, timeUs: number): boolean {
  return timeUs >= span.fromUs && timeUs <= span.toUs;
}

/** As `EventToStore.eventId` is written: DuckDB puts dashes into a UUID. */
export function plainId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}
