import { type AppError, appError } from '../../shared/app-error.ts';
import { isDiskFull, isOutOfMemory, storageError } from './storage-error.ts';

/** Why DuckDB would not open a file: something to tell the person, or damage, which `recovery.ts` can mend. */
export type OpeningProblem =
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'damaged'; readonly detail: string };

const UNAVAILABLE =
  /Permission denied|Read-only file system|No such file|Is a directory|Not a directory|Too many open files/i;
const DAMAGE =
  /corrupt|checksum|replaying WAL|could not read enough bytes|is shorter than|serializ|^INTERNAL Error|^FATAL Error/i;

/**
 * By the text, for DuckDB has no finer error codes. Only what is known to mean damage counts as damage: a problem of
 * another kind must never lead to the file being set aside.
 */
export function openingProblem(problem: unknown, folder: string): OpeningProblem {
  const text = problem instanceof Error ? problem.message : String(problem);
  if (/set lock on file|being used by another process|unique file handle conflict/i.test(text)) {
    return refused(workspaceInUse(folder, /PID (\d+)/.exec(text)?.[1]));
  }
  if (/not a valid DuckDB database file/i.test(text)) return refused(notAWorkspace(folder));
  if (/we can only read|newer version of DuckDB|version number/i.test(text)) return refused(newerFile(text));
  if (!saysNothingOfTheFile(text) && DAMAGE.test(text)) {
    return { kind: 'damaged', detail: (text.split('\n', 1)[0] ?? '').slice(0, 400) };
  }
  return refused(otherProblem(problem, folder));
}

/** It may be as whole as ever: only the disk, the memory or a permission kept it from being read. */
export function saysNothingOfTheFile(text: string): boolean {
  return UNAVAILABLE.test(text) || isDiskFull(text) || isOutOfMemory(text);
}

const NOT_WRITABLE = /Permission denied|Read-only file system|EACCES|EPERM|EROFS/i;

/** Of whatever else was thrown while the workspace was opened. */
export function otherProblem(problem: unknown, folder: string): AppError {
  const error = storageError(problem, 'open the workspace');
  if (error.kind !== 'storage' || !NOT_WRITABLE.test(error.detail ?? '')) return error;
  return appError(
    'storage',
    `Keyglass may not write to the workspace ${folder} (the folder or a file in it is read-only), so it was not opened. Nothing was changed.`,
    'See to it that you may write to the folder and everything in it, or choose another folder.',
    error.detail === undefined ? {} : { detail: error.detail },
  );
}

export function workspaceInUse(folder: string, pid: string | undefined): AppError {
  return appError(
    'workspace-in-use',
    `The workspace ${folder} is open in another Keyglass${pid ? ` (process ${pid})` : ''}.`,
    'Close that one first, or choose another workspace folder.',
  );
}

export function notAWorkspace(folder: string): AppError {
  return appError(
    'workspace-invalid',
    `The file events.duckdb in ${folder} is not a Keyglass workspace. It was left as it is.`,
    'Choose another folder, or move that file away.',
  );
}

export function noWorkspaceHere(folder: string): AppError {
  return appError(
    'workspace-invalid',
    `There is no Keyglass workspace in ${folder}.`,
    'Check the path, or add a source to create a workspace there.',
  );
}

export function notAFolder(path: string): AppError {
  return appError(
    'workspace-invalid',
    `${path} is a file, and a workspace is a folder. The file was left as it is.`,
    'Name the folder that holds events.duckdb, or one that is still empty.',
  );
}

export function newerSchema(folder: string, theirs: number, ours: number): AppError {
  return appError(
    'workspace-invalid',
    `The workspace ${folder} has schema version ${theirs}; this version of Keyglass knows versions up to ${ours}. Nothing was changed.`,
    'Open it with the newer version of Keyglass that wrote it.',
  );
}

function newerFile(text: string): AppError {
  return appError(
    'workspace-invalid',
    'The workspace was written by a newer version of Keyglass, which this one cannot read. Nothing was changed.',
    'Open it with the newer version of Keyglass that wrote it.',
    { detail: text.slice(0, 400) },
  );
}

function refused(error: AppError): OpeningProblem {
  return { kind: 'refused', error };
}
