import { rm } from 'node:fs/promises';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { storageError } from './storage-error.ts';
import type { Workspace } from './workspace.ts';
import { listBackups, workspacePaths } from './workspace-folder.ts';

/** Writes a backup and then removes every other one: there is always one that can be restored. */
export async function replaceBackups(
  workspace: Pick<Workspace, 'backUp' | 'folder'>,
): Promise<Result<null, AppError>> {
  const written = await workspace.backUp();
  if (!written.ok) return written;
  try {
    for (const path of await listBackups(workspacePaths(workspace.folder))) {
      if (path !== written.value.path) await rm(path, { force: true });
    }
    return ok(null);
  } catch (problem) {
    return failed(storageError(problem, 'remove older backups'));
  }
}
