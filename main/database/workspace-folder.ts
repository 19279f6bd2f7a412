import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where everything of a workspace lies. */
export interface WorkspacePaths {
  readonly folder: string;
  readonly file: string;
  /** DuckDB's write-ahead log: what was committed since the last checkpoint. */
  readonly wal: string;
  readonly backups: string;
  readonly staging: string;
  readonly logs: string;
}

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

export function workspacePaths(folder: string): WorkspacePaths {
  const file = join(folder, 'events.duckdb');
  return {
    folder,
    file,
    wal: `${file}.wal`,
    backups: join(folder, 'backups'),
    staging: join(folder, 'staging'),
    logs: join(folder, 'logs'),
  };
}

export async function fileExists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (problem) {
    if (isMissing(problem)) return false;
    throw problem;
  }
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * Made for the owner alone, with the folders above it. One that is there keeps its mode: it may hold other things that
 * other people read. Step by step because Node's own `recursive` never ends where a folder that exists takes no new one
 * and says "not found", as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder, { mode: OWNER_ONLY_FOLDER });
  } catch (problem) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(folder))) throw problem;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (problem) {
    if (isMissing(problem)) return false;
    throw problem;
  }
}

/** Makes the inner folders and empties `staging`. Only for whoever holds the file's lock. */
export async function layOutFolder(paths: WorkspacePaths): Promise<void> {
  await rm(paths.staging, { recursive: true, force: true });
  for (const folder of [paths.backups, paths.staging, paths.logs]) {
    await makeFolder(folder);
    await chmod(folder, OWNER_ONLY_FOLDER);
  }
  await chmod(paths.file, OWNER_ONLY_FILE);
}

/** Whether the inner folders of a workspace are all there. */
export async function holdsOurFolders(paths: WorkspacePaths): Promise<boolean> {
  const found = await Promise.all([paths.backups, paths.staging, paths.logs].map(isFolder));
  return found.every((isThere) => isThere);
}

export async function keepForOwnerOnly(path: string): Promise<void> {
  if (await fileExists(path)) await chmod(path, OWNER_ONLY_FILE);
}

/**
 * What the first bytes say. They are read before DuckDB opens the file: closing any handle to it later would, on
 * POSIX, let go of DuckDB's lock.
 */
export async function looksLikeDuckDb(file: string): Promise<'yes' | 'no' | 'empty'> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(12);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (bytesRead === 0) return 'empty';
    return head.subarray(8).toString('latin1') === 'DUCK' ? 'yes' : 'no';
  } finally {
    await handle.close();
  }
}

/** Newest first; their names are their dates. */
export async function listBackups(paths: WorkspacePaths): Promise<readonly string[]> {
  try {
    const names = await readdir(paths.backups);
    return names
      .filter((name) => /^events-[\dTZ-]+\.duckdb$/.test(name))
      .sort()
      .reverse()
      .map((name) => join(paths.backups, name));
  } catch (problem) {
    if (isMissing(problem)) return [];
    throw problem;
  }
}

/** Renames the file so that it is kept and no longer opened; null where there is none. */
export async function setAside(path: string, nowUs: number, why = 'damaged'): Promise<string | null> {
  if (!(await fileExists(path))) return null;
  const aside = await freeNameAside(path, nowUs, why);
  await rename(path, aside);
  return aside;
}

export async function freeNameAside(path: string, nowUs: number, why = 'damaged'): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const aside = `${path}.${why}-${stamp(nowUs)}${attempt === 1 ? '' : `-${attempt}`}`;
    if (!(await fileExists(aside))) return aside;
  }
}

/** A moment in a form that file names of every system take: `20261120T101502Z`. */
export function stamp(us: number): string {
  return new Date(us / 1_000).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** When the backup was written, by its name, in UTC microseconds. */
export function backupTimeUs(path: string): number {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(path)?.map(Number) ?? [];
  if (second === undefined) throw new Error(`${path} is not named as backups are.`);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) * 1_000;
}

function isMissing(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
}
