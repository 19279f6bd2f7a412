import { stat, statfs } from 'node:fs/promises';
import type { WorkspacePaths } from './workspace-folder.ts';

/** The last row group of each column is written anew: about as much as a hundred thousand events take. */
const MOST_WRITTEN_ANEW = 512 * 1024 * 1024;

/**
 * Whether the disk can take what folding the log into the file writes. DuckDB stops for good at a checkpoint that meets
 * a full disk, while pages that find no room are refused one by one, so none is begun without room. True where the
 * system can't tell.
 */
export async function hasCheckpointRoom(
  { folder, file, wal }: Pick<WorkspacePaths, 'folder' | 'file' | 'wal'>,
  freeBytes = freeBytesAt,
): Promise<boolean> {
  const needed = (await sizeOf(wal)) + Math.min(await sizeOf(file), MOST_WRITTEN_ANEW);
  return (await freeBytes(folder)) >= needed;
}

async function freeBytesAt(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Zero where there is none. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
