import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';
import type { SourceRecord } from './writer.ts';

/** In the order in which they were added. */
export async function readSources(readers: Readers): Promise<Result<SourceRecord[], AppError>> {
  const rows = await readers.all({ text: 'SELECT * FROM sources ORDER BY created_at, name', values: [] });
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      sourceId: String(row.source_id),
      vendor: String(row.vendor),
      name: String(row.name),
      url: String(row.url),
      settings: JSON.parse(String(row.settings)),
      paused: row.paused === true,
      streams: JSON.parse(String(row.streams)),
      credentialsExpireAtUs: row.credentials_expire_at === null ? null : Number(row.credentials_expire_at),
      createdAtUs: Number(row.created_at),
    })),
  );
}
