import { hash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import { onlyNewEvents, plainId, timeSpans } from './duplicates.ts';
import { jsonText } from './event-columns.ts';
import {
  type LatestVersion,
  markSuperseded,
  notYetSuperseded,
  readLatestVersions,
  saveLatestVersions,
} from './object-versions.ts';
import { readPlainRows } from './row-values.ts';
import type { StoredIds } from './stored-ids.ts';
import type { EventToStore, PageToStore } from './stored-page.ts';

/**
 * The page's events that are to be stored, each once: what is not stored yet, and of things that change what is a new
 * version. Notes which version is the latest, and marks the others as superseded. What is of no thing is an event like
 * any other.
 */
export function newVersions(
  connection: DuckDBConnection,
  storedIds: StoredIds,
  page: PageToStore,
): Promise<readonly EventToStore[]> {
  switch (page.versions) {
    case 'none':
      return onlyNewEvents(connection, storedIds, page.events);
    case 'by-time':
      return versionsByTime(connection, storedIds, page);
    case 'by-content':
      return versionsByContent(connection, storedIds, page);
    case 'amended':
      return amendments(connection, storedIds, page);
  }
}

/** A version has its time and so its own id. Which one is the latest, their times say, not the order they come in. */
async function versionsByTime(
  connection: DuckDBConnection,
  storedIds: StoredIds,
  page: PageToStore,
): Promise<readonly EventToStore[]> {
  const latest = await readLatestVersions(connection, page, uidsOf(page.events));
  // Most of what is read again has not changed, and needs no look at the events of its time.
  const isKnown = ({ event, eventId }: EventToStore) =>
    latest.get(thingOf(event)?.uid ?? '')?.eventId === plainId(eventId);
  const fresh = await onlyNewEvents(
    connection,
    storedIds,
    page.events.filter((event) => !isKnown(event)),
  );
  const superseded: string[] = [];
  for (const { eventId, event } of fresh) {
    const thing = thingOf(event);
    if (!thing) continue;
    const { uid, versionUs } = thing;
    const id = plainId(eventId);
    const kept = latest.get(uid);
    if (kept && versionUs < kept.versionUs) {
      superseded.push(id);
      continue;
    }
    if (kept) superseded.push(kept.eventId);
    latest.set(uid, { eventId: id, contentId: id, versionUs, timeUs: event.timeUs });
  }
  await markSuperseded(connection, superseded);
  await saveLatestVersions(connection, page, latest);
  return fresh;
}

/**
 * A version is told by its content, and its time is that of receipt, so only the latest one says whether a state is
 * new. A state may come back: every version but the first is named after the one before it, too, which keeps ids apart
 * without a look at all events.
 */
async function versionsByContent(
  connection: DuckDBConnection,
  storedIds: StoredIds,
  page: PageToStore,
): Promise<readonly EventToStore[]> {
  const latest = await readLatestVersions(connection, page, uidsOf(page.events));
  const fresh: EventToStore[] = [];
  const superseded: string[] = [];
  for (const event of page.events) {
    const { timeUs } = event.event;
    const thing = thingOf(event.event);
    if (!thing) continue;
    const contentId = plainId(event.eventId);
    const kept = latest.get(thing.uid);
    if (kept?.contentId === contentId) continue;
    const eventId = kept ? followingId(contentId, kept) : contentId;
    if (kept) superseded.push(kept.eventId);
    latest.set(thing.uid, { eventId, contentId, versionUs: thing.versionUs, timeUs });
    fresh.push({ ...event, eventId });
  }
  await markSuperseded(connection, superseded);
  await saveLatestVersions(connection, page, latest);
  return [...fresh, ...(await onlyNewEvents(connection, storedIds, page.events.filter(isOfNothing)))];
}

/** The same time and another content. What is received last counts. */
async function amendments(
  connection: DuckDBConnection,
  storedIds: StoredIds,
  page: PageToStore,
): Promise<readonly EventToStore[]> {
  const fresh = await onlyNewEvents(connection, storedIds, page.events);
  const last = new Map<string, string>();
  const superseded: string[] = [];
  for (const { eventId, event } of fresh) {
    const thing = thingOf(event);
    if (!thing) continue;
    const before = last.get(thing.uid);
    if (before !== undefined) superseded.push(before);
    last.set(thing.uid, plainId(eventId));
  }
  const stored = await storedVersions(connection, page, fresh);
  await markSuperseded(connection, [...superseded, ...(await notYetSuperseded(connection, stored))]);
  return fresh;
}

/** Ids of stored events that are of the same things, where the page's times lie. */
async function storedVersions(
  connection: DuckDBConnection,
  { sourceId, stream }: PageToStore,
  events: readonly EventToStore[],
): Promise<readonly string[]> {
  const ofThings = events.filter((event) => !isOfNothing(event));
  const uids = jsonText(uidsOf(ofThings));
  const found = new Set<string>();
  for (const span of timeSpans(ofThings.map(({ event }) => event.timeUs))) {
    const rows = await readPlainRows(
      connection,
      `SELECT event_id FROM events
       WHERE time >= make_timestamp($1) AND time <= make_timestamp($2) AND source_id = $3 AND stream = $4
         AND object_uid IN (SELECT unnest(from_json($5::JSON, '["VARCHAR"]')))`,
      [span.fromUs, span.toUs, sourceId, stream, uids],
    );
    for (const row of rows) found.add(plainId(String(row.event_id)));
  }
  return [...found];
}

function followingId(contentId: string, kept: LatestVersion): string {
  return hash('sha256', `${contentId} after ${kept.eventId}`, 'hex').slice(0, 32);
}

function isOfNothing({ event }: EventToStore): boolean {
  return !event.object;
}

/** As it can be kept: what a vendor sends for a time or an id must not keep the rest of its page from being stored. */
function thingOf({ object, timeUs }: NormalisedEvent): { uid: string; versionUs: number } | null {
  if (!object) return null;
  const versionUs = Number.isFinite(object.versionUs) ? Math.trunc(object.versionUs) : timeUs;
  return { uid: object.uid.toWellFormed(), versionUs };
}

function uidsOf(events: readonly EventToStore[]): string[] {
  return [...new Set(events.flatMap(({ event }) => thingOf(event)?.uid ?? []))];
}
