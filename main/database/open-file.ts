import { stat } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { noteShortMemory } from './file-notes.ts';
import { type FileContent, newestSchemaVersion, readFileContent } from './migrate.ts';
import { type InstanceLimits, openInstance, ROOMY_MEMORY_LIMIT_MB } from './open-instance.ts';
import { newerSchema, notAWorkspace, openingProblem, saysNothingOfTheFile } from './opening-problem.ts';
import { readEveryKey } from './read-every-key.ts';
import { askOn, readEverything, type Unread } from './read-everything.ts';
import { interruptible } from './reader-pool.ts';
import { readPlainRows } from './row-values.ts';
import { isOutOfMemory } from './storage-error.ts';
import { makeFolder, type WorkspacePaths } from './workspace-folder.ts';

/** They grow with what is collected, so that reading them would hold up the window. */
const BIG_TABLES =
  "'events', 'secrets', 'secret_mentions', 'secret_places', 'rejected_records', 'object_latest', 'superseded_events', 'runs', 'audit_log'";

export interface OpenedFile {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly content: FileContent;
}

export type FileOpening =
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'damaged'; readonly detail: string };

/** How much is read at once: damage in what is not read shows only when it is asked for. */
export type Depth = 'small-tables' | 'everything';

/**
 * Opens the file and looks whether it is a workspace that this version reads. Whatever it finds, it writes nothing into it. The
 * signal ends reading everything, which takes seconds for a large file; it is then refused as cancelled.
 */
export async function openFile(
  paths: WorkspacePaths,
  limits: InstanceLimits,
  depth: Depth = 'small-tables',
  signal: AbortSignal = new AbortController().signal,
): Promise<FileOpening> {
  let opened: Awaited<ReturnType<typeof openInstance>> | null = null;
  try {
    opened = await openInstance(paths, limits);
    await checkLength(opened.connection, paths);
    const content = await readFileContent(opened.connection);
    const error = refusal(content, paths.folder);
    if (error) {
      letGo(opened);
      return { kind: 'refused', error };
    }
    if (content.kind === 'workspace') {
      if (depth === 'everything') await readAll(opened.connection, paths, signal);
      else await readSmallTables(opened.connection);
    }
    return { kind: 'opened', file: { ...opened, content } };
  } catch (problem) {
    if (opened) letGo(opened);
    const isFirstTry = limits.memoryLimitMb !== ROOMY_MEMORY_LIMIT_MB;
    if (isFirstTry && isOutOfMemory(problem instanceof Error ? problem.message : '')) {
      await noteShortMemory(paths);
      return openFile(paths, { ...limits, memoryLimitMb: ROOMY_MEMORY_LIMIT_MB }, depth, signal);
    }
    return openingProblem(problem, paths.folder);
  }
}

export function letGo(file: Pick<OpenedFile, 'instance' | 'connection'>): void {
  file.connection.disconnectSync();
  file.instance.closeSync();
}

function refusal(content: FileContent, folder: string): AppError | null {
  if (content.kind === 'foreign') return notAWorkspace(folder);
  if (content.kind === 'workspace' && content.schemaVersion > newestSchemaVersion) {
    return newerSchema(folder, content.schemaVersion, newestSchemaVersion);
  }
  return null;
}

/**
 * DuckDB opens a file whose end is missing and fails at the first question that needs it; better to know now. Counted
 * are the used blocks: free ones at the end are cut off when the file is closed, though the file goes on counting them.
 */
async function checkLength(connection: DuckDBConnection, paths: WorkspacePaths): Promise<void> {
  const [size] = await readPlainRows(
    connection,
    'SELECT used_blocks, block_size FROM pragma_database_size() WHERE database_name = current_database()',
  );
  const { size: bytes } = await stat(paths.file);
  if (bytes < Number(size?.used_blocks) * Number(size?.block_size)) {
    throw new Error('IO Error: the file is shorter than its own table of blocks says');
  }
}

async function readAll(
  connection: DuckDBConnection,
  { staging }: WorkspacePaths,
  signal: AbortSignal,
): Promise<void> {
  // Large tables spill; DuckDB makes the folder for that itself, but none above it.
  await makeFolder(staging);
  const [first] = await interruptible(connection, signal, async () => {
    const { unread } = await readEverything(askOn(connection, signal), { stopsAtFirst: true });
    return unread.length > 0 ? unread : readEveryKey(connection);
  });
  if (signal.aborted) throw new Error('INTERRUPT Error: reading the file was stopped');
  if (first) throw new Error(whyUnread(first));
}

/** A disk without room, or too little memory, says nothing about the file: it must not be taken for damaged. */
function whyUnread({ what, error }: Unread): string {
  const detail = error.detail ?? error.message;
  return saysNothingOfTheFile(detail) ? detail : `IO Error: Corrupt database file: ${what}: ${detail}`;
}

/**
 * Nothing works without these, so damage in them is found while a backup can still take their place. Damage among the
 * events shows where they are asked for, and in `check-workspace.ts`.
 */
async function readSmallTables(connection: DuckDBConnection): Promise<void> {
  const tables = await readPlainRows(
    connection,
    `SELECT table_name FROM duckdb_tables()
     WHERE database_name = current_database() AND table_name NOT IN (${BIG_TABLES})`,
  );
  for (const { table_name: table } of tables) {
    await connection.run(`SELECT bit_xor(hash(COLUMNS(*))) FROM "${table}"`);
  }
}
