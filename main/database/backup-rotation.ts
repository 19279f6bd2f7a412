import { US_PER_DAY } from '../../shared/time-range.ts';
import { backupTimeUs } from './workspace-folder.ts';

/** How long the one older backup is kept before a younger one takes its place. */
const OLDER_FOR_US = 14 * US_PER_DAY;

/**
 * Which backups are to go. The newest few stay, and one that is older: damage or a mistake that is noticed late is in
 * all that were written since. `backups` are newest first.
 */
export function backupsToRemove(
  backups: readonly string[],
  { newest, nowUs }: { readonly newest: number; readonly nowUs: number },
): readonly string[] {
  const rest = backups.slice(newest);
  const older = rest.findLast((path) => nowUs - backupTimeUs(path) < OLDER_FOR_US) ?? rest[0];
  return rest.filter((path) => path !== older);
}
