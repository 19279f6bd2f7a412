import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

/** The interface's choices by their key, as they were written. */
export async function readPreferences(readers: Readers): Promise<Result<Record<string, unknown>, AppError>> {
  const rows = await readers.all({ text: 'SELECT key, value FROM preferences ORDER BY key', values: [] });
  if (!rows.ok) return rows;
  return ok(Object.fromEntries(rows.value.map((row) => [String(row.key), JSON.parse(String(row.value))])));
}
