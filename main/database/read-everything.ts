import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow } from './readers.ts';
import { readPlainRows } from './row-values.ts';
import { cancelledError, storageError } from './storage-error.ts';
import type { WriteQueue } from './write-queue.ts';

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
  const last = await ask(`SELECT max(rowid) AS n FROM ${quoted(table)}`);
  if (!last.ok) return last;
  const end = last.value[0]?.n === null ? 0 : Number(last.value[0]?.n) + 1;
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

/**
 * Looks up every row of every table that has a key by that key, which reads the blocks of all indexes. DuckDB has no
 * question for that, so the rows are offered to their own table once more, and taken back in any case. Answers with
 * what could not be read or is missing.
 */
export async function readEveryKey(connection: DuckDBConnection): Promise<readonly Unread[]> {
  const tables = await readPlainRows(
    connection,
    `SELECT DISTINCT table_name FROM duckdb_constraints()
     WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()`,
  );
  const unread: Unread[] = [];
  for (const { table_name: table } of tables) {
    const error = await readKeysOf(connection, String(table));
    if (error) unread.push({ what: `the keys of table ${table}`, error });
  }
  return unread;
}

/** The same in the writer's queue. */
export async function readKeysInQueue(queue: Pick<WriteQueue, 'alone'>): Promise<Result<null, AppError>> {
  return queue.alone('read the keys of all tables', async (connection) => {
    const [first] = await readEveryKey(connection);
    if (first) throw new Error(first.error.detail);
    return null;
  });
}

async function readKeysOf(connection: DuckDBConnection, table: string): Promise<AppError | null> {
  await connection.run('BEGIN');
  try {
    const name = quoted(table);
    const { rowsChanged } = await connection.run(
      `INSERT INTO ${name} SELECT * FROM ${name} ON CONFLICT DO NOTHING`,
    );
    if (rowsChanged === 0) return null;
    return storageError(new Error('IO Error: Corrupt database file: rows are missing from the index'), WORK);
  } catch (problem) {
    return storageError(problem, WORK);
  } finally {
    await connection.run('ROLLBACK').catch(() => undefined);
  }
}

const WORK = 'read the whole file';

/** The same for a connection of one's own. */
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

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
