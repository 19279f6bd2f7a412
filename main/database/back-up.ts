import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { backupsToRemove } from './backup-rotation.ts';
import { lacksRoomForCopy, noRoomForBackup } from './checkpoint-room.ts';
import { STORAGE_VERSION } from './open-instance.ts';
import { interruptible } from './reader-pool.ts';
import { readPlainRows } from './row-values.ts';
import { storageError } from './storage-error.ts';
import { tryBackup } from './try-backup.ts';
import { keepForOwnerOnly, listBackups, makeFolder, stamp, type WorkspacePaths } from './workspace-folder.ts';

const isBeingClosed = new Error('INTERRUPT Error: the workspace is being closed');

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
  readonly #closing = new AbortController();

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

  /** Stops a backup that is being written; one that is asked for later is none. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #write(nowUs: number): Promise<Result<{ readonly path: string }, AppError>> {
    // The file may be closed by now, which is no failure of it, and the folder be another process's.
    if (this.#closing.signal.aborted) return failed(storageError(isBeingClosed, 'write a backup'));
    const path = join(this.#paths.backups, `events-${stamp(nowUs)}.duckdb`);
    const unfinished = `${path}.part`;
    const remove = () => removeUnfinished(this.#paths);
    try {
      await makeFolder(this.#paths.backups);
      await remove();
      if (await this.#lacksRoom()) return failed(noRoomForBackup);
      await this.#copyTo(unfinished);
      await keepForOwnerOnly(unfinished);
      const tried = await tryBackup(this.#paths, unfinished, this.#closing.signal);
      if (!tried.ok) {
        await remove();
        return failed(doesNotRestore(tried.error));
      }
      await rename(unfinished, path);
      const keeping = { newest: this.#maxBackups, nowUs };
      for (const old of backupsToRemove(await listBackups(this.#paths), keeping))
        await rm(old, { force: true });
      return ok({ path });
    } catch (problem) {
      await remove().catch(() => undefined);
      return failed(storageError(problem, 'write a backup'));
    }
  }

  async #lacksRoom(): Promise<boolean> {
    const connection = await this.#connect();
    try {
      const [size] = await readPlainRows(
        connection,
        `SELECT used_blocks * block_size AS bytes FROM pragma_database_size()
         WHERE database_name = current_database()`,
      );
      return await lacksRoomForCopy(this.#paths, Number(size?.bytes));
    } finally {
      connection.disconnectSync();
    }
  }

  async #copyTo(path: string): Promise<void> {
    const { signal } = this.#closing;
    const connection = await this.#connect();
    const step = async (text: string) => {
      if (signal.aborted) throw isBeingClosed;
      await interruptible(connection, signal, () => connection.run(text));
    };
    try {
      // ATTACH takes no bound values.
      await step(`ATTACH '${path.replaceAll("'", "''")}' AS backup (STORAGE_VERSION '${STORAGE_VERSION}')`);
      try {
        await step('COPY FROM DATABASE events TO backup');
        await step('CHECKPOINT backup');
      } finally {
        await connection.run('DETACH backup');
      }
    } finally {
      connection.disconnectSync();
    }
  }
}

/** Also what a killed process left. Only one process writes backups, and one at a time. */
async function removeUnfinished({ backups }: WorkspacePaths): Promise<void> {
  for (const name of await readdir(backups)) {
    if (/\.part(\.wal)?$/.test(name)) await rm(join(backups, name), { force: true });
  }
}

function doesNotRestore(error: AppError): AppError {
  if (error.kind === 'cancelled' || error.kind === 'disk-full') return error;
  return appError(
    'storage',
    'A backup was written that could not be read back, so it was thrown away. The older backups stay.',
    'Check the disk that holds the workspace, then write a backup again.',
    error.detail === undefined ? {} : { detail: error.detail },
  );
}
