import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Thrown for what is no file: a folder, a pipe, a device, a socket. */
export class NotARegularFile extends Error {
  readonly isFolder: boolean;

  constructor(isFolder: boolean) {
    super(isFolder ? 'It is a folder.' : 'It is no regular file.');
    this.isFolder = isFolder;
  }
}

/**
 * Opens a file for reading, and nothing else that a path may lead to. What is looked at is what was opened, so that
 * nothing can be put in its place in between; and a pipe that nobody writes to is not waited for.
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const found = await file.stat().catch(() => null);
  if (found?.isFile()) return file;
  await file.close();
  throw new NotARegularFile(found?.isDirectory() === true);
}
