import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RetentionRule } from '../../shared/retention.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';

/** Collecting reads the newest days again, so a limit of size never removes them: they would come back. */
const NEVER_BY_SIZE_US = 2 * US_PER_DAY;

/** From which time on the source's newest events are no more than so many bytes; null where all of them are. */
export type TimeOfNewestBytes = (keepBytes: number) => Promise<Result<number | null, AppError>>;

/** Events from before it leave: the later one where a rule has an age and a size. Null where none leave. */
export async function cutOff(
  { keepDays, keepBytes }: RetentionRule,
  nowUs: number,
  timeOfNewestBytes: TimeOfNewestBytes,
): Promise<Result<number | null, AppError>> {
  const byAge = keepDays === null ? null : nowUs - keepDays * US_PER_DAY;
  if (keepBytes === null) return ok(byAge);
  const found = await timeOfNewestBytes(keepBytes);
  if (!found.ok) return found;
  const bySize = found.value === null ? null : Math.min(found.value, nowUs - NEVER_BY_SIZE_US);
  return ok(byAge === null || bySize === null ? (byAge ?? bySize) : Math.max(byAge, bySize));
}
