import { realpath } from 'node:fs/promises';
import { basename, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { IpcHandlers } from './ipc-handlers.ts';

type Handlers = Omit<IpcHandlers, 'request.cancel'>;
type Refusal = Result<never, AppError>;

/** What an export or a list of records may be called. A start-up script, a key file or a desktop entry is none of it. */
const writtenEndings = ['.csv', '.json', '.jsonl', '.ndjson', '.log', '.txt', '.parquet', '.html', '.zip'];

/** Where files are not files but what the system says: the environment with its credentials, the disks, the devices. */
const ofTheSystem = ['/proc', '/sys', '/dev'];

/**
 * The calls that take a path, with a look at the path first. A page that was taken over could name any: one to be read is
 * neither the workspace's own nor the system's, one to be written is by its name no more than a file of records. Both are
 * looked at again where they are opened, for what they are.
 */
export function guardPaths(handlers: Handlers, workspaceFolder: string): Handlers {
  const reading = async (paths: readonly string[]): Promise<Refusal | null> => {
    for (const path of paths) {
      const refusal = await whyNotRead(path, workspaceFolder);
      if (refusal) return failed(refusal);
    }
    return null;
  };
  const writing = (path: string): Refusal | null => (mayBeWritten(path) ? null : failed(notRecords()));
  return {
    ...handlers,
    'imports.inspect': async (input, signal) =>
      (await reading(input.paths)) ?? handlers['imports.inspect'](input, signal),
    'imports.start': async (input, signal) =>
      (await reading(input.paths)) ?? handlers['imports.start'](input, signal),
    'secrets.lookUpFile': async (input, signal) =>
      (await reading([input.path])) ?? handlers['secrets.lookUpFile'](input, signal),
    'exports.start': async (input, signal) => writing(input.path) ?? handlers['exports.start'](input, signal),
    'sources.exportRejected': async (input, signal) =>
      writing(input.path) ?? handlers['sources.exportRejected'](input, signal),
  };
}

/** By the name alone: what is there already is looked at when the file is written. */
export function mayBeWritten(path: string): boolean {
  const name = basename(path.replaceAll('\\', '/'));
  return !name.startsWith('.') && writtenEndings.includes(extname(name).toLowerCase());
}

/** Null for a path that may be read. What isn't there is none of our business: reading it says so. */
export async function whyNotRead(path: string, workspaceFolder: string): Promise<AppError | null> {
  if (path.includes('\0')) return notAPath();
  const [file, workspace] = await Promise.all([real(path), real(workspaceFolder)]);
  if (isInside(file, workspace)) return ofTheWorkspace();
  return ofTheSystem.some((folder) => isInside(file, folder)) ? notAFile() : null;
}

/** The path with its links followed; as it is where nothing is there. */
async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

function notAPath(): AppError {
  return appError('invalid-input', 'This is not the path of a file.', 'Choose another file.');
}

function notAFile(): AppError {
  return appError(
    'invalid-input',
    'What is there belongs to the system, and is no file of records.',
    'Choose another file.',
  );
}

function ofTheWorkspace(): AppError {
  return appError(
    'invalid-input',
    'The file is one of Keyglass’s own, in its workspace.',
    'Choose a file of records from somewhere else.',
  );
}

function notRecords(): AppError {
  return appError(
    'invalid-input',
    'A file of events has to be called one, and not be hidden.',
    `Give it a name with one of these endings: ${writtenEndings.join(' ')}`,
  );
}
