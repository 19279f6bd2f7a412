import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { prepareQuestion, questionError } from './prepared-question.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { PlainRow, SqlQuery } from './readers.ts';
import { plainRows } from './row-values.ts';
import { cancelledError } from './storage-error.ts';

type Piece = Result<readonly PlainRow[], AppError>;

/**
 * A piece is one vector of DuckDB (2,048 rows at most), computed when it is asked for, so a slow reader holds back the
 * query and not the memory.
 */
export async function* readPieces(
  pool: ReaderPool,
  query: SqlQuery,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  if (signal.aborted) return yield failed(cancelledError());
  let held: HeldConnection | null = null;
  try {
    held = await HeldConnection.take(pool);
    const { connection } = held;
    const result = await held.busyWith(() => pool.run(connection, signal, () => open(connection, query)));
    if (!result) return yield failed(cancelledError());
    held.result = result;
    const names = result.columnNames();
    for (;;) {
      if (signal.aborted) return yield failed(cancelledError());
      const chunk = await held.busyWith(() => pool.run(connection, signal, () => nextChunk(result)));
      if (signal.aborted) return yield failed(cancelledError());
      if (!chunk) return;
      yield ok(plainRows(chunk, names));
    }
  } catch (problem) {
    yield failed(questionError(problem, signal));
  } finally {
    await held?.giveBack();
  }
}

async function open(connection: DuckDBConnection, query: SqlQuery): Promise<DuckDBResult> {
  const statement = await prepareQuestion(connection, query);
  try {
    return await statement.stream();
  } finally {
    statement.destroySync();
  }
}

async function nextChunk(result: DuckDBResult): Promise<DuckDBDataChunk | null> {
  const chunk = await result.fetchChunk();
  return chunk && chunk.rowCount > 0 ? chunk : null;
}

/**
 * Goes back to a closing pool by itself while nobody asks for the next piece: a reader that forgot its iterator must
 * not keep the workspace from closing.
 */
class HeldConnection {
  readonly connection: DuckDBConnection;
  /** What is being read. */
  result: DuckDBResult | null = null;
  readonly #pool: ReaderPool;
  #isBusy = false;
  #isGivenBack = false;
  readonly #onClosing = () => {
    if (!this.#isBusy) void this.giveBack();
  };

  private constructor(pool: ReaderPool, connection: DuckDBConnection) {
    this.#pool = pool;
    this.connection = connection;
    pool.closing.addEventListener('abort', this.#onClosing, { once: true });
  }

  static async take(pool: ReaderPool): Promise<HeldConnection> {
    return new HeldConnection(pool, await pool.take());
  }

  async busyWith<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async giveBack(): Promise<void> {
    if (this.#isGivenBack) return;
    this.#isGivenBack = true;
    this.#pool.closing.removeEventListener('abort', this.#onClosing);
    try {
      await this.#end();
    } finally {
      this.#pool.giveBack(this.connection);
    }
  }

  /**
   * A half-read result keeps its transaction, and so old row versions and the log, until another query begins; and the
   * whole file open until it is collected as garbage, unless it is read to an end, which after an interrupt is near.
   */
  async #end(): Promise<void> {
    if (this.result) {
      this.connection.interrupt();
      await readToEnd(this.result).catch(() => undefined);
    }
    await this.connection.run('SELECT 1');
  }
}

async function readToEnd(result: DuckDBResult): Promise<void> {
  while (await nextChunk(result));
}
