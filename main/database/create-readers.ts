import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { prepareQuestion, questionError } from './prepared-question.ts';
import { readPieces } from './read-pieces.ts';
import { ReaderPool } from './reader-pool.ts';
import type { PlainRow, Readers, SqlQuery } from './readers.ts';
import { plainRows } from './row-values.ts';
import { cancelledError } from './storage-error.ts';

export interface OwnedReaders extends Readers {
  /** Stops every question and waits for it. A half-read `stream` then ends with `cancelled`. */
  close(): Promise<void>;
  /** See `ReaderPool`: between two questions, with no connection open. Null where the signal is aborted before. */
  whenQuiet<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value | null>;
}

/** At most `maxRunning` answers are computed at a time; the others wait in order. */
export function createReaders(connect: () => Promise<DuckDBConnection>, maxRunning: number): OwnedReaders {
  const pool = new ReaderPool(connect, maxRunning);
  const withClosing = (signal: AbortSignal | undefined) =>
    signal ? AbortSignal.any([pool.closing, signal]) : pool.closing;
  return {
    all: (query, signal) => readAll(pool, query, withClosing(signal)),
    stream: (query, signal) => readPieces(pool, query, withClosing(signal)),
    close: () => pool.close(),
    whenQuiet: (signal, work) => pool.whenQuiet(signal, work),
  };
}

async function readAll(
  pool: ReaderPool,
  query: SqlQuery,
  signal: AbortSignal,
): Promise<Result<readonly PlainRow[], AppError>> {
  if (signal.aborted) return failed(cancelledError());
  try {
    const connection = await pool.take();
    try {
      const rows = await pool.run(connection, signal, () => materialise(connection, query));
      return rows === null ? failed(cancelledError()) : ok(rows);
    } finally {
      pool.giveBack(connection);
    }
  } catch (problem) {
    return failed(questionError(problem, signal));
  }
}

async function materialise(connection: DuckDBConnection, query: SqlQuery): Promise<PlainRow[]> {
  const statement = await prepareQuestion(connection, query);
  try {
    const result = await statement.run();
    const names = result.columnNames();
    return (await result.fetchAllChunks()).flatMap((chunk) => plainRows(chunk, names));
  } finally {
    statement.destroySync();
  }
}
