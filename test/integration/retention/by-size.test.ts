import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTimeOfNewestBytes } from '../../../main/database/retention-reader.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { aKeptWorkspace, anEventOf, type KeptWorkspace, runToEnd } from './a-kept-workspace.ts';

let kept: KeptWorkspace;

beforeEach(async () => {
  kept = await aKeptWorkspace();
});
afterEach(() => kept.remove());

const HALF_DAYS = 40;

/** Two events a day, two of them at the same time every fifth day, of texts of different lengths in two bytes a letter. */
async function storeSome(): Promise<void> {
  const events = Array.from({ length: HALF_DAYS }, (_, index) =>
    Array.from({ length: index % 5 === 0 ? 2 : 1 }, () =>
      anEventOf(index / 2, { raw: { text: 'ä'.repeat(20_000 + 977 * index) } }),
    ),
  ).flat();
  await commitEvents(kept.workspace, events);
}

interface Sized {
  readonly timeUs: number;
  readonly bytes: number;
}

/** Newest first, measured here and not by the database. */
async function sizes(): Promise<Sized[]> {
  const rows = await kept.ask('SELECT time, raw, ocsf, ecs FROM events ORDER BY time DESC');
  return rows.map(({ time, raw, ocsf, ecs }) => ({
    timeUs: Number(time),
    bytes: [raw, ocsf, ecs ?? ''].reduce((sum: number, text) => sum + Buffer.byteLength(String(text)), 0),
  }));
}

/** The same by hand: the earliest time from which on everything fits. */
function expectedTime(all: readonly Sized[], keepBytes: number): number {
  const times = [...new Set(all.map(({ timeUs }) => timeUs))];
  const fitting = times.filter(
    (from) =>
      all.filter(({ timeUs }) => timeUs >= from).reduce((sum, { bytes }) => sum + bytes, 0) <= keepBytes,
  );
  return fitting.at(-1) ?? Number.MAX_SAFE_INTEGER;
}

describe('a rule by size', () => {
  it('finds the cut-off exactly, whatever the size, and parts no events of one time', async () => {
    await storeSome();
    const all = await sizes();
    const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
    const sums = all.map((_, index) => all.slice(0, index + 1).reduce((sum, { bytes }) => sum + bytes, 0));
    for (const keepBytes of [1, ...sums.slice(0, -1).flatMap((sum) => [sum - 1, sum, sum + 1])]) {
      const found = await readTimeOfNewestBytes(kept.workspace.readers, 'source-1', keepBytes);
      expect(found, String(keepBytes)).toEqual({ ok: true, value: expectedTime(all, keepBytes) });
    }
    const whole = await readTimeOfNewestBytes(kept.workspace.readers, 'source-1', total);
    expect(whole).toEqual({ ok: true, value: null });
  });

  it('shows beforehand what will leave, and then that leaves', async () => {
    await storeSome();
    const status = await kept.retention.status();
    if (!status.ok) throw new Error(status.error.message);
    const all = await sizes();
    expect(status.value.sources).toMatchObject([
      {
        sourceId: 'source-1',
        events: all.length,
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        oldestEventUs: testNowUs - ((HALF_DAYS - 1) / 2) * US_PER_DAY,
      },
    ]);
    const rule = { keepDays: null, keepBytes: 1_000_000 };
    const leaving = all.filter(({ timeUs }) => timeUs < expectedTime(all, rule.keepBytes)).length;
    expect(await kept.retention.preview('source-1', rule)).toEqual({
      ok: true,
      value: { events: leaving, beforeUs: expectedTime(all, rule.keepBytes), kept: 0 },
    });
    await kept.retention.save('source-1', rule);
    const after = await runToEnd(kept);
    expect(after.lastRun).toMatchObject({ removed: leaving });
    expect(after.sources[0]?.bytes).toBeLessThanOrEqual(rule.keepBytes);
  });

  it('never reaches into the last two days', async () => {
    await commitEvents(
      kept.workspace,
      [5, 2, 1, 0].map((days) => anEventOf(days, { raw: { text: 'x'.repeat(1_000_000) } })),
    );
    await kept.retention.save('source-1', { keepDays: null, keepBytes: 1_000_000 });
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 1 });
    expect(await kept.ask('SELECT count(*) AS n FROM events')).toEqual([{ n: 3 }]);
  });

  it('has nothing to remove from a source without events', async () => {
    const rule = { keepDays: 30, keepBytes: 1_000_000 };
    expect(await kept.retention.preview('source-1', rule)).toEqual({
      ok: true,
      value: { events: 0, beforeUs: null, kept: 0 },
    });
  });
});
