import type { AppError } from '../../shared/app-error.ts';
import { Backups } from './back-up.ts';
import { CheckpointPace } from './checkpoint-pace.ts';
import { createReaders } from './create-readers.ts';
import { createWriter } from './create-writer.ts';
import { DamageWatch, watchReaders } from './damage-watch.ts';
import type { OpenedFile } from './open-file.ts';
import type { InstanceLimits } from './open-instance.ts';
import { readKeysInQueue } from './read-every-key.ts';
import { readInBackground } from './read-in-background.ts';
import { FileInUse } from './rebuild-swap.ts';
import { Rebuilder } from './rebuild-workspace.ts';
import { StoredIds } from './stored-ids.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePaths } from './workspace-folder.ts';
import { writeOutLogAtEnd } from './write-out-log.ts';
import { WriteQueue } from './write-queue.ts';

const READ_IDS_AFTER_MS = 1_000;

interface OpenedWorkspaceParts {
  readonly paths: WorkspacePaths;
  readonly workspaceId: string;
  readonly notices: readonly AppError[];
  /** See `Recovered`. */
  readonly isInDoubt: boolean;
  /** When to begin reading the whole file in the background; for tests. */
  readonly readAfterMs?: number;
  readonly file: OpenedFile;
  /** Those the file was opened with. */
  readonly limits: InstanceLimits;
  readonly nowUs: () => number;
  readonly maxBackups: number;
  readonly onClosed: () => void;
}

/** A workspace over an open, fenced, migrated file. */
export function createOpenedWorkspace(parts: OpenedWorkspaceParts): Workspace {
  const { paths, limits } = parts;
  const file = new FileInUse(parts.file);
  const watch = new DamageWatch(paths);
  const queue = new WriteQueue(
    () => file.connection,
    (error) => watch.seeWriting(error),
  );
  const pace = new CheckpointPace(queue, paths);
  const readers = watchReaders(
    createReaders(() => file.connect(), readingThreads()),
    watch,
  );
  const backups = new Backups(() => file.connect(), paths, parts.maxBackups);
  const rebuilder = new Rebuilder({ paths, limits, file, queue, readers, backups });
  const storedIds = new StoredIds();
  // The first questions of a window go first; a page that comes sooner reads them itself.
  const early = setTimeout(
    () => queue.alone('read which events are stored', (connection) => storedIds.read(connection)),
    READ_IDS_AFTER_MS,
  );
  const stop = new AbortController();
  const reading = readInBackground(
    { ...parts, readers, queue, startAfterMs: parts.readAfterMs },
    stop.signal,
  );
  let closed: Promise<void> | null = null;
  const close = async () => {
    clearTimeout(early);
    storedIds.stop();
    stop.abort();
    await reading;
    pace.close();
    await rebuilder.close();
    await Promise.all([readers.close(), backups.close()]);
    // On a thread of its own; closing the instance would do the same work on this one.
    await queue.alone('write out the log', (connection) => writeOutLogAtEnd(connection, paths));
    await queue.close();
    await watch.settled();
    file.close();
    parts.onClosed();
  };
  return {
    folder: paths.folder,
    workspaceId: parts.workspaceId,
    notices: parts.notices,
    onNotice: (listener) => watch.onNotice(listener),
    readingDone: reading,
    writer: createWriter(queue, storedIds, () => pace.afterPage()),
    readers,
    readKeys: () => readKeysInQueue(queue),
    async backUp() {
      const written = await backups.backUp(parts.nowUs());
      if (!written.ok) {
        watch.see(written.error);
        if (written.error.kind !== 'cancelled') watch.tell(written.error);
      }
      return written;
    },
    rebuild: (options) => rebuilder.rebuild(options),
    rebuildGain: () => rebuilder.gain(),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** Node runs DuckDB's calls on its few pool threads; one stays free for the writer, files and name look-ups. */
function readingThreads(): number {
  const poolSize = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  return Math.max(1, (Number.isInteger(poolSize) && poolSize > 0 ? poolSize : 4) - 1);
}
