import type { DuckDBConnection } from '@duckdb/node-api';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { storageError } from './storage-error.ts';

/** Thrown inside a transaction to undo it and to answer with this error. */
export class Refusal extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * The one writing connection, asked for anew for each piece of work: rebuilding puts another in its place. Work is done
 * one after the other, in the order it came in.
 */
export class WriteQueue {
  readonly #connection: () => DuckDBConnection;
  readonly #onError: (error: AppError) => void;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** `onError` sees every error that is answered with. */
  constructor(connection: () => DuckDBConnection, onError: (error: AppError) => void = () => undefined) {
    this.#connection = connection;
    this.#onError = onError;
  }

  /** All of it or nothing. `doing` ends the sentence "Keyglass could not …". */
  transaction<Value>(
    doing: string,
    work: (connection: DuckDBConnection) => Promise<Value>,
  ): Promise<Result<Value, AppError>> {
    return this.alone(doing, async (connection) => {
      await connection.run('BEGIN');
      try {
        const value = await work(connection);
        await connection.run('COMMIT');
        return value;
      } catch (problem) {
        await rollBack(connection);
        throw problem;
      }
    });
  }

  /** Without a transaction around it: CHECKPOINT allows none. */
  alone<Value>(
    doing: string,
    work: (connection: DuckDBConnection) => Promise<Value>,
  ): Promise<Result<Value, AppError>> {
    if (this.#isClosed) return Promise.resolve(failed(closedError()));
    const done = this.#last.then(async () => {
      try {
        return ok(await work(this.#connection()));
      } catch (problem) {
        const error = problem instanceof Refusal ? problem.error : storageError(problem, doing);
        this.#onError(error);
        return failed(error);
      }
    });
    this.#last = done;
    return done;
  }

  /** Takes no more work and waits for what is in the queue. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }
}

async function rollBack(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('ROLLBACK');
  } catch {
    // A failed COMMIT has rolled back already, and there is nothing more to undo.
  }
}

function closedError(): AppError {
  return appError('storage', 'The workspace is being closed.', 'Start Keyglass again.');
}
