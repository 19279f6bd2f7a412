import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRetentionService } from '../../../main/retention/create-retention-service.ts';
import type { RetentionService } from '../../../main/retention/retention-service.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { aKeptWorkspace, anEventOf, type KeptWorkspace, runToEnd } from './a-kept-workspace.ts';

const DAY_MS = 24 * 60 * 60_000;
const TEN_MINUTES_MS = 10 * 60_000;
const TEN_YEARS = 3_650;
const RULE = { keepDays: 30, keepBytes: null };

let kept: KeptWorkspace;

beforeEach(async () => {
  kept = await aKeptWorkspace();
  await commitEvents(
    kept.workspace,
    [60, 20, 5, 0].map((days) => anEventOf(days)),
  );
  await kept.retention.save('source-1', RULE);
});
afterEach(() => kept.remove());

const daysOn = (days: number) => testNowUs + days * US_PER_DAY;
const setClock = (days: number) => kept.clock.set(testNowUs / 1_000 + days * DAY_MS);

async function daysStored(): Promise<number[]> {
  const rows = await kept.ask('SELECT time FROM events ORDER BY time');
  return rows.map(({ time }) => (testNowUs - Number(time)) / US_PER_DAY);
}

/** The same workspace after a restart of the app. */
function restarted(): { retention: RetentionService; close(): Promise<void> } {
  const { workspace, clock } = kept;
  const reportProblem = (_: string, problem: unknown) => kept.problems.push(problem);
  const retention = createRetentionService({ workspace, clock, reportProblem });
  return { retention, close: () => retention.close() };
}

async function letTenMinutesPass(): Promise<void> {
  await kept.clock.nextSleep();
  await kept.clock.advance(TEN_MINUTES_MS);
  await kept.clock.nextSleep();
  await kept.retention.finished();
}

describe('a clock that is years ahead', () => {
  it('lets no event leave that is not old by the last time that is known, and says why', async () => {
    setClock(TEN_YEARS);
    const { state, error, clockDoubt, lastRun } = await runToEnd(kept);
    expect(await daysStored()).toEqual([20, 5, 0]);
    expect({ state, error, removed: lastRun?.removed }).toEqual({ state: 'idle', error: null, removed: 1 });
    expect(clockDoubt?.message).toMatch(
      /says 2036-11-17, 10 years after .* counted from that one, 2026-11-20/,
    );
    expect(clockDoubt?.remedy).toMatch(/If it is right, collect from a source/);
  });

  it('is written to the log once, and not every day that it goes on', async () => {
    setClock(TEN_YEARS);
    await runToEnd(kept);
    setClock(TEN_YEARS + 2);
    await runToEnd(kept);
    expect(kept.problems).toMatchObject([{ message: expect.stringMatching(/10 years after/) }]);
  });

  it('is not believed after a restart either, nor does time that passes make it right', async () => {
    setClock(TEN_YEARS);
    await runToEnd(kept);
    const again = restarted();
    for (let day = 1; day <= 40; day += 1) {
      setClock(TEN_YEARS + day);
      await runToEnd(again);
    }
    await again.close();
    expect(await daysStored()).toEqual([20, 5, 0]);
  });

  it('lets nothing leave by size that came within the last two days of the time that is known', async () => {
    const large = { text: 'x'.repeat(600_000) };
    await commitEvents(kept.workspace, [anEventOf(1, { raw: large }), anEventOf(0.5, { raw: large })]);
    await kept.retention.save('source-1', { keepDays: null, keepBytes: 1_000_000 });
    setClock(TEN_YEARS);
    await runToEnd(kept);
    expect(await daysStored()).toEqual([1, 0.5, 0]);
  });

  it('previews what it would do, which is nothing by the wrong date', async () => {
    setClock(TEN_YEARS);
    expect(await kept.retention.preview('source-1', RULE)).toMatchObject({ value: { events: 1 } });
  });

  it('is told by a vendor’s answer, by whose time ages are then counted', async () => {
    setClock(TEN_YEARS);
    kept.retention.vendorAnswered(daysOn(12));
    const { clockDoubt } = await runToEnd(kept);
    expect(await daysStored()).toEqual([5, 0]);
    expect(clockDoubt?.message).toMatch(/10 years ahead of the clock of the vendor that answered last/);
    setClock(12);
    expect(await runToEnd(kept)).toMatchObject({ clockDoubt: null });
    expect(await daysStored()).toEqual([5, 0]);
  });

  it('is not spoken of where no rule is set', async () => {
    await kept.retention.save('source-1', { keepDays: null, keepBytes: null });
    setClock(TEN_YEARS);
    expect(await kept.retention.status()).toMatchObject({ value: { clockDoubt: null } });
  });
});

describe('a computer that was off for three months', () => {
  it('applies its rules as soon as a vendor’s answer has confirmed the date, without being asked', async () => {
    setClock(90);
    await letTenMinutesPass();
    expect(await daysStored()).toEqual([20, 5, 0]);
    kept.retention.vendorAnswered(kept.clock.nowUs());
    await kept.clock.advance(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.finished();
    expect(await daysStored()).toEqual([]);
    expect(await kept.retention.status()).toMatchObject({ value: { clockDoubt: null } });
  });

  it('applies them when a person says that the date is right, and remembers that', async () => {
    setClock(90);
    await kept.retention.run({ trustsClock: true });
    await kept.retention.finished();
    expect(await daysStored()).toEqual([]);
    await kept.retention.close();
    const again = restarted();
    expect(await again.retention.status()).toMatchObject({ value: { clockDoubt: null } });
    await again.close();
  });

  it('keeps what a vendor said for the next start, though no rule was due', async () => {
    setClock(90);
    kept.retention.vendorAnswered(kept.clock.nowUs());
    await kept.retention.close();
    const again = restarted();
    await runToEnd(again);
    expect(await daysStored()).toEqual([]);
    await again.close();
  });
});

describe('a computer that is used every few days', () => {
  it('needs nobody to confirm its date', async () => {
    for (let day = 0; day <= 42; day += 6) {
      setClock(day);
      const again = restarted();
      await runToEnd(again);
      await again.close();
    }
    expect(await daysStored()).toEqual([]);
    expect(kept.problems).toEqual([]);
  });
});
