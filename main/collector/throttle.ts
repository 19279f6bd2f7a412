import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';

export interface Throttle {
  /** Calls `act` soon, at most once in the spacing however often this is called. */
  touch(): void;
  close(): void;
}

/** The last touch is never lost: `act` comes after it. */
export function createThrottle(clock: Clock, spacingMs: number, act: () => void): Throttle {
  const closing = new AbortController();
  let isWaiting = false;
  let lastUs = Number.NEGATIVE_INFINITY;

  async function actInTime(): Promise<void> {
    const sinceMs = (clock.nowUs() - lastUs) / US_PER_MS;
    // A negative time is a clock that was set back.
    const waitMs = sinceMs < 0 ? 0 : spacingMs - sinceMs;
    if (waitMs > 0) await clock.sleep(waitMs, closing.signal);
    isWaiting = false;
    lastUs = clock.nowUs();
    if (!closing.signal.aborted) act();
  }

  return {
    touch() {
      if (isWaiting || closing.signal.aborted) return;
      isWaiting = true;
      // Later in this turn at the soonest, so that changes that belong together are told together.
      queueMicrotask(() => void actInTime());
    },
    close: () => closing.abort(),
  };
}
