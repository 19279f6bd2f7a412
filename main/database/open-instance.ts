import { stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { isShortMemoryNoted } from './file-notes.ts';
import type { WorkspacePaths } from './workspace-folder.ts';

export interface InstanceLimits {
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

/**
 * Most of it is kept blocks of the file, so a small file needs little; sorts of more than that go through the staging
 * folder. Beside it come some 200 MB that Node and DuckDB's code take.
 */
const MEMORY_LIMIT_MB = 400;
const LARGE_FILE_BYTES = 2 * 1024 ** 3;
const MEMORY_LIMIT_OF_LARGE_FILE_MB = 700;
/**
 * For a file whose records proved too long for that: DuckDB holds 2,048 rows of a column at a time, which at a few
 * megabytes each is more than any limit that suits the others.
 */
export const ROOMY_MEMORY_LIMIT_MB = Math.round(totalmem() / 2 / 1024 ** 2);
const SPILL_LIMIT = '8GB';
/**
 * DuckDB writes files that its versions since 0.10 read unless told otherwise, and text columns with gaps are an order
 * of magnitude slower to scan in that form (1 M events, grouping by secret type: 44 ms against 3 ms of CPU).
 */
export const STORAGE_VERSION = 'v1.5.0';

/**
 * Opens the file without writing to it, so that a file which turns out not to be ours stays as it is: only
 * `allowCheckpoints` lets DuckDB fold the WAL in when it closes.
 */
export async function openInstance(
  paths: WorkspacePaths,
  limits: InstanceLimits,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(paths.file, {
    memory_limit: `${limits.memoryLimitMb ?? (await usualMemoryLimitMb(paths))}MB`,
    threads: String(limits.threads ?? availableParallelism()),
    temp_directory: join(paths.staging, 'spill'),
    max_temp_directory_size: SPILL_LIMIT,
    // Answers say their order themselves; without this a large one need not be held back to keep it.
    preserve_insertion_order: 'false',
    // Never by itself: the writer checkpoints between pages and where the disk has room (see checkpoint-pace.ts).
    // Within a commit it would hold up the page, and stop the database for good where there is none.
    checkpoint_threshold: '1TB',
    storage_compatibility_version: STORAGE_VERSION,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run('PRAGMA disable_checkpoint_on_shutdown');
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  return { instance, connection };
}

async function usualMemoryLimitMb(paths: WorkspacePaths): Promise<number> {
  if (await isShortMemoryNoted(paths)) return ROOMY_MEMORY_LIMIT_MB;
  const bytes = await stat(paths.file).then(
    ({ size }) => size,
    () => 0,
  );
  return bytes > LARGE_FILE_BYTES ? MEMORY_LIMIT_OF_LARGE_FILE_MB : MEMORY_LIMIT_MB;
}

export async function allowCheckpoints(connection: DuckDBConnection): Promise<void> {
  await connection.run('PRAGMA enable_checkpoint_on_shutdown');
}

/**
 * From here on no SQL of any connection reaches a file but the workspace's own, its backups and its staging folder,
 * loads an extension, or changes a setting, this fence included. The order matters: the lock comes last.
 */
export async function fence(connection: DuckDBConnection, paths: WorkspacePaths): Promise<void> {
  // SET takes no bound values.
  const folders = [paths.backups, paths.staging].map((path) => `'${path.replaceAll("'", "''")}'`);
  await connection.run(`SET GLOBAL allowed_directories = [${folders.join(', ')}]`);
  await connection.run('SET GLOBAL enable_external_access = false');
  await connection.run('SET GLOBAL lock_configuration = true');
}
