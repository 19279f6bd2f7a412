import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../main/collector/next-run.ts';
import { createSchedule, type Schedule } from '../../../main/collector/schedule.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';

const minuteMs = 60_000;
let schedule: Schedule;

afterEach(() => schedule.close());

/** A schedule of one stream that runs every ten minutes, and the times it started at. */
function everyTenMinutes(clock: FakeClock): string[] {
  const started: string[] = [];
  let plan: Plan = { setAtUs: clock.nowUs(), atUs: clock.nowUs() };
  schedule = createSchedule(clock, () => [
    {
      plan,
      start() {
        started.push(new Date(clock.nowUs() / 1_000).toISOString().slice(8, 16));
        plan = { setAtUs: clock.nowUs(), atUs: clock.nowUs() + 10 * minuteMs * 1_000 };
      },
    },
  ]);
  schedule.start();
  return started;
}

describe('the schedule', () => {
  it('starts what is due at once and then on its interval', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const started = everyTenMinutes(clock);
    await clock.advance(25 * minuteMs);
    expect(started).toEqual(['20T12:00', '20T12:10', '20T12:20']);
  });

  it('catches up at once, and once, after the computer slept', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const started = everyTenMinutes(clock);
    await clock.advance(minuteMs);
    clock.set(Date.parse('2026-11-22T09:00:00Z'));
    await clock.advance(minuteMs);
    expect(started).toEqual(['20T12:00', '22T09:00']);
  });

  it('goes on when the clock is set back by a day', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const started = everyTenMinutes(clock);
    await clock.advance(minuteMs);
    clock.set(Date.parse('2026-11-19T12:00:00Z'));
    await clock.advance(15 * minuteMs);
    expect(started).toEqual(['20T12:00', '19T12:00', '19T12:10']);
  });

  it('looks at once when it is woken', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    let plans: Plan[] = [];
    let started = 0;
    schedule = createSchedule(clock, () =>
      plans.map((plan) => ({
        plan,
        start() {
          started++;
          plans = [];
        },
      })),
    );
    schedule.start();
    await clock.nextSleep();
    plans = [{ setAtUs: clock.nowUs(), atUs: clock.nowUs() }];
    schedule.wake();
    await clock.nextSleep();
    expect(started).toBe(1);
  });
});
