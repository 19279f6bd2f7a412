import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBUUIDValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { fillColumn } from './fill-column.ts';

/**
 * What is done in one go, flush included, which is synchronous: some ten milliseconds for events. DuckDB's own vectors
 * hold twice as many, but the process would answer nobody for twice as long.
 */
const ROWS_IN_A_CHUNK = 1_024;

export interface AppendedColumn<Item> {
  readonly name: string;
  readonly type: DuckDBType;
  readonly value: (item: Item) => DuckDBValue;
}

/**
 * Adds the items to the end of a table, within the connection's transaction. `columns` are all of the table's, in its
 * order. Lets other work of the process in between chunks, so a large page does not hold up the window.
 */
export async function appendRows<Item>(
  connection: DuckDBConnection,
  table: string,
  columns: readonly AppendedColumn<Item>[],
  items: readonly Item[],
): Promise<void> {
  if (items.length === 0) return;
  const types = columns.map((column) => column.type);
  // One chunk for all: it is a megabyte for the columns of an event, which the system would have to hand out each time.
  const chunk = DuckDBDataChunk.create(types);
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < items.length; from += ROWS_IN_A_CHUNK) {
      if (from > 0) await nextTurn();
      const part = items.slice(from, from + ROWS_IN_A_CHUNK);
      chunk.reset();
      chunk.rowCount = part.length;
      for (const [index, column] of columns.entries()) {
        fillColumn(chunk, index, column.type, part.map(column.value));
      }
      appender.appendDataChunk(chunk);
      appender.flushSync();
    }
  } finally {
    appender.closeSync();
  }
}

export function timestamp(us: number): DuckDBTimestampValue {
  return new DuckDBTimestampValue(BigInt(Math.trunc(us)));
}

/** From 32 hex digits, with or without dashes. */
export function uuid(hex: string): DuckDBUUIDValue {
  return DuckDBUUIDValue.fromUint128(BigInt(`0x${hex.replaceAll('-', '')}`));
}
