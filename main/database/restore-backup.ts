import { copyFile, realpath, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { forgetDamage } from './file-notes.ts';
import { letGo, openFile } from './open-file.ts';
import { holdFolder, releaseFolder } from './open-folders.ts';
import { noWorkspaceHere, workspaceInUse } from './opening-problem.ts';
import { storageError } from './storage-error.ts';
import { tryBackup } from './try-backup.ts';
import {
  fileExists,
  listBackups,
  setAside,
  type WorkspacePaths,
  workspacePaths,
} from './workspace-folder.ts';
import { Refusal } from './write-queue.ts';

export interface RestoredBackup {
  readonly name: string;
  readonly events: number;
  /** The names that the files have now which were in its place. */
  readonly keptAs: readonly string[];
}

/**
 * Puts a backup in the place of the workspace's file, which is kept aside with its log. The backup is read wholly
 * before anything is touched, and its copy once more after; if that fails, all is as it was. Refused while the
 * workspace is open anywhere.
 */
export async function restoreBackup(
  folder: string,
  name: string,
  nowUs: number,
): Promise<Result<RestoredBackup, AppError>> {
  const realFolder = await realpath(folder).catch(() => null);
  if (realFolder === null) return failed(noWorkspaceHere(folder));
  if (!holdFolder(realFolder)) return failed(workspaceInUse(realFolder, String(process.pid)));
  try {
    return await restore(workspacePaths(realFolder), name, nowUs);
  } finally {
    releaseFolder(realFolder);
  }
}

async function restore(
  paths: WorkspacePaths,
  name: string,
  nowUs: number,
): Promise<Result<RestoredBackup, AppError>> {
  try {
    const backups = await listBackups(paths);
    if (backups.length === 0 && !(await fileExists(paths.file))) return failed(noWorkspaceHere(paths.folder));
    const backup = backups.find((path) => basename(path) === name);
    if (!backup) return failed(noSuchBackup(name, backups));
    const inUse = await whoHoldsIt(paths);
    if (inUse) return failed(inUse);
    const tried = await tryBackup(paths, backup);
    if (!tried.ok) return failed(doesNotRestore(name, tried.error));
    return await putInPlace(paths, backup, tried.value, nowUs);
  } catch (problem) {
    return failed(problem instanceof Refusal ? problem.error : storageError(problem, 'restore the backup'));
  }
}

/** Whatever else keeps the file from opening, it is kept as it is. */
async function whoHoldsIt(paths: WorkspacePaths): Promise<AppError | null> {
  if (!(await fileExists(paths.file))) return null;
  const opening = await openFile(paths, {});
  if (opening.kind === 'opened') letGo(opening.file);
  return opening.kind === 'refused' && opening.error.kind === 'workspace-in-use' ? opening.error : null;
}

async function putInPlace(
  paths: WorkspacePaths,
  backup: string,
  events: number,
  nowUs: number,
): Promise<Result<RestoredBackup, AppError>> {
  const restoring = `${paths.file}.restoring`;
  const aside: (readonly [kept: string, original: string])[] = [];
  try {
    await copyFile(backup, restoring);
    // Reading the backup took a while, in which another process may have opened the workspace.
    const inUse = await whoHoldsIt(paths);
    if (inUse) throw new Refusal(inUse);
    // The file first: if this ends between two of them, the next opening finds it missing and says so. The other way
    // round it would open without its log, and what stood there would be gone unseen.
    for (const path of [paths.file, paths.wal, `${paths.wal}.checkpoint`, `${paths.wal}.recovery`]) {
      const kept = await setAside(path, nowUs, 'before-restore');
      if (kept) aside.push([kept, path]);
    }
    await rename(restoring, paths.file);
    const opening = await openFile(paths, {}, 'everything');
    if (opening.kind !== 'opened') {
      throw new Error(opening.kind === 'damaged' ? opening.detail : opening.error.message);
    }
    letGo(opening.file);
  } catch (problem) {
    await rm(restoring, { force: true });
    // The file comes back last, so that it never stands there without its log.
    for (const [kept, original] of aside.toReversed()) await rename(kept, original);
    throw problem;
  }
  await forgetDamage(paths);
  return ok({ name: basename(backup), events, keptAs: aside.map(([kept]) => basename(kept)) });
}

function noSuchBackup(name: string, backups: readonly string[]): AppError {
  return appError(
    'invalid-input',
    `There is no backup “${name}” in this workspace.`,
    backups.length === 0
      ? 'It has no backup yet.'
      : `Its backups are ${backups.map((path) => basename(path)).join(', ')}.`,
  );
}

function doesNotRestore(name: string, error: AppError): AppError {
  return appError(
    error.kind,
    `The backup ${name} can’t be restored: it could not be read wholly. The workspace was left as it is.`,
    'Choose another: “keyglass backup list” says which can be.',
    error.detail === undefined ? {} : { detail: error.detail },
  );
}
