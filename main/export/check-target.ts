import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { exportFailure, fileExists } from './export-failure.ts';

export interface Target {
  readonly path: string;
  readonly overwrite: boolean;
  /** What a path that is not absolute starts from. */
  readonly exportFolder: string;
  /** No export may land in here: it could replace the file that holds the events. */
  readonly workspaceFolder: string;
}

/** The absolute path to write to, links in its folder resolved; or why nothing can be written there. */
export async function checkTarget(target: Target): Promise<Result<string, AppError>> {
  if (target.path.trim() === '' || target.path.includes('\0')) return failed(noName());
  const wanted = resolve(target.exportFolder, target.path);
  try {
    const folder = await realpath(dirname(wanted));
    if (!(await stat(folder)).isDirectory()) return failed(notAFolder(folder));
    const path = join(folder, basename(wanted));
    if (isInside(path, await realpath(target.workspaceFolder))) return failed(insideWorkspace());
    return await checkExisting(path, target.overwrite);
  } catch (error) {
    const failure = exportFailure(error, wanted);
    if (!failure) throw error;
    return failed(failure);
  }
}

async function checkExisting(path: string, overwrite: boolean): Promise<Result<string, AppError>> {
  const existing = await lstat(path).catch(() => null);
  if (existing?.isDirectory()) {
    return failed(appError('invalid-input', `${path} is a folder.`, 'Add a file name.'));
  }
  // Renaming a file over a device or a pipe would take it away from everybody.
  if (existing && !existing.isFile() && !existing.isSymbolicLink()) return failed(notAFile(path));
  return existing && !overwrite ? failed(fileExists(path)) : ok(path);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function noName(): AppError {
  return appError('invalid-input', 'The export has no file name.', 'Name the file to write.');
}

function notAFile(path: string): AppError {
  return appError(
    'invalid-input',
    `${path} is a device or a pipe, which an export can’t replace.`,
    'Name an ordinary file.',
  );
}

function notAFolder(folder: string): AppError {
  return appError('invalid-input', `${folder} is not a folder.`, 'Choose a folder.');
}

function insideWorkspace(): AppError {
  return appError(
    'invalid-input',
    'An export can’t be written into the workspace, where the events themselves are kept.',
    'Choose another folder.',
  );
}
