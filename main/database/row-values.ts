import {
  DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { US_PER_DAY } from '../../shared/time-range.ts';
import { runBound } from './bind-values.ts';
import type { PlainRow, SqlValue } from './readers.ts';

/**
 * A DuckDB value as plain data. Times and dates are UTC microseconds; whole numbers beyond 2^53 are text, so that no
 * digit is lost; decimals are numbers; UUIDs are lower-case text; JSON stays text; blobs are bytes.
 */
export function plainValue(value: DuckDBValue): unknown {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'bigint' ? plainInteger(value) : value;
  }
  if (value instanceof DuckDBTimestampValue) return Number(value.micros);
  if (value instanceof DuckDBTimestampTZValue) return Number(value.micros);
  if (value instanceof DuckDBDateValue) return value.days * US_PER_DAY;
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBBlobValue) return new Uint8Array(value.bytes);
  if (value instanceof DuckDBListValue) return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, part]) => [name, plainValue(part)]));
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(value.entries.map(({ key, value: part }) => [String(key), plainValue(part)]));
  }
  return value.toString();
}

function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** The chunk's rows as plain objects. Two columns of one name would hide each other, so names must differ. */
export function plainRows(chunk: DuckDBDataChunk, columnNames: readonly string[]): PlainRow[] {
  const rows: Record<string, unknown>[] = Array.from({ length: chunk.rowCount }, () => ({}));
  for (const [index, name] of columnNames.entries()) {
    chunk.visitColumnValues(index, (value, rowIndex) => {
      const row = rows[rowIndex];
      if (row) row[name] = plainValue(value);
    });
  }
  return rows;
}

/** For this folder's own small questions on the writer's connection; throws what DuckDB throws. */
export async function readPlainRows(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[] = [],
): Promise<PlainRow[]> {
  const result = await runBound(connection, text, parameters);
  const names = result.columnNames();
  const chunks = await result.fetchAllChunks();
  return chunks.flatMap((chunk) => plainRows(chunk, names));
}
