import { describe, expect, it } from 'vitest';
import { type PageClock, startCountdown } from '../../../../renderer/secrets/reveal/countdown.ts';

/** Wall clock and monotonic clock move apart as the test says; the timer runs when it is told to. */
function fakePage() {
  let wallMs = 1_000_000;
  let evenMs = 0;
  let run: (() => void) | null = null;
  const clock: PageClock = {
    nowMs: () => wallMs,
    monotonicMs: () => evenMs,
    every: (_, each) => {
      run = each;
      return () => {
        run = null;
      };
    },
  };
  return {
    clock,
    pass(ms: { wall: number; even: number }) {
      wallMs += ms.wall;
      evenMs += ms.even;
      run?.();
    },
    isRunning: () => run !== null,
  };
}

function counted(hideInMs: number) {
  const page = fakePage();
  const ticks: number[] = [];
  let ends = 0;
  const stop = startCountdown({
    hideAtUs: (page.clock.nowMs() + hideInMs) * 1_000,
    clock: page.clock,
    onTick: (seconds) => ticks.push(seconds),
    onEnd: () => {
      ends += 1;
    },
  });
  return { page, ticks, stop, ends: () => ends };
}

describe('the time that a value is shown for', () => {
  it('counts whole seconds down and ends once', () => {
    const { page, ticks, ends } = counted(30_000);
    expect(ticks).toEqual([30]);
    for (let step = 0; step < 149; step += 1) page.pass({ wall: 200, even: 200 });
    expect(ticks).toEqual(Array.from({ length: 30 }, (_, second) => 30 - second));
    expect(ends()).toBe(0);
    page.pass({ wall: 200, even: 200 });
    page.pass({ wall: 200, even: 200 });
    expect(ends()).toBe(1);
    expect(page.isRunning()).toBe(false);
  });

  it('is not made longer by a clock that is set back', () => {
    const { page, ends } = counted(30_000);
    page.pass({ wall: -3_600_000, even: 29_900 });
    expect(ends()).toBe(0);
    page.pass({ wall: 0, even: 100 });
    expect(ends()).toBe(1);
  });

  it('is over after a sleep in which the even clock stood still', () => {
    const { page, ends } = counted(30_000);
    page.pass({ wall: 600_000, even: 10 });
    expect(ends()).toBe(1);
  });

  it('is never longer than half a minute, and over at once where it has passed', () => {
    const { ticks, page, ends } = counted(3_600_000);
    expect(ticks).toEqual([30]);
    page.pass({ wall: 30_000, even: 30_000 });
    expect(ends()).toBe(1);
    expect(counted(-1).ends()).toBe(1);
  });

  it('says nothing more once it is stopped', () => {
    const { page, stop, ticks, ends } = counted(30_000);
    stop();
    page.pass({ wall: 40_000, even: 40_000 });
    expect([ticks.length, ends()]).toEqual([1, 0]);
  });
});
