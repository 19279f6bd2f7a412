import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';
import { sleepUntil } from './sleep-until.ts';

/** What all requests to one source share, whichever stream sends them. */
export interface RequestBudget {
  /** Waits for a turn. Answers with what gives the turn back, or with null when the signal was aborted meanwhile. */
  take(signal: AbortSignal): Promise<(() => void) | null>;
  /** The vendor asked to wait: nobody gets a turn before that time. */
  holdUntil(timeUs: number): void;
}

export interface BudgetLimits {
  readonly maxConcurrent: number;
  /** From the start of one request to the start of the next. */
  readonly minSpacingMs: number;
}

export function createRequestBudget(clock: Clock, limits: BudgetLimits): RequestBudget {
  const spacingUs = limits.minSpacingMs * US_PER_MS;
  const waiting = new Set<() => void>();
  let running = 0;
  let lastStartUs = Number.NEGATIVE_INFINITY;
  let hold: { readonly setAtUs: number; readonly untilUs: number } | null = null;

  function giveBack(): void {
    running--;
    const [first] = waiting;
    first?.();
  }

  function slotIsFree(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** A clock that was set back must not turn a short wait into a long one: before a wait began, it is over. */
  function remainingUs(): number {
    const nowUs = clock.nowUs();
    const spacing = nowUs < lastStartUs ? 0 : lastStartUs + spacingUs - nowUs;
    const held = hold === null || nowUs < hold.setAtUs ? 0 : hold.untilUs - nowUs;
    return Math.max(spacing, held, 0);
  }

  return {
    async take(signal) {
      while (running >= limits.maxConcurrent && !signal.aborted) await slotIsFree(signal);
      if (signal.aborted) return null;
      running++;
      for (let waitUs = remainingUs(); waitUs > 0; waitUs = remainingUs()) {
        await sleepUntil(clock, clock.nowUs() + waitUs, signal);
        if (signal.aborted) {
          giveBack();
          return null;
        }
      }
      lastStartUs = clock.nowUs();
      let isGivenBack = false;
      return () => {
        if (!isGivenBack) giveBack();
        isGivenBack = true;
      };
    },
    holdUntil(timeUs) {
      if (hold === null || timeUs > hold.untilUs) hold = { setAtUs: clock.nowUs(), untilUs: timeUs };
    },
  };
}
