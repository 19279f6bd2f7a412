import { type DuckDBConnection, UUID } from '@duckdb/node-api';
import { appendRows, uuid } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { plainId } from './duplicates.ts';
import { jsonText } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import type { PageToStore } from './stored-page.ts';

/** The latest version of a thing: a row of `object_latest`. Ids without dashes. */
export interface LatestVersion {
  readonly eventId: string;
  readonly contentId: string;
  readonly versionUs: number;
  readonly timeUs: number;
}

type OfStream = Pick<PageToStore, 'sourceId' | 'stream'>;

export async function readLatestVersions(
  connection: DuckDBConnection,
  { sourceId, stream }: OfStream,
  uids: readonly string[],
): Promise<Map<string, LatestVersion>> {
  if (uids.length === 0) return new Map();
  const rows = await readPlainRows(
    connection,
    `SELECT object_uid, event_id, content_id, version_us, time FROM object_latest
     WHERE source_id = $1 AND stream = $2
       AND object_uid IN (SELECT unnest(from_json($3::JSON, '["VARCHAR"]')))`,
    [sourceId, stream, jsonText(uids)],
  );
  return new Map(
    rows.map((row) => [
      String(row.object_uid),
      {
        eventId: plainId(String(row.event_id)),
        contentId: plainId(String(row.content_id)),
        versionUs: Number(row.version_us),
        timeUs: Number(row.time),
      },
    ]),
  );
}

/** All of them are confirmed with it. */
export async function saveLatestVersions(
  connection: DuckDBConnection,
  page: OfStream & Pick<PageToStore, 'receivedAtUs'>,
  latest: ReadonlyMap<string, LatestVersion>,
): Promise<void> {
  if (latest.size === 0) return;
  const rows = [...latest].map(([uid, { eventId, contentId, versionUs, timeUs }]) => ({
    object_uid: uid,
    event_id: eventId,
    content_id: contentId,
    version_us: versionUs,
    time_us: timeUs,
  }));
  await runBound(
    connection,
    `INSERT INTO object_latest
     SELECT $1, $2, object_uid, event_id::UUID, content_id::UUID, version_us, make_timestamp(time_us), make_timestamp($3)
     FROM (
       SELECT unnest(from_json($4::JSON, '[{"object_uid":"VARCHAR","event_id":"VARCHAR","content_id":"VARCHAR","version_us":"BIGINT","time_us":"BIGINT"}]'), recursive := true)
     )
     ON CONFLICT DO UPDATE SET event_id = excluded.event_id, content_id = excluded.content_id,
       version_us = excluded.version_us, time = excluded.time,
       confirmed_at = greatest(confirmed_at, excluded.confirmed_at)`,
    [page.sourceId, page.stream, page.receivedAtUs, jsonText(rows)],
  );
}

/** Marks events as no longer the latest; none of them may be marked already. */
export async function markSuperseded(
  connection: DuckDBConnection,
  eventIds: readonly string[],
): Promise<void> {
  const columns = [{ name: 'event_id', type: UUID, value: (id: string) => uuid(id) }];
  await appendRows(connection, 'superseded_events', columns, eventIds);
}

/** Those of the events that are not marked yet. */
export async function notYetSuperseded(
  connection: DuckDBConnection,
  eventIds: readonly string[],
): Promise<readonly string[]> {
  if (eventIds.length === 0) return [];
  const rows = await readPlainRows(
    connection,
    `SELECT event_id FROM superseded_events
     WHERE event_id IN (SELECT unnest(string_split($1, ','))::UUID)`,
    [eventIds.join(',')],
  );
  const marked = new Set(rows.map((row) => plainId(String(row.event_id))));
  return eventIds.filter((id) => !marked.has(plainId(id)));
}
