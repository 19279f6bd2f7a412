import { type AppError, appError } from '../../shared/app-error.ts';

/**
 * What to tell a person about a file that can't be written; null where the error is not the file system's, but a bug.
 * `path` is the file that was asked for.
 */
export function exportFailure(error: unknown, path: string): AppError | null {
  const code = errorCode(error);
  if (code === null) return null;
  const rest = { detail: code };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return appError(
        'disk-full',
        'The disk is full: the export was stopped and its unfinished file removed. Stored events are untouched.',
        'Free some space, or choose another disk.',
        rest,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return appError(
        'invalid-input',
        `The folder of ${path} does not exist.`,
        'Make the folder first, or choose another one.',
        rest,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return appError(
        'storage',
        `Keyglass may not write to ${path}.`,
        'Choose a folder that you may write to.',
        rest,
      );
    case 'EISDIR':
      return appError('invalid-input', `${path} is a folder.`, 'Add a file name.', rest);
    case 'ENAMETOOLONG':
      return appError('invalid-input', 'The file name is too long.', 'Choose a shorter name.', rest);
    default:
      return appError(
        'storage',
        `${path} could not be written.`,
        'Look at the details, then try another folder or disk.',
        rest,
      );
  }
}

export function fileExists(path: string): AppError {
  return appError(
    'invalid-input',
    `${path} exists already.`,
    'Choose another name, or say that the file may be replaced.',
    // What lifts the refusal: the window asks for it where it sees this.
    { expected: ['overwrite'] },
  );
}

function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
