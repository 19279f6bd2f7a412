import { type DuckDBConnection, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import { appError } from '../../shared/app-error.ts';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import type { SettableSecretState } from '../../shared/secret-inventory.ts';
import { type AppendedColumn, appendRows, timestamp } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { jsonText } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import type { EventToStore, PageToStore } from './stored-page.ts';
import { Refusal } from './write-queue.ts';

export interface SecretStateToSet {
  readonly fingerprints: readonly string[];
  readonly state: SettableSecretState;
  readonly note: string | null;
  readonly atUs: number;
}

interface StateRow {
  readonly fingerprint: string;
  readonly atUs: number;
  readonly state: string;
  readonly note: string | null;
  readonly by: 'analyst' | 'keyglass';
}

/**
 * When each secret got the state that it has, from rows of `secret_states` in `FROM`. A note on a state that it has
 * already is a row as well, and no change.
 */
export function lastChangesSql(rows: string): string {
  return `
    SELECT fingerprint, max("at") AS changed_at FROM (
      SELECT fingerprint, "at", state,
        coalesce(lag(state) OVER (PARTITION BY fingerprint ORDER BY "at"), 'new') AS before
      FROM ${rows}
    ) WHERE state <> before GROUP BY fingerprint`;
}

const LISTED = "SELECT unnest(string_split($1, ','))";

/** All of them or none, inside the transaction that the caller has begun. What is done is in the audit log with it. */
export async function setSecretState(connection: DuckDBConnection, change: SecretStateToSet): Promise<void> {
  const fingerprints = [...new Set(change.fingerprints)];
  const listed = fingerprints.join(',');
  const { rowsChanged } = await runBound(
    connection,
    `UPDATE secrets SET state = $2 WHERE fingerprint IN (${LISTED})`,
    [listed, change.state],
  );
  if (rowsChanged !== fingerprints.length) throw new Refusal(noSuchSecret());
  // Never before what is written of it already: a clock that was set back must not turn the history round.
  await runBound(
    connection,
    `INSERT INTO secret_states
     SELECT fingerprint, greatest(make_timestamp($2), coalesce(last + INTERVAL 1 MICROSECOND, make_timestamp($2))), $3, $4, 'analyst'
     FROM (${LISTED} AS fingerprint) LEFT JOIN (
       SELECT fingerprint, max("at") AS last FROM secret_states WHERE fingerprint IN (${LISTED}) GROUP BY fingerprint
     ) USING (fingerprint)`,
    [listed, change.atUs, change.state, change.note],
  );
  const detail = { state: change.state, note: change.note, fingerprints };
  await runBound(
    connection,
    "INSERT INTO audit_log VALUES (make_timestamp($1), 'secret.state-changed', $2)",
    [change.atUs, jsonText(detail)],
  );
}

/**
 * A secret that was rotated or ignored, and that one of the page's newly stored events holds from a later time, has come
 * back: it gets the state `regressed`, inside the transaction that stores the event. What happened before the change and
 * only came in now says nothing. Answers with how many came back.
 */
export async function markRegressed(
  connection: DuckDBConnection,
  page: PageToStore,
  events: readonly EventToStore[],
): Promise<number> {
  const newest = newestSightings(events);
  if (newest.size === 0) return 0;
  // Nearly no secret of a page is rotated or ignored, so this mostly is all.
  const concerned = await readPlainRows(
    connection,
    `SELECT fingerprint FROM secrets WHERE state IN ('rotated', 'ignored') AND fingerprint IN (${LISTED})`,
    [[...newest.keys()].join(',')],
  );
  if (concerned.length === 0) return 0;
  const seen = concerned.map(({ fingerprint }) => {
    const sighting = newest.get(String(fingerprint));
    return { fingerprint, time_us: sighting?.event.timeUs, note: sighting && noteOf(page, sighting) };
  });
  const rows = await readPlainRows(connection, CAME_BACK, [JSON.stringify(seen)]);
  const regressed = rows.map((row): StateRow => {
    const note = row.note === null ? null : String(row.note);
    const atUs = Math.max(page.receivedAtUs, Number(row.last) + 1);
    return { fingerprint: String(row.fingerprint), atUs, state: 'regressed', note, by: 'keyglass' };
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

const stateColumns: readonly AppendedColumn<StateRow>[] = [
  { name: 'fingerprint', type: VARCHAR, value: ({ fingerprint }) => fingerprint },
  { name: 'at', type: TIMESTAMP, value: ({ atUs }) => timestamp(atUs) },
  { name: 'state', type: VARCHAR, value: ({ state }) => state },
  { name: 'note', type: VARCHAR, value: ({ note }) => note },
  { name: 'changed_by', type: VARCHAR, value: ({ by }) => by },
];

interface Sighting {
  readonly event: NormalisedEvent;
  /** Of a mention; null for an exposure. */
  readonly field: string | null;
}

/** The newest event of the page for each secret. */
function newestSightings(events: readonly EventToStore[]): Map<string, Sighting> {
  const newest = new Map<string, Sighting>();
  const see = (fingerprint: string, sighting: Sighting) => {
    const before = newest.get(fingerprint);
    if (before === undefined || sighting.event.timeUs > before.event.timeUs)
      newest.set(fingerprint, sighting);
  };
  for (const { event, secretFingerprint, mentions = [] } of events) {
    if (secretFingerprint !== null) see(secretFingerprint, { event, field: null });
    for (const { fingerprint, field } of mentions) see(fingerprint, { event, field });
  }
  return newest;
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

function noSuchSecret() {
  return appError(
    'not-found',
    'One of these secrets is not in the workspace. Nothing was changed.',
    'Look at the list again.',
  );
}
