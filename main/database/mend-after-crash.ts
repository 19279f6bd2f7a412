import type { DuckDBConnection } from '@duckdb/node-api';
import { type AppError, appError } from '../../shared/app-error.ts';
import { runBound } from './bind-values.ts';

const exportCutOff: AppError = appError(
  'storage',
  'Keyglass ended before the export was finished; the file holds a part of the events.',
  'Start the export again.',
);

/** Work that a crash cut off gets the end it never wrote itself. */
export async function mendAfterCrash(connection: DuckDBConnection, nowUs: number): Promise<AppError[]> {
  const { rowsChanged: runs } = await runBound(
    connection,
    "UPDATE runs SET outcome = 'interrupted', finished_at = make_timestamp($1) WHERE outcome = 'running'",
    [nowUs],
  );
  await runBound(
    connection,
    "UPDATE export_jobs SET state = 'failed', finished_at = make_timestamp($1), error = $2 WHERE state = 'running'",
    [nowUs, JSON.stringify(exportCutOff)],
  );
  return runs === 0 ? [] : [runsInterrupted(runs)];
}

function runsInterrupted(runs: number): AppError {
  return appError(
    'storage',
    `Keyglass ended while it was collecting (${runs === 1 ? 'one run' : `${runs} runs`} cut off). What was stored is complete.`,
    'Nothing to do: collecting goes on where it was.',
  );
}
