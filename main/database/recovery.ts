import { copyFile, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { letGo, type OpenedFile, openFile } from './open-file.ts';
import type { InstanceLimits } from './open-instance.ts';
import { notAWorkspace } from './opening-problem.ts';
import {
  fileExists,
  listBackups,
  looksLikeDuckDb,
  setAside,
  type WorkspacePaths,
} from './workspace-folder.ts';

export interface Recovered {
  readonly file: OpenedFile;
  readonly notices: readonly AppError[];
}

/**
 * Opens the workspace's file, and where it is damaged the newest state that can be had: the file without its
 * write-ahead log, else the newest backup that opens, else an empty file. Damaged files are renamed, never removed.
 * Nothing is lost for good: the checkpoint is as old as the events beside it, so the vendor is asked again for the rest.
 */
export async function openOrRecover(
  paths: WorkspacePaths,
  limits: InstanceLimits,
  nowUs: number,
): Promise<Result<Recovered, AppError>> {
  const backups = await listBackups(paths);
  const damage = await outerDamage(paths, backups.length > 0);
  if (damage === 'foreign') return failed(notAWorkspace(paths.folder));
  if (damage === null) {
    const opening = await openFile(paths, limits);
    if (opening.kind === 'opened') return ok({ file: opening.file, notices: [] });
    if (opening.kind === 'refused') return failed(opening.error);
    return recover(paths, limits, nowUs, opening.detail);
  }
  return recover(paths, limits, nowUs, damage);
}

/** What can be told without DuckDB. A file of ours that lost its head is told from a stranger's by its backups. */
async function outerDamage(paths: WorkspacePaths, hasBackups: boolean): Promise<string | null> {
  if (!(await fileExists(paths.file))) return hasBackups ? 'the file is missing' : null;
  const look = await looksLikeDuckDb(paths.file);
  if (look === 'empty') return 'the file is empty';
  if (look === 'yes') return null;
  return hasBackups ? 'the beginning of the file is overwritten' : 'foreign';
}

async function recover(
  paths: WorkspacePaths,
  limits: InstanceLimits,
  nowUs: number,
  detail: string,
): Promise<Result<Recovered, AppError>> {
  const log = await setAside(paths.wal, nowUs);
  // Left by a checkpoint that was cut off; they belong to the log.
  for (const part of ['.checkpoint', '.recovery']) await setAside(paths.wal + part, nowUs);
  if (log) {
    const withoutLog = await openFile(paths, limits);
    if (withoutLog.kind === 'opened' && withoutLog.file.content.kind === 'workspace') {
      return ok({ file: withoutLog.file, notices: [logSetAside(log, detail)] });
    }
    if (withoutLog.kind === 'opened') letGo(withoutLog.file);
  }
  const aside = (await setAside(paths.file, nowUs)) ?? log;
  for (const backup of await listBackups(paths)) {
    const file = await restore(backup, paths, limits);
    if (file) return ok({ file, notices: [backupRestored(backup, aside, detail)] });
  }
  const empty = await openFile(paths, limits);
  if (empty.kind === 'opened') return ok({ file: empty.file, notices: [startedEmpty(aside, detail)] });
  return failed(
    empty.kind === 'refused'
      ? empty.error
      : appError('storage', 'The workspace could not be opened or made anew.', 'Check the disk.', {
          detail: empty.detail,
        }),
  );
}

/** Copied under another name first: a copy that a crash cut off must not pass for the workspace. */
async function restore(
  backup: string,
  paths: WorkspacePaths,
  limits: InstanceLimits,
): Promise<OpenedFile | null> {
  const restoring = `${paths.file}.restoring`;
  await copyFile(backup, restoring);
  await rename(restoring, paths.file);
  const opening = await openFile(paths, limits);
  if (opening.kind === 'opened' && opening.file.content.kind === 'workspace') return opening.file;
  if (opening.kind === 'opened') letGo(opening.file);
  await rm(paths.file, { force: true });
  return null;
}

const FETCHED_AGAIN =
  'What came in later is fetched again from where collecting stood then. Tags, settings and searches changed since are lost.';

function logSetAside(log: string, detail: string): AppError {
  return appError(
    'storage',
    `The log of the last changes was damaged and could not be read, so the workspace is as it was when it was last written out. ${FETCHED_AGAIN}`,
    `The damaged log is kept as ${basename(log)}.`,
    { detail },
  );
}

function backupRestored(backup: string, aside: string | null, detail: string): AppError {
  return appError(
    'storage',
    `The workspace's file was damaged. The backup ${basename(backup)} was put in its place. ${FETCHED_AGAIN}`,
    aside ? `The damaged file is kept as ${basename(aside)}.` : 'Nothing was left of the damaged file.',
    { detail },
  );
}

function startedEmpty(aside: string | null, detail: string): AppError {
  return appError(
    'storage',
    "The workspace's file was damaged and there is no backup that opens, so Keyglass began an empty one. Sources must be added again; their events are then fetched again as far back as the vendor keeps them.",
    aside ? `The damaged file is kept as ${basename(aside)}.` : 'There was nothing in the damaged file.',
    { detail },
  );
}
