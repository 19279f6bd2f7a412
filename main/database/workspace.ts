import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';
import type { RebuildGain } from './rebuild-gain.ts';
import type { FileSizes, RebuildOptions } from './rebuild-workspace.ts';
import type { Writer } from './writer.ts';

/**
 * One folder: `events.duckdb` beside `backups/`, `staging/`, `logs/`. One process holds it. Opened by
 * `open-workspace.ts`.
 */
export interface Workspace {
  readonly folder: string;
  /** UUID; names this workspace's entries in the keychain. */
  readonly workspaceId: string;
  /** What was found and mended at opening (a damaged file, a restored backup, runs that a crash cut off). */
  readonly notices: readonly AppError[];
  /**
   * What the person should know while it is open: damage that is met, a backup that failed. Each once, also for a
   * listener that comes after. Answers with how to end it.
   */
  onNotice(listener: (notice: AppError) => void): () => void;
  /** Settles when the whole file was read in the background, or reading ended early; true if all of it could be read. */
  readonly readingDone: Promise<boolean>;
  readonly writer: Writer;
  readonly readers: Readers;
  /** Looks up every row by its key, which reads all indexes: what reading columns leaves out. */
  readKeys(): Promise<Result<null, AppError>>;
  /** Writes a copy to `backups/`, tries to restore it, and keeps the newest few. Asking and collecting go on meanwhile. */
  backUp(): Promise<Result<{ readonly path: string }, AppError>>;
  /**
   * Writes the whole file anew, without what was removed or replaced: it gets as small as can be, and no block of it
   * holds old content. Changes wait meanwhile, questions are answered; a running one is never disturbed. Fails with
   * `rebuildPostponed` where a long one left no moment to put the new file in place, with `noRoomToRebuild` where the
   * disk can't take it.
   */
  rebuild(options?: RebuildOptions): Promise<Result<FileSizes, AppError>>;
  /**
   * How much smaller `rebuild` would make the file. Writes out the log before it looks; fails with `rebuildPostponed`
   * where a question that is running keeps it from that, with `noRoomToRebuild` where the disk does.
   */
  rebuildGain(): Promise<Result<RebuildGain, AppError>>;
  /** Waits for writes that are under way, stops questions, and lets go of the file. */
  close(): Promise<void>;
}
