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
      lookBackDays: Number(row.look_back_days),
      intervalMinutes: Number(row.interval_minutes),
      paused: row.paused === true,
      createdAtUs: Number(row.created_at),
    })),
  );
}
