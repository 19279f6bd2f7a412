import { stat } from 'node:fs/promises';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { rebuildPostponed } from '../database/rebuild-workspace.ts';
import type { Workspace } from '../database/workspace.ts';
import { workspacePaths } from '../database/workspace-folder.ts';
import { applyRules } from './apply-rules.ts';
import { type LastRun, saveLastRun } from './last-run.ts';
import { isWorthIt } from './rebuild-worth.ts';

export interface RetentionParts {
  readonly workspace: Pick<Workspace, 'folder' | 'readers' | 'writer' | 'rebuild' | 'rebuildGain'>;
  readonly clock: { nowUs(): number };
  readonly eventsInAPiece?: number;
  /** How long the new file waits for a moment without a question. */
  readonly patienceMs?: number;
}

/** What one run tells of itself while it goes on. */
export interface RunProgress {
  /** Resolves when it is told; no question of its own is under way then. */
  onState(state: 'removing' | 'shrinking'): Promise<void>;
  /** The new file is there, and waits for a moment without a question. */
  onWaiting(): void;
  onLastRun(lastRun: LastRun): void;
}

/** How a run ended in which everything left that was to: with the file as small as is worth it, or with that to be done. */
export interface RunEnd {
  readonly shrinksLater: boolean;
  /** Why it is to be done, where the person can do something about it. */
  readonly obstacle: AppError | null;
}

/** Removes what the rules say, ages counted from `nowUs`, then makes the file smaller. */
export async function runRetention(
  parts: RetentionParts,
  nowUs: number,
  signal: AbortSignal,
  progress: RunProgress,
): Promise<Result<RunEnd, AppError>> {
  const { workspace, clock } = parts;
  const atUs = clock.nowUs();
  void progress.onState('removing');
  // Writes out the log, without which the file would look smaller than it is.
  await workspace.rebuildGain();
  const fileBytesBefore = await fileBytes(workspace.folder);
  const bySource = new Map<string, number>();
  const applied = await applyRules({
    ...parts,
    readers: workspace.readers,
    writer: workspace.writer,
    nowUs,
    removedAtUs: atUs,
    signal,
    onPiece: (sourceId, removed) => bySource.set(sourceId, (bySource.get(sourceId) ?? 0) + removed),
  });
  const removed = [...bySource.values()].reduce((sum, count) => sum + count, 0);
  const noted = await noteRemoved(parts, removed, bySource);
  if (!applied.ok) return applied;
  if (!noted.ok) return noted;
  return shrinkFile(
    parts,
    { atUs, removed, fileBytesBefore, fileBytesAfter: fileBytesBefore },
    signal,
    progress,
  );
}

/** The second half of a run, also by itself where no moment came for it at the end of the first. */
export async function shrinkFile(
  { workspace, patienceMs }: RetentionParts,
  run: LastRun,
  signal: AbortSignal,
  progress: RunProgress,
): Promise<Result<RunEnd, AppError>> {
  const gain = await workspace.rebuildGain();
  let end = gain.ok ? ok({ shrinksLater: false, obstacle: null }) : laterOrFailed(gain.error);
  if (gain.ok && isWorthIt(gain.value)) {
    await progress.onState('shrinking');
    const rebuilt = await workspace.rebuild({
      signal,
      onWaiting: () => progress.onWaiting(),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    if (!rebuilt.ok) end = laterOrFailed(rebuilt.error);
  }
  const lastRun = { ...run, fileBytesAfter: await fileBytes(workspace.folder) };
  progress.onLastRun(lastRun);
  const saved = await saveLastRun(workspace.writer, lastRun);
  return end.ok && !saved.ok ? saved : end;
}

function laterOrFailed(error: AppError): Result<RunEnd, AppError> {
  if (error === rebuildPostponed) return ok({ shrinksLater: true, obstacle: null });
  return error.kind === 'disk-full' ? ok({ shrinksLater: true, obstacle: error }) : failed(error);
}

/** Bytes of `events.duckdb`. */
export async function fileBytes(folder: string): Promise<number> {
  return stat(workspacePaths(folder).file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function noteRemoved(
  { workspace, clock }: RetentionParts,
  removed: number,
  bySource: ReadonlyMap<string, number>,
): Promise<Result<null, AppError>> {
  if (removed === 0) return ok(null);
  return workspace.writer.recordAudit({
    atUs: clock.nowUs(),
    action: 'retention.applied',
    detail: { removed, bySource: Object.fromEntries(bySource) },
  });
}
