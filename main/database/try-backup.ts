import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { letGo, openFile } from './open-file.ts';
import { fence } from './open-instance.ts';
import { notAWorkspace } from './opening-problem.ts';
import { readPlainRows } from './row-values.ts';
import { storageError } from './storage-error.ts';
import { backupTimeUs, listBackups, type WorkspacePaths } from './workspace-folder.ts';

export interface BackupState {
  readonly name: string;
  readonly path: string;
  readonly writtenAtUs: number;
  readonly sizeBytes: number;
  /** Null where they can't be counted. */
  readonly events: number | null;
  readonly restores: boolean;
  /** Why it does not restore, as DuckDB says it. */
  readonly problem: string | null;
}

/** A second instance beside the workspace's own: little memory, one thread, so that asking goes on. */
const LIMITS = { memoryLimitMb: 200, threads: 1 };

/**
 * Opens the backup as a workspace would be, in an instance of its own, fenced, and reads every column and every key.
 * Writes nothing into it. Answers with the number of its events. Aborted, it ends with `cancelled`.
 */
export async function tryBackup(
  paths: WorkspacePaths,
  backup: string,
  signal?: AbortSignal,
): Promise<Result<number, AppError>> {
  // A folder of its own to spill to: another process may be using the workspace's.
  const staging = join(paths.staging, `reading-${basename(backup)}`);
  try {
    return await readWholly({ ...paths, file: backup, wal: `${backup}.wal`, staging }, signal);
  } catch (problem) {
    return failed(storageError(problem, 'read the backup'));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function readWholly(
  paths: WorkspacePaths,
  signal: AbortSignal | undefined,
): Promise<Result<number, AppError>> {
  const opening = await openFile(paths, LIMITS, 'everything', signal);
  if (opening.kind === 'refused') return failed(opening.error);
  if (opening.kind === 'damaged') return failed(storageError(new Error(opening.detail), 'read the backup'));
  try {
    if (opening.file.content.kind !== 'workspace') return failed(notAWorkspace(basename(paths.file)));
    await fence(opening.file.connection, paths);
    const [row] = await readPlainRows(opening.file.connection, 'SELECT count(*) AS n FROM events');
    return ok(Number(row?.n));
  } finally {
    letGo(opening.file);
  }
}

/** Tries every backup, newest first. */
export async function tryBackups(paths: WorkspacePaths, signal?: AbortSignal): Promise<BackupState[]> {
  const states: BackupState[] = [];
  for (const path of await listBackups(paths)) {
    const tried = await tryBackup(paths, path, signal);
    states.push({
      name: basename(path),
      path,
      writtenAtUs: backupTimeUs(path),
      sizeBytes: (await stat(path)).size,
      events: tried.ok ? tried.value : null,
      restores: tried.ok,
      problem: tried.ok ? null : (tried.error.detail ?? tried.error.message),
    });
  }
  return states;
}
