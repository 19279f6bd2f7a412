import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { STORAGE_VERSION } from './open-instance.ts';
import { storageError } from './storage-error.ts';
import { keepForOwnerOnly, listBackups, makeFolder, stamp, type WorkspacePaths } from './workspace-folder.ts';

/**
 * Writes backups one at a time. A copy made by DuckDB itself, in one transaction: it is consistent while pages are
 * being stored, it has read every block of every column, and it is as small as can be. Copying the file's bytes
 * instead would, on POSIX, let go of DuckDB's lock on the file when the copy is closed.
 */
export class Backups {
  readonly #connect: () => Promise<DuckDBConnection>;
  readonly #paths: WorkspacePaths;
  readonly #maxBackups: number;
  #last: Promise<unknown> = Promise.resolve();
  #connection: DuckDBConnection | null = null;
  #isClosed = false;

  constructor(connect: () => Promise<DuckDBConnection>, paths: WorkspacePaths, maxBackups: number) {
    this.#connect = connect;
    this.#paths = paths;
    this.#maxBackups = maxBackups;
  }

  backUp(nowUs: number): Promise<Result<{ readonly path: string }, AppError>> {
    const done = this.#last.then(() => this.#write(nowUs));
    this.#last = done;
    return done;
  }

  /** Runs the work while no backup is being written; one that is asked for meanwhile waits. */
  alone<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Stops a backup that is being written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#connection?.interrupt();
    await this.#last;
  }

  async #write(nowUs: number): Promise<Result<{ readonly path: string }, AppError>> {
    const path = join(this.#paths.backups, `events-${stamp(nowUs)}.duckdb`);
    const unfinished = `${path}.part`;
    try {
      await makeFolder(this.#paths.backups);
      await rm(unfinished, { force: true });
      await this.#copyTo(unfinished);
      await keepForOwnerOnly(unfinished);
      await rename(unfinished, path);
      for (const old of (await listBackups(this.#paths)).slice(this.#maxBackups))
        await rm(old, { force: true });
      return ok({ path });
    } catch (problem) {
      await rm(unfinished, { force: true });
      await rm(`${unfinished}.wal`, { force: true });
      return failed(storageError(problem, 'write a backup'));
    }
  }

  async #copyTo(path: string): Promise<void> {
    const connection = await this.#connect();
    this.#connection = connection;
    try {
      if (this.#isClosed) throw new Error('INTERRUPT Error: the workspace is being closed');
      // ATTACH takes no bound values.
      await connection.run(
        `ATTACH '${path.replaceAll("'", "''")}' AS backup (STORAGE_VERSION '${STORAGE_VERSION}')`,
      );
      try {
        await connection.run('COPY FROM DATABASE events TO backup');
        await connection.run('CHECKPOINT backup');
      } finally {
        await connection.run('DETACH backup');
      }
    } finally {
      this.#connection = null;
      connection.disconnectSync();
    }
  }
}
