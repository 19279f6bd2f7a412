import { rm } from 'node:fs/promises';
import { forgetDamage } from './file-notes.ts';
import { letGo, type OpenedFile, openFile } from './open-file.ts';
import type { InstanceLimits } from './open-instance.ts';
import { tablesWithKeysUnread } from './read-every-key.ts';
import { copyPaths, writeCopy } from './rebuild-copy.ts';
import { putInPlace, SYSTEM_CLOSES_FIRST } from './rebuild-swap.ts';
import { foundSound, notWrittenAnew, writtenAnew } from './recovery-notices.ts';
import { storageError } from './storage-error.ts';
import type { WorkspacePaths } from './workspace-folder.ts';

export interface MetDamage {
  readonly paths: WorkspacePaths;
  readonly limits: InstanceLimits;
  /** As DuckDB said it. */
  readonly met: string;
}

/**
 * What becomes of a file in which damage was met before, and of which everything has now been read but the indexes of
 * large tables. If it has such, they are what is damaged, or may be, and no reading shows it: the file is written anew,
 * which makes every index from the rows (1 M events: 15 s). It has not been fenced yet, and nothing has been written.
 */
export async function afterMetDamage(opened: OpenedFile, { paths, limits, met }: MetDamage) {
  if ((await tablesWithKeysUnread(opened.connection)).length === 0) {
    await forgetDamage(paths);
    return { opening: { kind: 'opened', file: opened } as const, notice: foundSound(met) };
  }
  const problem = await writeAnew(opened, paths, limits).then(
    () => null,
    (thrown) => storageError(thrown, 'write the file anew'),
  );
  await removeCopy(paths);
  // Without that the note stays, and the next opening tries again.
  if (!problem) await forgetDamage(paths);
  const notice = problem ? notWrittenAnew(met, problem.detail ?? problem.message) : writtenAnew(met);
  return { opening: await openFile(paths, limits), notice };
}

/**
 * The log is not written out before: that would need the indexes. The copy holds what it holds, so it goes; one that a
 * crash leaves beside the new file is not this one's, and is not read.
 */
async function writeAnew(opened: OpenedFile, paths: WorkspacePaths, limits: InstanceLimits): Promise<void> {
  let isOpen = true;
  const close = () => {
    if (isOpen) letGo(opened);
    isOpen = false;
  };
  try {
    await removeCopy(paths);
    await writeCopy(opened.connection, paths, limits, new AbortController().signal);
    if (SYSTEM_CLOSES_FIRST) close();
    await putInPlace(paths);
    close();
    await rm(paths.wal, { force: true });
  } finally {
    close();
  }
}

async function removeCopy(paths: WorkspacePaths): Promise<void> {
  const { file, wal } = copyPaths(paths);
  await rm(file, { force: true });
  await rm(wal, { force: true });
}
