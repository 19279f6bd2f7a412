import { copyFile, rename, rm } from 'node:fs/promises';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { damageNoted, forgetDamage } from './file-notes.ts';
import { cutOffAfter, keepEndOf } from './keep-end-of-log.ts';
import { inspectLog, type LogState } from './log-inspection.ts';
import { afterMetDamage } from './new-indexes.ts';
import { type Depth, type FileOpening, letGo, type OpenedFile, openFile } from './open-file.ts';
import type { InstanceLimits } from './open-instance.ts';
import { notAWorkspace } from './opening-problem.ts';
import { backupRestored, logCutShort, logSetAside, startedEmpty } from './recovery-notices.ts';
import {
  fileExists,
  holdsOurFolders,
  listBackups,
  looksLikeDuckDb,
  setAside,
  type WorkspacePaths,
} from './workspace-folder.ts';

export interface Recovered {
  readonly file: OpenedFile;
  readonly notices: readonly AppError[];
  /** It ended without being closed, or was mended: what was not read yet should be, when there is time. */
  readonly isInDoubt: boolean;
}

interface Attempt {
  readonly paths: WorkspacePaths;
  readonly limits: InstanceLimits;
  readonly nowUs: number;
}

/**
 * Opens the workspace's file, and where it is damaged the newest state that can be had: the file with as much of its
 * write-ahead log as is whole, else the file without it, else the newest backup that can be read wholly, else an empty
 * file. What is damaged is renamed, never removed. Nothing is lost for good: the checkpoint is as old as the events
 * beside it, so the vendor is asked again for the rest.
 */
export async function openOrRecover(
  paths: WorkspacePaths,
  limits: InstanceLimits,
  nowUs: number,
): Promise<Result<Recovered, AppError>> {
  const attempt = { paths, limits, nowUs };
  const damage = await outerDamage(paths);
  if (damage === 'foreign') return failed(notAWorkspace(paths.folder));
  if (damage !== null) return recover(attempt, damage);

  const met = await damageNoted(paths);
  const depth: Depth = met === null ? 'small-tables' : 'everything';
  const log = await inspectLog(paths);
  const opening = await openFile(paths, limits, depth);
  if (opening.kind === 'refused') return failed(opening.error);
  if (opening.kind === 'damaged') return mendLogOrRecover(attempt, opening.detail, depth);
  // DuckDB holds the file from here on, so nobody else writes to the log, and DuckDB itself not before the first change.
  const notices = await noticesOfLog(attempt, log);
  if (met === null) return ok({ file: opening.file, notices, isInDoubt: log.kind !== 'none' });
  const after = await afterMetDamage(opening.file, { paths, limits, met });
  if (after.opening.kind === 'refused') return failed(after.opening.error);
  if (after.opening.kind === 'damaged') return recover(attempt, after.opening.detail);
  return ok({ file: after.opening.file, notices: [...notices, after.notice], isInDoubt: false });
}

/** What can be told without DuckDB. A file of ours that lost its head is told from a stranger's by what lies beside it. */
async function outerDamage(paths: WorkspacePaths): Promise<string | null> {
  const hasBackups = (await listBackups(paths)).length > 0;
  if (!(await fileExists(paths.file))) return hasBackups ? 'the file is missing' : null;
  const look = await looksLikeDuckDb(paths.file);
  if (look === 'empty') return 'the file is empty';
  if (look === 'yes') return null;
  return hasBackups || (await holdsOurFolders(paths))
    ? 'the beginning of the file is overwritten'
    : 'foreign';
}

/** What DuckDB passed over without a word. */
async function noticesOfLog({ paths, nowUs }: Attempt, log: LogState): Promise<AppError[]> {
  if (log.kind === 'torn') {
    const aside = await keepEndOf(paths, log.keptBytes, nowUs);
    return [logCutShort(aside, `the log is whole up to byte ${log.keptBytes}`)];
  }
  if (log.kind === 'unknown') {
    const aside = await keepEndOf(paths, 0, nowUs);
    return [logSetAside(aside, 'the log does not begin as one of this file does')];
  }
  return [];
}

