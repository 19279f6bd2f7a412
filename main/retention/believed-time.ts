import { type AppError, appError } from '../../shared/app-error.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../shared/time-range.ts';

/** A time that is known to be right, and what this computer's clock said at that moment. */
export interface KnownTime {
  readonly timeUs: number;
  readonly clockUs: number;
}

/** The time that ages are counted from; never later than the clock. */
export interface BelievedTime {
  readonly timeUs: number;
  /** `jumped`: the clock went on further than can be told apart from a wrong one. `ahead`: a vendor says it is earlier. */
  readonly clock: 'believed' | 'jumped' | 'ahead';
}

/**
 * So far the clock may go on at once and be believed by itself: a long weekend, a short journey. After more, a
 * computer that was off can't be told from one whose clock is wrong before a vendor has answered.
 */
const MOST_AT_ONCE_US = 7 * US_PER_DAY;

/** Below, the vendor's clock is followed without a word: no rule is so exact. */
const WORTH_TELLING_US = US_PER_DAY;

/**
 * An old event leaves for good, so a clock that is ahead must not make events old. Without any time that is known, the
 * clock is all there is; an earlier time than a known one makes no event older.
 */
export function believe(known: KnownTime | null, clockUs: number): BelievedTime {
  if (known === null || clockUs <= known.timeUs) return { timeUs: clockUs, clock: 'believed' };
  const passedUs = clockUs - known.clockUs;
  const wasSetBack = passedUs < 0;
  const stepUs = wasSetBack ? clockUs - known.timeUs : passedUs;
  if (stepUs > MOST_AT_ONCE_US) return { timeUs: known.timeUs, clock: 'jumped' };
  const timeUs = wasSetBack ? clockUs : Math.min(clockUs, known.timeUs + passedUs);
  return { timeUs, clock: clockUs - timeUs >= WORTH_TELLING_US ? 'ahead' : 'believed' };
}

/** What the analyst is told; null where the clock is believed. */
export function clockDoubt({ timeUs, clock }: BelievedTime, clockUs: number): AppError | null {
  if (clock === 'believed') return null;
  const ahead = spanText(clockUs - timeUs);
  if (clock === 'ahead') {
    return appError(
      'invalid-input',
      `The clock of this computer is ${ahead} ahead of the clock of the vendor that answered last. Ages are counted by the vendor’s, so that no event leaves too early.`,
      'Set the date and time of this computer, best automatically.',
    );
  }
  return appError(
    'invalid-input',
    `The clock of this computer says ${dayOf(clockUs)}, ${ahead} after the last time that is known to be right. Until the date is confirmed, ages are counted from that one, ${dayOf(timeUs)}, so that no event leaves too early.`,
    'If the date is wrong, set it. If it is right, collect from a source: its answer confirms the date. Or apply the rules once more and say that the date is right.',
  );
}

function dayOf(us: number): string {
  return new Date(us / 1_000).toISOString().slice(0, 10);
}

function spanText(us: number): string {
  const days = Math.round(us / US_PER_DAY);
  if (days >= 730) return `${Math.round(days / 365.25)} years`;
  return days >= 2 ? `${days} days` : `${Math.round(us / US_PER_HOUR)} hours`;
}
