import type { Clock } from '../../main/collector/clock.ts';

export interface FakeClock extends Clock {
  /** Moves the time forward and wakes, in order, every sleeper whose time has come. */
  advance(ms: number): Promise<void>;
  /** Sets the clock as a person or a time server does: sleepers do not notice. */
  set(time: Date | number): void;
  /** Resolves as soon as something sleeps that was not asleep at the last call; answers with how long it means to. */
  nextSleep(): Promise<number>;
  /** How long each sleep so far was meant to be, in milliseconds. */
  readonly sleeps: readonly number[];
}

interface Sleeper {
  readonly wakesAtMs: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still until it is moved. With `skipSleeps` every sleep is over at once and moves the time by
 * its length: for tests in which waiting itself is not the point.
 */
export function createFakeClock(start: string | Date, options: { skipSleeps?: boolean } = {}): FakeClock {
  let wallMs = new Date(start).getTime();
  /** Runs on as the real one does when the wall clock is set. */
  let monotonicMs = 0;
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  const unseen: number[] = [];
  const watchers: ((ms: number) => void)[] = [];

  function announce(ms: number): void {
    sleeps.push(ms);
    const watcher = watchers.shift();
    if (watcher === undefined) unseen.push(ms);
    else watcher(ms);
  }

  return {
    nowUs: () => wallMs * 1_000,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      announce(ms);
      if (options.skipSleeps) {
        wallMs += ms;
        monotonicMs += ms;
        return new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakesAtMs: monotonicMs + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      });
    },
    async advance(ms) {
      const endMs = monotonicMs + ms;
      for (;;) {
        const next = [...sleepers]
          .filter((sleeper) => sleeper.wakesAtMs <= endMs)
          .sort((a, b) => a.wakesAtMs - b.wakesAtMs)[0];
        const toMs = Math.max(next?.wakesAtMs ?? endMs, monotonicMs);
        wallMs += toMs - monotonicMs;
        monotonicMs = toMs;
        if (next === undefined) return;
        next.wake();
        // What was woken may go back to sleep within the time that is being skipped.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    set(time) {
      wallMs = new Date(time).getTime();
    },
    nextSleep() {
      const ms = unseen.shift();
      if (ms !== undefined) return Promise.resolve(ms);
      return new Promise((resolve) => watchers.push(resolve));
    },
    sleeps,
  };
}
