import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { jsonText } from './event-columns.ts';
import type { Readers } from './readers.ts';

/**
 * The stored record of each thing's latest version, parsed, with markers in place of secret values. A thing that is not
 * known is not in the map. Looks only where the versions' times lie.
 */
export async function readLatestRecords(
  readers: Readers,
  sourceId: string,
  stream: string,
  uids: readonly string[],
): Promise<Result<Map<string, unknown>, AppError>> {
  if (uids.length === 0) return ok(new Map());
  const rows = await readers.all({
    text: `
WITH latest AS MATERIALIZED (
  SELECT object_uid, event_id, time FROM object_latest
  WHERE source_id = $1 AND stream = $2
    AND object_uid IN (SELECT unnest(from_json($3::JSON, '["VARCHAR"]')))
)
SELECT latest.object_uid, events.raw FROM events JOIN latest USING (event_id)
WHERE events.time >= (SELECT min(time) FROM latest) AND events.time <= (SELECT max(time) FROM latest)`,
    values: [sourceId, stream, jsonText(uids)],
  });
  if (!rows.ok) return rows;
  return ok(new Map(rows.value.map((row) => [String(row.object_uid), JSON.parse(String(row.raw))])));
}

/** Things that the vendor has not told of since that time, changed or not. */
export async function readUnseenObjects(
  readers: Readers,
  sourceId: string,
  stream: string,
  receivedBeforeUs: number,
): Promise<Result<string[], AppError>> {
  const rows = await readers.all({
    text: `SELECT object_uid FROM object_latest
           WHERE source_id = $1 AND stream = $2 AND confirmed_at < make_timestamp($3) ORDER BY object_uid`,
    values: [sourceId, stream, receivedBeforeUs],
  });
  return rows.ok ? ok(rows.value.map((row) => String(row.object_uid))) : rows;
}
