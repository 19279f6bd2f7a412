import { US_PER_MS } from '../../../shared/time-range.ts';

/** The two clocks of a page and its timer; passed in, so that a test need not wait. */
export interface PageClock {
  /** Wall clock, milliseconds. */
  nowMs(): number;
  /** Runs on evenly when the wall clock is set. */
  monotonicMs(): number;
  every(ms: number, run: () => void): () => void;
}

export const pageClock: PageClock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  every(ms, run) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

/** No answer keeps a value on the screen for longer, whatever time it names. */
const LONGEST_MS = 30_000;
const STEP_MS = 200;

export interface Countdown {
  readonly hideAtUs: number;
  readonly clock: PageClock;
  /** Whole seconds that are left, rounded up. */
  onTick(secondsLeft: number): void;
  /** Once, when the time is over. */
  onEnd(): void;
}

/**
 * Counts down to `hideAtUs`, or for half a minute, whichever is over first: a wall clock that is set back does not make
 * it longer, and a computer that slept meanwhile does not either. The returned function stops it.
 */
export function startCountdown({ hideAtUs, clock, onTick, onEnd }: Countdown): () => void {
  const startedMs = clock.monotonicMs();
  let shown = -1;
  const leftMs = () =>
    Math.min(hideAtUs / US_PER_MS - clock.nowMs(), startedMs + LONGEST_MS - clock.monotonicMs());
  const step = () => {
    const left = leftMs();
    if (left <= 0) {
      stop();
      onEnd();
      return;
    }
    const seconds = Math.ceil(left / 1_000);
    if (seconds !== shown) onTick(seconds);
    shown = seconds;
  };
  const stop = clock.every(STEP_MS, step);
  step();
  return stop;
}
