import { describe, expect, it } from 'vitest';
import { createRequestBudget } from '../../../main/collector/request-budget.ts';
import { sleepUntil } from '../../../main/collector/sleep-until.ts';
import { vendorClockAheadUs } from '../../../main/collector/vendor-clock.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const tenMinutesMs = 600_000;

function begin() {
  const clock = createFakeClock('2026-11-20T12:00:00Z');
  let isOver = false;
  const waiting = sleepUntil(clock, clock.nowUs() + tenMinutesMs * 1_000).then(() => {
    isOver = true;
  });
  return { clock, waiting, isOver: () => isOver };
}

describe('a wait of ten minutes', () => {
  it('takes ten minutes', async () => {
    const { clock, waiting, isOver } = begin();
    await clock.advance(tenMinutesMs - 1_000);
    expect(isOver()).toBe(false);
    await clock.advance(2_000);
    await waiting;
  });

  it('is over soon after a laptop wakes that slept for a night, though its timers stood still', async () => {
    const { clock, waiting } = begin();
    clock.set(Date.parse('2026-11-21T08:00:00Z'));
    await clock.advance(30_000);
    await waiting;
  });

  it.each(['2026-11-20T11:00:00Z', '2025-11-20T12:00:00Z', '1996-01-01T00:00:00Z'])(
    'is over soon after the clock was set back to %s',
    async (time) => {
      const { clock, waiting } = begin();
      clock.set(Date.parse(time));
      await clock.advance(30_000);
      await waiting;
    },
  );

  it('ends with its signal', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const stop = new AbortController();
    const waiting = sleepUntil(clock, clock.nowUs() + 1e12, stop.signal);
    await clock.nextSleep();
    stop.abort();
    await waiting;
  });

  it('that a vendor asked for is no longer after a sleep', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const budget = createRequestBudget(clock, { maxConcurrent: 1, minSpacingMs: 0 });
    budget.holdUntil(clock.nowUs() + tenMinutesMs * 1_000);
    const turn = budget.take(new AbortController().signal);
    await clock.nextSleep();
    clock.set(Date.parse('2026-11-20T18:00:00Z'));
    await clock.advance(30_000);
    expect(await turn).not.toBeNull();
  });
});

describe('what a vendor says the time is', () => {
  const nowUs = Date.parse('2026-11-20T12:00:00Z') * 1_000;
  it.each(['Fri, 31 Dec 9999 23:59:59 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', '-5', '1e99', 'soon', ''])(
    'is not believed where it is %j',
    (date) => expect(vendorClockAheadUs({ date }, nowUs)).toBe(0),
  );

  it('is believed where this computer’s clock stands in another year', () => {
    const date = 'Fri, 20 Nov 2026 12:00:00 GMT';
    expect(vendorClockAheadUs({ date }, Date.parse('1996-01-01T00:00:00Z') * 1_000)).toBeGreaterThan(0);
    expect(vendorClockAheadUs({ date }, Date.parse('2036-01-01T00:00:00Z') * 1_000)).toBeLessThan(0);
  });
});
