import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';
import { isDue, type Plan } from './next-run.ts';

export interface Schedule {
  start(): void;
  /** Something was planned or changed: look at once. */
  wake(): void;
  readonly isStarted: boolean;
  close(): Promise<void>;
}

export interface PlannedRun {
  readonly plan: Plan;
  /** Starts the run in the background, and plans the next one when it ends. */
  start(): void;
}

/**
 * The longest sleep. A timer stands still while a laptop sleeps and does not know of a clock that was set; looking at
 * the clock this often, the schedule notices both.
 */
const longestSleepMs = 30_000;
/** Whatever is planned, the loop never turns without a pause. */
const shortestSleepMs = 100;

/** Starts what is due. `planned` lists what waits for its time: neither what runs nor what is paused. */
export function createSchedule(clock: Clock, planned: () => readonly PlannedRun[]): Schedule {
  const closing = new AbortController();
  let waking = new AbortController();
  let loop: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const nowUs = clock.nowUs();
      for (const { plan, start } of planned()) if (isDue(plan, nowUs)) start();
      const nextAtUs = Math.min(...planned().map(({ plan }) => plan.atUs));
      const sleepMs = Math.min(Math.max((nextAtUs - nowUs) / US_PER_MS, shortestSleepMs), longestSleepMs);
      await clock.sleep(sleepMs, AbortSignal.any([closing.signal, waking.signal]));
      if (waking.signal.aborted) waking = new AbortController();
    }
  }

  return {
    start() {
      loop ??= run();
    },
    wake: () => waking.abort(),
    get isStarted() {
      return loop !== null;
    },
    async close() {
      closing.abort();
      await loop;
    },
  };
}
