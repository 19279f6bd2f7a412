import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';

/**
 * A timer stands still while a laptop sleeps, and does not notice that the clock was set. Looking at the clock this
 * often, a wait ends soon after both.
 */
const longestSleepMs = 30_000;

/**
 * Waits until the clock says so, or the signal is aborted. A clock that is set back ends the wait: how much of it is
 * left is not known then, and a wait of minutes must not become one of years.
 */
export async function sleepUntil(clock: Clock, atUs: number, signal?: AbortSignal): Promise<void> {
  let beforeUs = clock.nowUs();
  for (let nowUs = beforeUs; nowUs < atUs && nowUs >= beforeUs && !signal?.aborted; nowUs = clock.nowUs()) {
    beforeUs = nowUs;
    await clock.sleep(Math.min((atUs - nowUs) / US_PER_MS, longestSleepMs), signal);
  }
}
