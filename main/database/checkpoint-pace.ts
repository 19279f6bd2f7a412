import { stat } from 'node:fs/promises';
import type { WorkspacePaths } from './workspace-folder.ts';
import type { WriteQueue } from './write-queue.ts';

/** The log grows to this before it is folded in: seldom enough for bulk imports, and replayed in a second after a crash. */
const WAL_LIMIT_BYTES = 48 * 1024 * 1024;

/** Folds the write-ahead log into the file between two pages, so that no commit has to wait for it. */
export class CheckpointPace {
  readonly #queue: WriteQueue;
  readonly #paths: WorkspacePaths;
  #isPending = false;

  constructor(queue: WriteQueue, paths: WorkspacePaths) {
    this.#queue = queue;
    this.#paths = paths;
  }

  /** Call after each page. A checkpoint that fails is tried again after a later one; the log loses nothing meanwhile. */
  afterPage(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    void this.#checkpointIfDue().finally(() => {
      this.#isPending = false;
    });
  }

  async #checkpointIfDue(): Promise<void> {
    if ((await walSize(this.#paths.wal)) < WAL_LIMIT_BYTES) return;
    await this.#queue.alone('write out the log', (connection) => connection.run('CHECKPOINT'));
  }
}

async function walSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
