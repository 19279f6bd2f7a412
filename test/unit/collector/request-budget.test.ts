import { describe, expect, it } from 'vitest';
import { createRequestBudget } from '../../../main/collector/request-budget.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const never = new AbortController().signal;

describe('the budget that the requests of a source share', () => {
  it('keeps the starts of requests apart', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    const budget = createRequestBudget(clock, { maxConcurrent: 2, minSpacingMs: 200 });
    (await budget.take(never))?.();
    (await budget.take(never))?.();
    expect(clock.sleeps).toEqual([200]);
  });

  it('lets only so many run at once', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const budget = createRequestBudget(clock, { maxConcurrent: 1, minSpacingMs: 0 });
    const giveBack = await budget.take(never);
    let isSecondRunning = false;
    const second = budget.take(never).then((done) => {
      isSecondRunning = true;
      return done;
    });
    await clock.advance(60_000);
    expect(isSecondRunning).toBe(false);
    giveBack?.();
    expect(await second).not.toBeNull();
  });

  it('holds every request back until the time that the vendor named', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    const budget = createRequestBudget(clock, { maxConcurrent: 2, minSpacingMs: 0 });
    budget.holdUntil(clock.nowUs() + 30_000_000);
    budget.holdUntil(clock.nowUs() + 10_000_000);
    await budget.take(never);
    expect(clock.sleeps).toEqual([30_000]);
  });

  it('gives the turn back when the wait is cut short', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const budget = createRequestBudget(clock, { maxConcurrent: 1, minSpacingMs: 500 });
    (await budget.take(never))?.();
    const stop = new AbortController();
    const taking = budget.take(stop.signal);
    await clock.nextSleep();
    stop.abort();
    expect(await taking).toBeNull();
    const next = budget.take(never);
    await clock.advance(500);
    expect(await next).not.toBeNull();
  });

  it('does not wait for a day because the clock was set back by one', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    const budget = createRequestBudget(clock, { maxConcurrent: 1, minSpacingMs: 500 });
    (await budget.take(never))?.();
    clock.set(new Date('2026-11-19T12:00:00Z'));
    await budget.take(never);
    expect(clock.sleeps).toEqual([]);
  });
});
