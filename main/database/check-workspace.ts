import { stat } from 'node:fs/promises';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { agreements } from './agreements.ts';
import { newestSchemaVersion } from './migrate.ts';
import { openWorkspace } from './open-workspace.ts';
import { type Ask, readEverything } from './read-everything.ts';
import { type BackupState, tryBackups } from './try-backup.ts';
import type { Workspace } from './workspace.ts';
import { workspacePaths } from './workspace-folder.ts';

export interface WorkspaceReport {
  readonly folder: string;
  readonly workspaceId: string;
  readonly schemaVersion: number;
  /** Bytes of `events.duckdb`. */
  readonly sizeBytes: number;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly oldestEventUs: number | null;
  readonly newestEventUs: number | null;
  /** Newest first, each read wholly. */
  readonly backups: readonly BackupState[];
  /** What opening had to mend. */
  readonly notices: readonly AppError[];
  /** What is wrong, each a sentence; empty means that everything was read and agrees. */
  readonly findings: readonly string[];
}

/**
 * Opens the workspace, which mends what a crash left, reads every column and every key of every table, and every
 * backup. Fails only where the workspace can't be opened at all. Damage that is found is mended by the next opening.
 */
export async function checkWorkspace(
  folder: string,
  clock: { nowUs(): number },
  signal?: AbortSignal,
): Promise<Result<WorkspaceReport, AppError>> {
  const opened = await openWorkspace({ folder, clock, createIfMissing: false });
  if (!opened.ok) return opened;
  const workspace = opened.value;
  try {
    return ok(await report(workspace, signal));
  } finally {
    await workspace.close();
  }
}

async function report(workspace: Workspace, signal: AbortSignal | undefined): Promise<WorkspaceReport> {
  const ask: Ask = (text) => workspace.readers.all({ text, values: [] }, signal);
  const { counts, unread } = await readEverything(ask);
  const findings = unread.map(({ what, error }) => couldNotRead(what, error));
  const keys = await workspace.readKeys();
  if (!keys.ok) findings.push(couldNotRead('the keys of all tables', keys.error));
  findings.push(...(await disagreements(ask)));
  const times = await ask('SELECT min(time) AS oldest, max(time) AS newest FROM events');
  const paths = workspacePaths(workspace.folder);
  const backups = await tryBackups(paths, signal);
  for (const { name, problem } of backups) {
    if (problem !== null) findings.push(`The backup ${name} can’t be restored: ${problem}`);
  }
  return {
    folder: workspace.folder,
    workspaceId: workspace.workspaceId,
    schemaVersion: newestSchemaVersion,
    sizeBytes: (await stat(paths.file)).size,
    counts,
    oldestEventUs: times.ok ? numberOrNull(times.value[0]?.oldest) : null,
    newestEventUs: times.ok ? numberOrNull(times.value[0]?.newest) : null,
    backups,
    notices: workspace.notices,
    findings,
  };
}

async function disagreements(ask: Ask): Promise<string[]> {
  const findings: string[] = [];
  for (const { what, text } of agreements) {
    const rows = await ask(text);
    const found = rows.ok ? Number(rows.value[0]?.n ?? 0) : 0;
    if (!rows.ok) findings.push(couldNotRead(`whether there are ${what}`, rows.error));
    if (found > 0) findings.push(`There are ${what}: ${found.toLocaleString('en')}.`);
  }
  return findings;
}

function couldNotRead(what: string, error: AppError): string {
  return `Could not read ${what}: ${error.detail ?? error.message}`;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
