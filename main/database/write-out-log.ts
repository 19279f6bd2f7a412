import type { DuckDBConnection } from '@duckdb/node-api';
import { hasCheckpointRoom } from './checkpoint-room.ts';
import type { WorkspacePaths } from './workspace-folder.ts';

/**
 * `kept` where a question that is running still sees what was changed since it began: DuckDB then keeps the log until
 * it has ended. `no-room` where the disk could not take it; nothing was tried then.
 */
export type LogOutcome = 'written-out' | 'kept' | 'no-room';

export async function writeOutLog(
  connection: DuckDBConnection,
  paths: Pick<WorkspacePaths, 'folder' | 'file' | 'wal'>,
): Promise<LogOutcome> {
  if (!(await hasCheckpointRoom(paths))) return 'no-room';
  try {
    await connection.run('CHECKPOINT');
    return 'written-out';
  } catch (problem) {
    if (problem instanceof Error && /Cannot CHECKPOINT/.test(problem.message)) return 'kept';
    throw problem;
  }
}

/** At the end. Without room the log stays for the next opening, and closing the file doesn't touch it either. */
export async function writeOutLogAtEnd(
  connection: DuckDBConnection,
  paths: Pick<WorkspacePaths, 'folder' | 'file' | 'wal'>,
): Promise<void> {
  const log = await writeOutLog(connection, paths);
  if (log === 'no-room') await connection.run('PRAGMA disable_checkpoint_on_shutdown');
}
