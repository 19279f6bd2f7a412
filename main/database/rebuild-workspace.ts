import { rm, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { Backups } from './back-up.ts';
import { lacksRoomForCopy, noRoomToRebuild } from './checkpoint-room.ts';
import type { OwnedReaders } from './create-readers.ts';
import type { InstanceLimits } from './open-instance.ts';
import { copyPaths, writeCopy } from './rebuild-copy.ts';
import { type RebuildGain, readRebuildGain } from './rebuild-gain.ts';
import type { FileInUse } from './rebuild-swap.ts';
import { cancelledError } from './storage-error.ts';
import type { WorkspacePaths } from './workspace-folder.ts';
import { writeOutLog } from './write-out-log.ts';
import { Refusal, type WriteQueue } from './write-queue.ts';

export interface FileSizes {
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for a moment without a question before the copy is given up. */
  readonly patienceMs?: number;
  /** The copy is made and waits for such a moment. */
  readonly onWaiting?: () => void;
}

/** What `rebuild` fails with where no such moment came. Nothing was changed; to be tried again later. */
export const rebuildPostponed: AppError = appError(
  'storage',
  'A question or an export is still reading the file, so it was not made smaller yet. Nothing was changed.',
  'Keyglass tries again by itself; or do it again when the export has ended.',
);

interface RebuilderParts {
  readonly paths: WorkspacePaths;
  readonly limits: InstanceLimits;
  readonly file: FileInUse;
  readonly queue: Pick<WriteQueue, 'alone'>;
  readonly readers: Pick<OwnedReaders, 'whenQuiet'>;
  readonly backups: Pick<Backups, 'alone'>;
}

const PATIENCE_MS = 3_000;

/**
 * Writes the file anew, for DuckDB gives no room back: what was removed stays in it, unseen, until other rows take its
 * place. Changes wait for as long as that takes, questions only while the new file is put in place.
 */
export class Rebuilder {
  readonly #parts: RebuilderParts;
  readonly #closing = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: RebuilderParts) {
    this.#parts = parts;
  }

  rebuild(options: RebuildOptions = {}): Promise<Result<FileSizes, AppError>> {
    const done = this.#last.then(() => this.#parts.backups.alone(() => this.#rebuild(options)));
    this.#last = done;
    return done;
  }

  gain(): Promise<Result<RebuildGain, AppError>> {
    return this.#parts.queue.alone('see how much room the file could give back', async (connection) => {
      // With the log go row groups of which nothing is left.
      const log = await writeOutLog(connection, this.#parts.paths);
      if (log === 'kept') throw new Refusal(rebuildPostponed);
      if (log === 'no-room') throw new Refusal(noRoomToRebuild);
      return readRebuildGain(connection);
    });
  }

  /** Stops one that is under way; the file then stays as it is. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #rebuild(options: RebuildOptions): Promise<Result<FileSizes, AppError>> {
    const { signal = this.#closing.signal, patienceMs = PATIENCE_MS, onWaiting } = options;
    const stop = AbortSignal.any([signal, this.#closing.signal]);
    // A copy takes long and holds up changes, so none is made while it is clear that it could not be used.
    const isQuiet = await this.#whenQuiet(patienceMs, stop, async () => true);
    if (stop.aborted) return failed(cancelledError());
    if (!isQuiet) return failed(rebuildPostponed);
    return this.#parts.queue.alone('make the file smaller', async (connection) => {
      try {
        await this.#writeCopy(connection, stop);
        onWaiting?.();
        const sizes = await this.#whenQuiet(patienceMs, stop, () => this.#swap());
        if (!sizes) throw new Refusal(stop.aborted ? cancelledError() : rebuildPostponed);
        return sizes;
      } catch (problem) {
        throw stop.aborted ? new Refusal(cancelledError()) : problem;
      } finally {
        await this.#removeCopy();
      }
    });
  }

  async #writeCopy(connection: DuckDBConnection, stop: AbortSignal): Promise<void> {
    const { paths, limits } = this.#parts;
    await this.#removeCopy();
    // Now and not while questions wait for the swap.
    if ((await writeOutLog(connection, paths)) === 'no-room') throw new Refusal(noRoomToRebuild);
    const { fileBytes, freeable } = await readRebuildGain(connection);
    if (await lacksRoomForCopy(paths, fileBytes - freeable)) throw new Refusal(noRoomToRebuild);
    await writeCopy(connection, paths, limits, stop);
  }

  async #swap(): Promise<FileSizes> {
    const { file, paths, limits } = this.#parts;
    const { size: bytesBefore } = await stat(paths.file);
    await file.swap(paths, limits);
    const { size: bytesAfter } = await stat(paths.file);
    return { bytesBefore, bytesAfter };
  }

  async #removeCopy(): Promise<void> {
    const { file, wal } = copyPaths(this.#parts.paths);
    await rm(file, { force: true });
    await rm(wal, { force: true });
  }

  async #whenQuiet<Value>(
    patienceMs: number,
    stop: AbortSignal,
    work: () => Promise<Value>,
  ): Promise<Value | null> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    try {
      return await this.#parts.readers.whenQuiet(AbortSignal.any([patience.signal, stop]), work);
    } finally {
      clearTimeout(timer);
    }
  }
}
