import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';
import type { Clock } from '../collector/clock.ts';
import type { Workspace } from '../database/workspace.ts';
import { backupTimeUs, listBackups, workspacePaths } from '../database/workspace-folder.ts';

/** Soon after the start, when the first catch-up has something to lose, and often enough for a laptop that sleeps. */
const CHECK_EVERY_MS = 10 * 60_000;

export interface DailyBackup {
  stop(): Promise<void>;
}

/**
 * Writes a backup whenever the newest is more than a day old. A backup that fails is tried again at the next check
 * and reported each time: the workspace itself goes on.
 */
export function startDailyBackup(options: {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly reportProblem: (where: string, problem: unknown) => void;
}): DailyBackup {
  const { workspace, clock, reportProblem } = options;
  const stop = new AbortController();

  async function run(): Promise<void> {
    for (;;) {
      await clock.sleep(CHECK_EVERY_MS, stop.signal);
      if (stop.signal.aborted) return;
      const written = await backUpIfDue(workspace, clock);
      if (!written.ok && !stop.signal.aborted) reportProblem('backup', written.error);
    }
  }

  const ended = run().catch((problem: unknown) => reportProblem('backup', problem));
  return {
    async stop() {
      stop.abort();
      await ended;
    },
  };
}

/** Writes a backup if the newest is more than a day old; a process that ends soon asks for it before it does. */
export async function backUpIfDue(
  workspace: Workspace,
  clock: { nowUs(): number },
): Promise<Result<null, AppError>> {
  const newestUs = await newestBackupUs(workspace.folder);
  if (newestUs !== null && clock.nowUs() - newestUs < US_PER_DAY) return ok(null);
  const written = await workspace.backUp();
  return written.ok ? ok(null) : written;
}

async function newestBackupUs(folder: string): Promise<number | null> {
  const [newest] = await listBackups(workspacePaths(folder));
  return newest === undefined ? null : backupTimeUs(newest);
}
