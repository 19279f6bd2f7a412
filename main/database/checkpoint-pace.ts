import { hasCheckpointRoom, sizeOf } from './checkpoint-room.ts';
import type { WorkspacePaths } from './workspace-folder.ts';
import type { WriteQueue } from './write-queue.ts';

/**
 * While pages keep coming the log grows to this before it is folded in. DuckDB writes the last, half-full row group of
 * each column anew at every checkpoint, so folding in every 48 MB takes three times the work of doing it every 256 MB,
 * which is about two row groups. After a crash the log is replayed in a few seconds.
 */
const MOST_WHILE_BUSY = 256 * 1024 * 1024;
/** Not worth a checkpoint of its own. */
const LEAST_WHEN_IDLE = 4 * 1024 * 1024;
const IDLE_AFTER_MS = 2_000;

/**
 * Folds the write-ahead log into the file when no page has come for a while, so that no page has to wait for it; a
 * long import can't keep it from happening altogether.
 */
export class CheckpointPace {
  readonly #queue: Pick<WriteQueue, 'alone'>;
  readonly #paths: Pick<WorkspacePaths, 'wal'>;
  readonly #hasRoom: () => Promise<boolean>;
  readonly #idleAfterMs: number;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(
    queue: Pick<WriteQueue, 'alone'>,
    paths: Pick<WorkspacePaths, 'folder' | 'file' | 'wal'>,
    idleAfterMs = IDLE_AFTER_MS,
    hasRoom = () => hasCheckpointRoom(paths),
  ) {
    this.#queue = queue;
    this.#paths = paths;
    this.#hasRoom = hasRoom;
    this.#idleAfterMs = idleAfterMs;
  }

  /** Call after each page. A checkpoint that fails is tried again after a later one; the log loses nothing meanwhile. */
  afterPage(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#checkpointFrom(LEAST_WHEN_IDLE), this.#idleAfterMs);
    this.#idle.unref();
    this.#checkpointFrom(MOST_WHILE_BUSY);
  }

  close(): void {
    clearTimeout(this.#idle);
  }

  /** One after the other: what was folded in by one need not be by the next. */
  #checkpointFrom(leastBytes: number): void {
    this.#last = this.#last.then(() => this.#checkpointIfDue(leastBytes));
  }

  async #checkpointIfDue(leastBytes: number): Promise<void> {
    if ((await sizeOf(this.#paths.wal)) < leastBytes || !(await this.#hasRoom())) return;
    await this.#queue.alone('write out the log', (connection) => connection.run('CHECKPOINT'));
  }
}
