import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow } from './readers.ts';
import { readPlainRows } from './row-values.ts';
import { cancelledError, storageError } from './storage-error.ts';

/** Asks one question, whose text holds no value of a person's. */
export type Ask = (text: string) => Promise<Result<readonly PlainRow[], AppError>>;

export interface Unread {
  /** "column raw of table events" */
  readonly what: string;
  readonly error: AppError;
}

export interface WhatWasRead {
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly unread: readonly Unread[];
}

export interface ReadingOptions {
  /** Ends with the first thing that can't be read. */
  readonly stopsAtFirst?: boolean;
  /** In pieces of so many rows, and with this done after each. Without it a column is one piece. */
  readonly pieces?: { readonly rows: number; afterEach(ms: number): Promise<void> };
}

/**
 * Reads every column of every table. DuckDB checks a block when it reads it and not before, and hashing makes it read
 * each one; a mere count would not. Ends early where a question was cancelled.
 */
export async function readEverything(ask: Ask, options: ReadingOptions = {}): Promise<WhatWasRead> {
  const counts: Record<string, number> = {};
  const unread: Unread[] = [];
  const columns = await ask(
    `SELECT table_name, list(column_name ORDER BY column_index) AS names FROM duckdb_columns()
     WHERE database_name = current_database() AND NOT internal GROUP BY table_name ORDER BY table_name`,
  );
  if (!columns.ok) return { counts, unread: [{ what: 'the list of tables', error: columns.error }] };
  for (const { table_name: table, names } of columns.value) {
    for (const column of Array.isArray(names) ? names : []) {
      const rows = await readColumn(ask, String(table), String(column), options);
      if (rows.ok) counts[String(table)] = rows.value;
      else unread.push({ what: `column ${column} of table ${table}`, error: rows.error });
      if (!rows.ok && (options.stopsAtFirst || rows.error.kind === 'cancelled')) return { counts, unread };
    }
  }
  return { counts, unread };
}

async function readColumn(
  ask: Ask,
  table: string,
  column: string,
  { pieces }: ReadingOptions,
): Promise<Result<number, AppError>> {
  const text = `SELECT count(*) AS n, bit_xor(hash(${quoted(column)})) AS everything FROM ${quoted(table)}`;
  if (!pieces) return countOf(await ask(text));
  // Numbers of rows that are gone are not given again, so there may be more of them than rows.
  const last = await ask(`SELECT coalesce(max(rowid) + 1, 0) AS n FROM ${quoted(table)}`);
  if (!last.ok) return last;
  const end = Number(last.value[0]?.n);
  let rows = 0;
  for (let from = 0; from < end; from += pieces.rows) {
    const startedAt = performance.now();
    const piece = countOf(await ask(`${text} WHERE rowid >= ${from} AND rowid < ${from + pieces.rows}`));
    if (!piece.ok) return piece;
    rows += piece.value;
    await pieces.afterEach(performance.now() - startedAt);
  }
  return ok(rows);
}

export const WORK = 'read the whole file';

/** Asks on a connection of one's own. */
export function askOn(connection: DuckDBConnection, signal?: AbortSignal): Ask {
  return async (text) => {
    if (signal?.aborted) return failed(cancelledError());
    try {
      return ok(await readPlainRows(connection, text));
    } catch (problem) {
      return failed(storageError(problem, WORK));
    }
  };
}

function countOf(rows: Result<readonly PlainRow[], AppError>): Result<number, AppError> {
  return rows.ok ? ok(Number(rows.value[0]?.n)) : rows;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
