import { type AppError, appError } from '../../shared/app-error.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_MS } from '../../shared/time-range.ts';
import type { AnswerHeaders } from './answer.ts';

/** Below this, two clocks count as the same: answers take time, and caches repeat an old date. */
const toleratedUs = 5 * US_PER_MINUTE;

/** A clock outside of these years is not believed: walking to such a present would pass over events still to come. */
const earliestMs = Date.UTC(2020, 0);
const latestMs = Date.UTC(2100, 0);

/** What the vendor's clock says, by the `date` of an answer; null where it has none that can be right. */
export function vendorTimeUs(headers: AnswerHeaders): number | null {
  const ms = headers.date === undefined ? Number.NaN : Date.parse(headers.date);
  return ms >= earliestMs && ms < latestMs ? ms * US_PER_MS : null;
}

/**
 * How far the vendor's clock is ahead of this computer's, by an answer that has just come in; 0 where they agree well
 * enough or that can't be told.
 */
export function vendorClockAheadUs(headers: AnswerHeaders, nowUs: number): number {
  const timeUs = vendorTimeUs(headers);
  if (timeUs === null) return 0;
  const aheadUs = timeUs - nowUs;
  return Math.abs(aheadUs) <= toleratedUs ? 0 : aheadUs;
}

/** What the analyst is told where the clocks differ; null where they don't. Collecting goes on all the same. */
export function clockNotice(aheadUs: number, host: string): AppError | null {
  if (aheadUs === 0) return null;
  const side = aheadUs > 0 ? 'behind' : 'ahead of';
  return appError(
    'invalid-input',
    `The clock of this computer is ${spanText(Math.abs(aheadUs))} ${side} the clock of ${host}. Days are counted by the vendor's clock, so no event is missed.`,
    'Set the date and time of this computer, best automatically.',
  );
}

function spanText(us: number): string {
  if (us >= 2 * US_PER_DAY) return `${Math.round(us / US_PER_DAY)} days`;
  if (us >= 2 * US_PER_HOUR) return `${Math.round(us / US_PER_HOUR)} hours`;
  return `${Math.round(us / US_PER_MINUTE)} minutes`;
}
