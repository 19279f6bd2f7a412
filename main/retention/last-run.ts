import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type RetentionStatus, retentionStatusSchema } from '../../shared/retention.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';
import { readPreferences } from '../database/preference-reader.ts';
import type { Readers } from '../database/readers.ts';
import type { Writer } from '../database/writer.ts';

export type LastRun = NonNullable<RetentionStatus['lastRun']>;

const KEY = 'retention.lastRun';

/** Null before the first; what can't be read counts as none. */
export async function readLastRun(readers: Readers): Promise<Result<LastRun | null, AppError>> {
  const preferences = await readPreferences(readers);
  if (!preferences.ok) return preferences;
  const read = retentionStatusSchema.shape.lastRun.safeParse(preferences.value[KEY] ?? null);
  return ok(read.success ? read.data : null);
}

export function saveLastRun(
  writer: Pick<Writer, 'writePreference'>,
  lastRun: LastRun,
): Promise<Result<null, AppError>> {
  return writer.writePreference(KEY, lastRun);
}

/** Once a day. A time in the future is one of a clock that was wrong. */
export function isDue(lastUs: number | null, nowUs: number): boolean {
  return lastUs === null || nowUs < lastUs || nowUs - lastUs >= US_PER_DAY;
}