const DAMAGED_ENTRY = /Corrupt WAL file: entry at byte position (\d+)/;

/** A damaged entry costs what comes after it, not what comes before. */
async function mendLogOrRecover(
  attempt: Attempt,
  detail: string,
  depth: Depth,
): Promise<Result<Recovered, AppError>> {
  const { paths, limits, nowUs } = attempt;
  const position = DAMAGED_ENTRY.exec(detail)?.[1];
  const log = position === undefined ? null : await inspectLog(paths, Number(position));
  if (log?.kind !== 'torn') return recover(attempt, detail);
  const aside = await keepEndOf(paths, log.keptBytes, nowUs);
  await cutOffAfter(paths, log.keptBytes);
  const opening = await openFile(paths, limits, depth);
  if (!isWorkspace(opening)) return recover(attempt, detail);
  await forgetDamage(paths);
  return ok({ file: opening.file, notices: [logCutShort(aside, detail)], isInDoubt: true });
}

async function recover(attempt: Attempt, detail: string): Promise<Result<Recovered, AppError>> {
  const { paths, limits, nowUs } = attempt;
  const log = await setAside(paths.wal, nowUs);
  // Left by a checkpoint that was cut off; they belong to the log.
  for (const part of ['.checkpoint', '.recovery']) await setAside(paths.wal + part, nowUs);
  if (log && (await fileExists(paths.file))) {
    const withoutLog = await openFile(paths, limits, 'everything');
    if (isWorkspace(withoutLog)) return mended(attempt, withoutLog.file, logSetAside(log, detail));
    if (isObstacle(withoutLog)) {
      await rename(log, paths.wal);
      return failed(withoutLog.error);
    }
  }
  const aside = (await setAside(paths.file, nowUs)) ?? log;
  const passedOver: string[] = [];
  for (const backup of await listBackups(paths)) {
    const restored = await restore(backup, paths, limits);
    if (isWorkspace(restored)) {
      return mended(attempt, restored.file, backupRestored({ backup, passedOver, aside, detail }));
    }
    // The next opening tries again: the file is missing then.
    await rm(paths.file, { force: true });
    if (isObstacle(restored)) return failed(restored.error);
    passedOver.push(backup);
  }
  const empty = await openFile(paths, limits);
  if (empty.kind === 'opened') return mended(attempt, empty.file, startedEmpty(aside, detail));
  return failed(
    empty.kind === 'refused'
      ? empty.error
      : appError('storage', 'The workspace could not be opened or made anew.', 'Check the disk.', {
          detail: empty.detail,
        }),
  );
}

async function mended(
  { paths }: Attempt,
  file: OpenedFile,
  notice: AppError,
): Promise<Result<Recovered, AppError>> {
  await forgetDamage(paths);
  return ok({ file, notices: [notice], isInDoubt: false });
}

/** Copied under another name first: a copy that a crash cut off must not pass for the workspace. */
async function restore(backup: string, paths: WorkspacePaths, limits: InstanceLimits): Promise<FileOpening> {
  const restoring = `${paths.file}.restoring`;
  try {
    await copyFile(backup, restoring);
    await rename(restoring, paths.file);
  } catch (problem) {
    await rm(restoring, { force: true });
    throw problem;
  }
  return openFile(paths, limits, 'everything');
}

/** Something else than the file keeps it from being read, so no older state may take its place. */
function isObstacle(opening: FileOpening): opening is Extract<FileOpening, { kind: 'refused' }> {
  return opening.kind === 'refused' && opening.error.kind !== 'workspace-invalid';
}

/** Lets go of a file that opened and is no workspace. */
function isWorkspace(opening: FileOpening): opening is Extract<FileOpening, { kind: 'opened' }> {
  if (opening.kind !== 'opened') return false;
  if (opening.file.content.kind === 'workspace') return true;
  letGo(opening.file);
  return false;
}
