import { setTimeout as sleep } from 'node:timers/promises';
import { US_PER_DAY } from '../../shared/time-range.ts';
import { noteReading, readingNoted } from './file-notes.ts';
import { readKeysInQueue } from './read-every-key.ts';
import { readEverything } from './read-everything.ts';
import type { Readers } from './readers.ts';
import type { WorkspacePaths } from './workspace-folder.ts';
import type { WriteQueue } from './write-queue.ts';

/** One row group: DuckDB reads it with one thread, however many it has. */
const ROWS_AT_ONCE = 122_880;
/** After each piece, in times of what it took: reading then takes a third of one core, and questions come between. */
const REST = 2;
/** Opening, the first questions and the first pages come before. */
const START_AFTER_MS = 20_000;

export interface BackgroundReading {
  readonly paths: WorkspacePaths;
  readonly readers: Readers;
  readonly queue: Pick<WriteQueue, 'alone'>;
  /** The file was not closed when it was last open. */
  readonly isInDoubt: boolean;
  readonly nowUs: () => number;
  readonly startAfterMs?: number | undefined;
}

/**
 * Reads the whole file, since damage in a block shows only when the block is read: after an end without closing, and
 * else when a day has passed. What is met is told by the `DamageWatch` of readers and queue. Answers whether everything
 * was read.
 */
export async function readInBackground(
  { paths, readers, queue, isInDoubt, nowUs, startAfterMs = START_AFTER_MS }: BackgroundReading,
  signal: AbortSignal,
): Promise<boolean> {
  const rest = (ms: number) => sleep(ms, true, { signal, ref: false }).catch(() => false);
  if (!(await rest(startAfterMs))) return false;
  if (!isInDoubt && nowUs() - (await readingNoted(paths)) < US_PER_DAY) return false;
  const { unread } = await readEverything((text) => readers.all({ text, values: [] }, signal), {
    stopsAtFirst: true,
    pieces: { rows: ROWS_AT_ONCE, afterEach: async (ms) => void (await rest(ms * REST)) },
  });
  if (unread.length > 0 || signal.aborted) return false;
  const keys = await readKeysInQueue(queue, signal);
  if (keys.ok) await noteReading(paths, nowUs());
  return keys.ok;
}
