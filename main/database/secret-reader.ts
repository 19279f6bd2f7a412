import { type AppError, appError } from '../../shared/app-error.ts';
import type { IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SecretPlace, SecretStateChange, SecretSummary } from '../../shared/secret-inventory.ts';
import type { PlainRow, Readers } from './readers.ts';
import { summariesListSql, summariesOf, summariesSql } from './secret-summaries-sql.ts';

const MOST_PLACES = 200;

/** One secret with its history and its places, both newest first. */
export async function readSecretDetail(
  readers: Readers,
  fingerprint: string,
  signal?: AbortSignal,
): Promise<Result<IpcOutput<'secrets.detail'>, AppError>> {
  const summaries = await readSecretSummaries(readers, [fingerprint], signal);
  if (!summaries.ok) return summaries;
  const [secret] = summaries.value;
  if (!secret) return failed(noSuchSecret());
  const history = await readHistory(readers, fingerprint, signal);
  if (!history.ok) return history;
  const places = await readers.all({ text: PLACES, values: [fingerprint, MOST_PLACES] }, signal);
  if (!places.ok) return places;
  return ok({
    secret,
    history: history.value,
    places: places.value.map(secretPlace),
    placesTotal: Number(places.value[0]?.total ?? 0),
  });
}

/** Those of the fingerprints that are known, in no order. At most some thousand at a time. */
export async function readSecretSummaries(
  readers: Readers,
  fingerprints: readonly string[],
  signal?: AbortSignal,
): Promise<Result<SecretSummary[], AppError>> {
  const text = `
WITH page AS MATERIALIZED (
  SELECT * EXCLUDE (ciphertext), 0 AS position FROM secrets
  WHERE fingerprint IN (SELECT unnest(string_split($1, ',')))
), ${summariesSql}
SELECT ${summariesListSql} AS secrets`;
  const rows = await readers.all({ text, values: [fingerprints.join(',')] }, signal);
  return rows.ok ? ok(summariesOf(rows.value[0]?.secrets)) : rows;
}

/** Those of the fingerprints that are known. */
export async function readKnownFingerprints(
  readers: Readers,
  fingerprints: readonly string[],
  signal?: AbortSignal,
): Promise<Result<string[], AppError>> {
  const rows = await readers.all(
    {
      text: "SELECT fingerprint FROM secrets WHERE fingerprint IN (SELECT unnest(string_split($1, ',')))",
      values: [fingerprints.join(',')],
    },
    signal,
  );
  return rows.ok ? ok(rows.value.map((row) => String(row.fingerprint))) : rows;
}

/** The value as the vault sealed it, under its fingerprint. */
export async function readSealedSecret(
  readers: Readers,
  fingerprint: string,
): Promise<Result<{ readonly ciphertext: Uint8Array; readonly secretType: string | null }, AppError>> {
  const rows = await readers.all({
    text: 'SELECT secret_type, ciphertext FROM secrets WHERE fingerprint = $1',
    values: [fingerprint],
  });
  if (!rows.ok) return rows;
  const [row] = rows.value;
  if (!(row?.ciphertext instanceof Uint8Array)) return failed(noSuchSecret());
  return ok({ ciphertext: row.ciphertext, secretType: textOrNull(row.secret_type) });
}

async function readHistory(
  readers: Readers,
  fingerprint: string,
  signal: AbortSignal | undefined,
): Promise<Result<SecretStateChange[], AppError>> {
  const rows = await readers.all(
    {
      text: `SELECT "at", state, note, changed_by FROM secret_states WHERE fingerprint = $1 ORDER BY "at" DESC, rowid DESC`,
      values: [fingerprint],
    },
    signal,
  );
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      atUs: Number(row.at),
      state: String(row.state) as SecretStateChange['state'],
      note: textOrNull(row.note),
      by: row.changed_by === 'keyglass' ? 'keyglass' : 'analyst',
    })),
  );
}

// What changes from event to event of one place (the source's name, the scan) is that of the newest.
const PLACES = `
SELECT kind, source_id, place, line, field, arg_max(source_name, last_seen) AS source_name,
  arg_max(vendor, last_seen) AS vendor, arg_max(stream, last_seen) AS stream, arg_max(request, last_seen) AS request,
  sum(times)::BIGINT AS times, min(first_seen) AS first_seen, max(last_seen) AS last_seen, bool_or(is_kept) AS is_kept,
  count(*) OVER () AS total
FROM (
  SELECT 'exposure' AS kind, source_id, source_name, vendor, stream, vendor_event_id AS request, resource AS place,
    secret_line AS line, NULL AS field, time AS first_seen, time AS last_seen, 1 AS times, true AS is_kept
  FROM events WHERE secret_fingerprint = $1
  UNION ALL
  SELECT 'mention', source_id, source_name, vendor, stream, NULL, NULL, NULL, field, time, time, 1, true
  FROM secret_mentions WHERE fingerprint = $1
  UNION ALL
  SELECT kind, source_id, source_name, vendor, stream, request, place, line, field, first_seen, last_seen, times, false
  FROM secret_places WHERE fingerprint = $1
)
GROUP BY kind, source_id, place, line, field
ORDER BY last_seen DESC, kind, source_id, place, line, field LIMIT $2`;

function secretPlace(row: PlainRow): SecretPlace {
  return {
    kind: row.kind === 'mention' ? 'mention' : 'exposure',
    sourceId: String(row.source_id),
    sourceName: String(row.source_name),
    vendor: String(row.vendor),
    stream: String(row.stream),
    request: textOrNull(row.request),
    place: textOrNull(row.place),
    line: row.line === null ? null : Number(row.line),
    field: textOrNull(row.field),
    times: Number(row.times),
    firstSeenUs: Number(row.first_seen),
    lastSeenUs: Number(row.last_seen),
    areEventsKept: row.is_kept === true,
  };
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function noSuchSecret(): AppError {
  return appError('not-found', 'There is no such secret in this workspace.', 'Look at the list again.');
}
