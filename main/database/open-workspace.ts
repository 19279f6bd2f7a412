import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noteDamage } from './file-notes.ts';
import { mendAfterCrash } from './mend-after-crash.ts';
import { migrate } from './migrate.ts';
import { letGo, type OpenedFile } from './open-file.ts';
import { holdFolder, releaseFolder } from './open-folders.ts';
import { allowCheckpoints, fence, type InstanceLimits } from './open-instance.ts';
import { createOpenedWorkspace } from './opened-workspace.ts';
import { notAFolder, noWorkspaceHere, otherProblem, workspaceInUse } from './opening-problem.ts';
import { openOrRecover } from './recovery.ts';
import { storageError } from './storage-error.ts';
import type { Workspace } from './workspace.ts';
import {
  fileExists,
  isFile,
  layOutFolder,
  listBackups,
  makeFolder,
  type WorkspacePaths,
  workspacePaths,
} from './workspace-folder.ts';

export interface OpenWorkspaceOptions extends InstanceLimits {
  readonly folder: string;
  /** The collector's `Clock` fits; only the time of day is needed here. */
  readonly clock: { nowUs(): number };
  /** Without it a folder that holds no workspace is refused and stays as it is. */
  readonly createIfMissing: boolean;
  readonly maxBackups?: number;
  /** When to begin reading the whole file in the background, if that is due. */
  readonly readAfterMs?: number;
}

const DEFAULT_MAX_BACKUPS = 3;

/**
 * Opens the workspace and mends what a crash or a bad disk left; `notices` says what was done. A file that is not a
 * workspace, or one of a newer version, is refused and not touched.
 */
export async function openWorkspace(options: OpenWorkspaceOptions): Promise<Result<Workspace, AppError>> {
  const asked = workspacePaths(resolve(options.folder));
  try {
    if (!options.createIfMissing && !(await holdsWorkspace(asked))) {
      return failed(noWorkspaceHere(asked.folder));
    }
    await makeFolder(asked.folder);
    const paths = workspacePaths(await realpath(asked.folder));
    if (!holdFolder(paths.folder)) return failed(workspaceInUse(paths.folder, String(process.pid)));
    const opened = await openHeld(paths, options).catch((problem) =>
      failed(otherProblem(problem, paths.folder)),
    );
    if (!opened.ok) releaseFolder(paths.folder);
    return opened;
  } catch (problem) {
    return failed(await folderProblem(problem, asked.folder));
  }
}

async function openHeld(
  paths: WorkspacePaths,
  options: OpenWorkspaceOptions,
  firstTry: readonly AppError[] | null = null,
): Promise<Result<Workspace, AppError>> {
  const recovered = await openOrRecover(paths, options, options.clock.nowUs());
  if (!recovered.ok) return recovered;
  const { file, isInDoubt } = recovered.value;
  const notices = [...(firstTry ?? []), ...recovered.value.notices];
  try {
    const { workspaceId, mended } = await makeReady(file, paths, options);
    return ok(
      createOpenedWorkspace({
        paths,
        workspaceId,
        notices: [...notices, ...mended],
        isInDoubt,
        ...(options.readAfterMs !== undefined && { readAfterMs: options.readAfterMs }),
        file,
        limits: options,
        nowUs: () => options.clock.nowUs(),
        maxBackups: options.maxBackups ?? DEFAULT_MAX_BACKUPS,
        onClosed: () => releaseFolder(paths.folder),
      }),
    );
  } catch (problem) {
    letGo(file);
    const error = storageError(problem, 'open the workspace');
    if (error.kind !== 'workspace-damaged' || firstTry) throw problem;
    // With the note the file is read wholly the second time, and a backup takes its place.
    await noteDamage(paths, error.detail ?? error.message);
    return openHeld(paths, options, notices);
  }
}

async function makeReady(
  { connection }: OpenedFile,
  paths: WorkspacePaths,
  options: OpenWorkspaceOptions,
): Promise<{ workspaceId: string; mended: AppError[] }> {
  await layOutFolder(paths);
  const workspaceId = await migrate(connection, options.clock.nowUs());
  const mended = await mendAfterCrash(connection, options.clock.nowUs());
  await allowCheckpoints(connection);
  await fence(connection, paths);
  return { workspaceId, mended };
}

async function holdsWorkspace(paths: WorkspacePaths): Promise<boolean> {
  return (await fileExists(paths.file)) || (await listBackups(paths)).length > 0;
}

async function folderProblem(problem: unknown, folder: string): Promise<AppError> {
  if (await isFile(folder)) return notAFolder(folder);
  const error = storageError(problem, 'open the workspace');
  if (error.kind === 'disk-full') return error;
  return appError(
    'storage',
    `The workspace folder ${folder} can't be made or read.`,
    'Check the path and that you may write there.',
    error.detail === undefined ? {} : { detail: error.detail },
  );
}
