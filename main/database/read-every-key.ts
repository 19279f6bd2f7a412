import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { quoted, type Unread, WORK } from './read-everything.ts';
import { readPlainRows } from './row-values.ts';
import { cancelledError, storageError } from './storage-error.ts';
import { Refusal, type WriteQueue } from './write-queue.ts';

/**
 * Of a larger table DuckDB compares the rows by hashing, in much memory, and never looks into the index. What does (an
 * update of the key) takes half a minute for a million rows, so there the index is left to whoever uses it.
 */
const MOST_ROWS = 100_000;

/** Lends a connection that may write, for one piece of work. */
type Lend = <Value>(work: (connection: DuckDBConnection) => Promise<Value>) => Promise<Value>;

/**
 * Looks up the rows of every table that has a key, and not many rows, by that key, which reads blocks of its index.
 * DuckDB has no question for that, so the rows are offered to their own table once more, and taken back in any case.
 * Answers with what could not be read or is missing.
 */
export function readEveryKey(connection: DuckDBConnection): Promise<readonly Unread[]> {
  return readKeys((work) => work(connection));
}

/** The same in the writer's queue, which pages get into after each table. */
export async function readKeysInQueue(
  queue: Pick<WriteQueue, 'alone'>,
  signal?: AbortSignal,
): Promise<Result<null, AppError>> {
  const [first] = await readKeys(async (work) => {
    if (signal?.aborted) throw new Refusal(cancelledError());
    const done = await queue.alone('read the keys of all tables', work);
    if (!done.ok) throw new Refusal(done.error);
    return done.value;
  });
  return first ? failed(first.error) : ok(null);
}

async function readKeys(lend: Lend): Promise<readonly Unread[]> {
  const unread: Unread[] = [];
  const read = async (what: string, work: () => Promise<void>) => {
    await work().catch((problem) => {
      const error = problem instanceof Refusal ? problem.error : storageError(problem, WORK);
      unread.push({ what, error });
    });
  };
  await read('the list of keys', async () => {
    for (const table of await lend(tablesWithKey)) {
      await read(`the keys of table ${table}`, () => readKeysOf(lend, table));
    }
  });
  return unread;
}

/** The tables that are too large for that: nothing tells whether their indexes are sound. */
export async function tablesWithKeysUnread(connection: DuckDBConnection): Promise<readonly string[]> {
  const unread: string[] = [];
  for (const table of await tablesWithKey(connection)) {
    if ((await rowsOf(connection, table)) > MOST_ROWS) unread.push(table);
  }
  return unread;
}

async function tablesWithKey(connection: DuckDBConnection): Promise<readonly string[]> {
  const tables = await readPlainRows(
    connection,
    `SELECT DISTINCT table_name FROM duckdb_constraints()
     WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()`,
  );
  return tables.map(({ table_name: table }) => String(table));
}

async function readKeysOf(lend: Lend, table: string): Promise<void> {
  await lend(async (connection) => {
    if ((await rowsOf(connection, table)) <= MOST_ROWS) await offerRows(connection, table);
  });
}

async function rowsOf(connection: DuckDBConnection, table: string): Promise<number> {
  const [row] = await readPlainRows(connection, `SELECT count(*) AS n FROM ${quoted(table)}`);
  return Number(row?.n);
}

async function offerRows(connection: DuckDBConnection, table: string): Promise<void> {
  await connection.run('BEGIN');
  try {
    const { rowsChanged } = await connection.run(
      `INSERT INTO ${quoted(table)} SELECT * FROM ${quoted(table)} ON CONFLICT DO NOTHING`,
    );
    if (rowsChanged > 0) throw new Error('IO Error: Corrupt database file: rows are missing from the index');
  } finally {
    await connection.run('ROLLBACK').catch(() => undefined);
  }
}
