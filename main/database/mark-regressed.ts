import { type DuckDBConnection, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import { type AppendedColumn, appendRows, timestamp } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { jsonText } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import { LISTED, lastChangesSql } from './secret-states.ts';
import type { EventToStore, PageToStore } from './stored-page.ts';

interface RegressedRow {
  readonly fingerprint: string;
  readonly atUs: number;
  readonly note: string | null;
}

/** One of the page's newly stored events, which is about the secret or holds it. */
interface Sighting {
  readonly event: NormalisedEvent;
  /** Of a mention; null for an exposure. */
  readonly field: string | null;
}

/**
 * A secret that was rotated or ignored, and that one of the page's newly stored events holds from a later time, has come
 * back: it gets the state `regressed`, inside the transaction that stores the event. What happened before the change and
 * only came in now says nothing. Nor does, of an ignored one, that a thing still holds it in the field where an earlier
 * version held it: an agent has its licence key in each of its versions. A rotated one should have left it, so it comes
 * back. Answers with how many came back.
 */
export async function markRegressed(
  connection: DuckDBConnection,
  page: PageToStore,
  events: readonly EventToStore[],
): Promise<number> {
  const sightings = sightingsOf(events);
  if (sightings.size === 0) return 0;
  // Nearly no secret of a page is rotated or ignored, so this mostly is all.
  const concerned = await readPlainRows(
    connection,
    `SELECT fingerprint, state FROM secrets WHERE state IN ('rotated', 'ignored') AND fingerprint IN (${LISTED})`,
    [[...sightings.keys()].join(',')],
  );
  if (concerned.length === 0) return 0;
  const ignored = concerned.flatMap((row) => (row.state === 'ignored' ? String(row.fingerprint) : []));
  const isAccepted = await acceptedMentions(connection, page, events, ignored);
  const seen = concerned.flatMap((row) => {
    const fingerprint = String(row.fingerprint);
    const counted = (sightings.get(fingerprint) ?? []).filter((one) => !isAccepted(fingerprint, one));
    const newest = newestOf(counted);
    return newest ? { fingerprint, time_us: newest.event.timeUs, note: noteOf(page, newest) } : [];
  });
  if (seen.length === 0) return 0;
  const rows = await readPlainRows(connection, CAME_BACK, [JSON.stringify(seen)]);
  const regressed = rows.map((row): RegressedRow => {
    const note = row.note === null ? null : String(row.note);
    const atUs = Math.max(page.receivedAtUs, Number(row.last) + 1);
    return { fingerprint: String(row.fingerprint), atUs, note };
  });
  if (regressed.length === 0) return 0;
  await appendRows(connection, 'secret_states', stateColumns, regressed);
  await runBound(connection, `UPDATE secrets SET state = 'regressed' WHERE fingerprint IN (${LISTED})`, [
    regressed.map(({ fingerprint }) => fingerprint).join(','),
  ]);
  return regressed.length;
}

const CAME_BACK = `
WITH concerned AS MATERIALIZED (
  SELECT unnest(from_json($1::JSON, '[{"fingerprint":"VARCHAR","time_us":"BIGINT","note":"VARCHAR"}]'), recursive := true)
), history AS (
  SELECT * FROM secret_states WHERE fingerprint IN (SELECT fingerprint FROM concerned)
)
SELECT fingerprint, note, (SELECT max("at") FROM history h WHERE h.fingerprint = concerned.fingerprint) AS last
FROM concerned JOIN (${lastChangesSql('history')}) USING (fingerprint)
WHERE make_timestamp(time_us) > changed_at`;

const stateColumns: readonly AppendedColumn<RegressedRow>[] = [
  { name: 'fingerprint', type: VARCHAR, value: ({ fingerprint }) => fingerprint },
  { name: 'at', type: TIMESTAMP, value: ({ atUs }) => timestamp(atUs) },
  { name: 'state', type: VARCHAR, value: () => 'regressed' },
  { name: 'note', type: VARCHAR, value: ({ note }) => note },
  { name: 'changed_by', type: VARCHAR, value: () => 'keyglass' },
];

/** Which mentions an earlier version of the same thing, which is not of this page, has in the same field. */
async function acceptedMentions(
  connection: DuckDBConnection,
  { sourceId, stream, versions }: PageToStore,
  events: readonly EventToStore[],
  ignored: readonly string[],
): Promise<(fingerprint: string, sighting: Sighting) => boolean> {
  // A sign-in that is amended is no thing that goes on.
  const areThings = versions === 'by-time' || versions === 'by-content';
  if (!areThings || ignored.length === 0) return () => false;
  const isConcerned = ({ mentions = [] }: EventToStore) =>
    mentions.some(({ fingerprint }) => ignored.includes(fingerprint));
  const things = events.filter(isConcerned).flatMap(({ event }) => event.object?.uid.toWellFormed() ?? []);
  const rows = await readPlainRows(connection, MENTIONS_OF_THINGS, [
    ignored.join(','),
    sourceId,
    stream,
    jsonText(things),
    events.map(({ eventId }) => eventId).join(','),
  ]);
  const key = (...parts: readonly unknown[]) => JSON.stringify(parts);
  const accepted = new Set(rows.map(({ fingerprint, field, uid }) => key(fingerprint, field, uid)));
  return (fingerprint, { event, field }) =>
    accepted.has(key(fingerprint, field, event.object?.uid.toWellFormed()));
}

const MENTIONS_OF_THINGS = `
SELECT DISTINCT fingerprint, field, uid
FROM secret_mentions JOIN (
  SELECT event_id, object_uid AS uid FROM events
  WHERE source_id = $2 AND stream = $3 AND object_uid IN (SELECT unnest(from_json($4::JSON, '["VARCHAR"]')))
    AND event_id NOT IN (SELECT unnest(string_split($5, ','))::UUID)
) USING (event_id)
WHERE fingerprint IN (${LISTED})`;

function sightingsOf(events: readonly EventToStore[]): Map<string, Sighting[]> {
  const sightings = new Map<string, Sighting[]>();
  const see = (fingerprint: string, sighting: Sighting) => {
    const before = sightings.get(fingerprint);
    if (before) before.push(sighting);
    else sightings.set(fingerprint, [sighting]);
  };
  for (const { event, secretFingerprint, mentions = [] } of events) {
    if (secretFingerprint !== null) see(secretFingerprint, { event, field: null });
    for (const { fingerprint, field } of mentions) see(fingerprint, { event, field });
  }
  return sightings;
}

function newestOf(sightings: readonly Sighting[]): Sighting | null {
  return sightings.reduce<Sighting | null>(
    (newest, one) => (newest === null || one.event.timeUs > newest.event.timeUs ? one : newest),
    null,
  );
}

/** Where it was seen. */
function noteOf({ sourceName, stream }: PageToStore, { event, field }: Sighting): string {
  if (field !== null) return sentence('Seen again in', [sourceName, stream, field]);
  const line = event.secretLine ?? null;
  const place = event.resource ?? null;
  return sentence('Exposed again in', [sourceName, place, line === null ? null : `line ${line}`]);
}

const LONGEST_PART = 200;

function sentence(beginning: string, parts: readonly (string | null)[]): string {
  const said = parts.flatMap((part) => (part === null || part === '' ? [] : part.slice(0, LONGEST_PART)));
  return `${beginning} ${said.join(', ')}`.toWellFormed();
}
