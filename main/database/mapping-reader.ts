import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

/** The present version of a stream's mapping. */
export interface PresentMapping {
  readonly vendor: string;
  readonly stream: string;
  readonly version: number;
}

/** What of one stream of one source could be mapped better. */
export interface MappingNeed {
  readonly sourceId: string;
  readonly vendor: string;
  readonly stream: string;
  readonly outdated: number;
  readonly unmapped: number;
  /** Outdated, unmapped, or both. */
  readonly toMap: number;
  readonly rejected: number;
}

/** Of every stream that a present mapping is known for and that has events or rejected records. */
export async function readMappingNeeds(
  readers: Readers,
  present: readonly PresentMapping[],
  signal?: AbortSignal,
): Promise<Result<MappingNeed[], AppError>> {
  const rows = await readers.all({ text: MAPPING_NEEDS, values: [JSON.stringify(present)] }, signal);
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      sourceId: String(row.source_id),
      vendor: String(row.vendor),
      stream: String(row.stream),
      outdated: Number(row.outdated ?? 0),
      unmapped: Number(row.unmapped ?? 0),
      toMap: Number(row.to_map ?? 0),
      rejected: Number(row.rejected ?? 0),
    })),
  );
}

// Counted by version first: a handful of groups, whatever the number of events.
const MAPPING_NEEDS = `
WITH present AS (
  SELECT unnest(from_json($1::JSON, '[{"vendor":"VARCHAR","stream":"VARCHAR","version":"BIGINT"}]'), recursive := true)
), counted AS (
  SELECT source_id, vendor, stream, mapping_version, class_uid = 0 AS is_unmapped, count(*) AS n
  FROM events GROUP BY ALL
), of_events AS (
  SELECT source_id, vendor, stream,
    coalesce(sum(n) FILTER (coalesce(mapping_version, 0) < version), 0) AS outdated,
    coalesce(sum(n) FILTER (is_unmapped), 0) AS unmapped,
    coalesce(sum(n) FILTER (is_unmapped OR coalesce(mapping_version, 0) < version), 0) AS to_map
  FROM counted JOIN present USING (vendor, stream) GROUP BY ALL
), of_rejected AS (
  SELECT source_id, vendor, stream, count(*) AS rejected
  FROM rejected_records JOIN sources USING (source_id) JOIN present USING (vendor, stream) GROUP BY ALL
)
SELECT source_id, vendor, stream, outdated::BIGINT AS outdated, unmapped::BIGINT AS unmapped,
  to_map::BIGINT AS to_map, rejected
FROM of_events FULL JOIN of_rejected USING (source_id, vendor, stream)
ORDER BY source_id, stream`;

/** A stored event as a mapping needs it. */
export interface EventToMap {
  readonly eventId: string;
  readonly timeUs: number;
  readonly receivedAtUs: number;
  readonly secretFingerprint: string | null;
  readonly secretLength: number | null;
  readonly mappingVersion: number;
  /** JSON. */
  readonly raw: string;
  readonly ocsf: string;
  readonly ecs: string | null;
}

export interface StreamOfEvents {
  readonly sourceId: string;
  readonly vendor: string;
  readonly stream: string;
}

/** Where a piece ended; the next one begins behind it. */
export type PieceEnd = Pick<EventToMap, 'timeUs' | 'eventId'>;

/** The next events, in the order of time, that an older mapping made or that none knows. */
export async function readEventsToMap(
  readers: Readers,
  { sourceId, vendor, stream }: StreamOfEvents,
  version: number,
  after: PieceEnd | null,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<EventToMap[], AppError>> {
  const rows = await readers.all(
    {
      // Which events come next is found with narrow columns alone, twice as fast as with their documents in the sort.
      text: `SELECT event_id, time, received_at, secret_fingerprint, secret_length, mapping_version, raw, ocsf, ecs
             FROM events WHERE rowid IN (
               SELECT rowid FROM events
               WHERE source_id = $1 AND vendor = $2 AND stream = $3
                 AND (class_uid = 0 OR coalesce(mapping_version, 0) < $4::BIGINT)
                 AND time >= make_timestamp($5) AND (time > make_timestamp($5) OR event_id > $6::UUID)
               ORDER BY time, event_id LIMIT $7
             ) ORDER BY time, event_id`,
      values: [
        sourceId,
        vendor,
        stream,
        version,
        after?.timeUs ?? 0,
        after?.eventId ?? '00000000-0000-0000-0000-000000000000',
        limit,
      ],
    },
    signal,
  );
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      eventId: String(row.event_id),
      timeUs: Number(row.time),
      receivedAtUs: Number(row.received_at),
      secretFingerprint: row.secret_fingerprint === null ? null : String(row.secret_fingerprint),
      secretLength: row.secret_length === null ? null : Number(row.secret_length),
      mappingVersion: Number(row.mapping_version ?? 0),
      raw: String(row.raw),
      ocsf: String(row.ocsf),
      ecs: row.ecs === null ? null : String(row.ecs),
    })),
  );
}

export interface SealedRecord {
  readonly rejectedId: string;
  /** Unsealed with the id as context. */
  readonly ciphertext: Uint8Array;
}

/** The next rejected records, in the order of their ids. */
export async function readSealedRecords(
  readers: Readers,
  sourceId: string,
  stream: string,
  afterId: string,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<SealedRecord[], AppError>> {
  const rows = await readers.all(
    {
      text: `SELECT rejected_id, ciphertext FROM rejected_records
             WHERE source_id = $1 AND stream = $2 AND rejected_id > $3 ORDER BY rejected_id LIMIT $4`,
      values: [sourceId, stream, afterId, limit],
    },
    signal,
  );
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      rejectedId: String(row.rejected_id),
      ciphertext: row.ciphertext instanceof Uint8Array ? row.ciphertext : new Uint8Array(),
    })),
  );
}
