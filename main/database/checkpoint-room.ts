import { stat, statfs } from 'node:fs/promises';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { WorkspacePaths } from './workspace-folder.ts';

/** The last row group of each column is written anew: about as much as a hundred thousand events take. */
const ROW_GROUPS_WRITTEN_ANEW = 512 * 1024 * 1024;
/** Keys come in no order, so that those of a few pages lie in nearly every block of an index. */
const SHARE_OF_INDEXES = 1 / 4;

type Place = Pick<WorkspacePaths, 'folder' | 'file' | 'wal'>;

/**
 * Whether the disk can take what folding the log into the file writes. DuckDB stops for good at a checkpoint that meets
 * a full disk, while pages that find no room are refused one by one, so none is begun without room. True where the
 * system can't tell, and where there is no log.
 */
export async function hasCheckpointRoom(
  { folder, file, wal }: Place,
  freeBytes = freeBytesAt,
): Promise<boolean> {
  const logBytes = await sizeOf(wal);
  if (logBytes === 0) return true;
  const fileBytes = await sizeOf(file);
  const writtenAnew = Math.min(fileBytes, Math.max(ROW_GROUPS_WRITTEN_ANEW, fileBytes * SHARE_OF_INDEXES));
  return (await freeBytes(folder)) >= logBytes + writtenAnew;
}

/**
 * Whether a copy of so many bytes clearly finds no room. DuckDB gives up only the copy at a full disk, but fills the disk
 * until then, which other programs and the file itself would meet.
 */
export async function lacksRoomForCopy(
  { folder }: Pick<Place, 'folder'>,
  copyBytes: number,
  freeBytes = freeBytesAt,
): Promise<boolean> {
  return (await freeBytes(folder)) < copyBytes;
}

export const noRoomForBackup: AppError = appError(
  'disk-full',
  'The disk has too little room left for a backup, so none was written. The older backups stay.',
  'Free about as much space as the workspace’s file takes on the disk that holds it, then write a backup again.',
);

/** What making the file smaller fails with where the disk has no room for it. Nothing was changed. */
export const noRoomToRebuild: AppError = appError(
  'disk-full',
  'The disk has too little room left to write the file anew, so it was not made smaller yet. Nothing is lost.',
  'Free about as much space as the file takes on the disk that holds the workspace. Keyglass then tries again by itself, or do it again.',
);

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
