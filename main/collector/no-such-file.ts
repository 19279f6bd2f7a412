import type { Stats } from 'node:fs';
import { type AppError, appError } from '../../shared/app-error.ts';

/** For a path that can't be imported from: nothing is there (`found` is null), or something that is no file. */
export function noSuchFile(path: string, found: Stats | null): AppError {
  if (found?.isDirectory()) {
    return appError(
      'invalid-input',
      `${path} is a folder.`,
      'Name the files in it; several may be imported at once. Nothing was imported.',
    );
  }
  return appError(
    'invalid-input',
    found === null ? `There is no file ${path}.` : `${path} is no regular file.`,
    'Check the name of the file. Nothing was imported.',
  );
}
