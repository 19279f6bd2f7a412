import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainRow } from '../../../main/database/readers.ts';
import { createRetentionService } from '../../../main/retention/create-retention-service.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import type { RetentionStatus } from '../../../shared/retention.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { aKeptWorkspace, anEventOf, type KeptWorkspace, runToEnd } from './a-kept-workspace.ts';

const OLD = 6_000;
const YOUNG = 2_000;
const TEN_MINUTES_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

let kept: KeptWorkspace;
let told: RetentionStatus[];

beforeEach(async () => {
  kept = await aKeptWorkspace({ eventsInAPiece: 1_000, patienceMs: 50 });
  const some = (count: number, daysAgo: number) =>
    Array.from({ length: count }, (_, index) =>
      anEventOf(daysAgo + index / count, { raw: { text: Math.random().toString(36).repeat(50) } }),
    );
  await commitEvents(kept.workspace, [...some(OLD, 40), ...some(YOUNG, 2)]);
  await kept.retention.save('source-1', { keepDays: 30, keepBytes: null });
  told = [];
  kept.retention.onChange((status) => told.push(status));
});
afterEach(() => kept.remove());

const fileSize = async () => (await stat(join(kept.workspace.folder, 'events.duckdb'))).size;
const storedNow = async () => Number((await kept.ask('SELECT count(*) AS n FROM events'))[0]?.n);

async function idsOf(
  pieces: AsyncIterable<{ ok: boolean; value?: readonly PlainRow[] }>,
): Promise<unknown[]> {
  const ids = [];
  for await (const piece of pieces) {
    if (!piece.ok || !piece.value) throw new Error('The answer was disturbed.');
    ids.push(...piece.value.map((row) => row.event_id));
  }
  return ids;
}

describe('a run', () => {
  it('makes the file smaller, and tells what it does', async () => {
    const { lastRun } = await runToEnd(kept);
    expect(await fileSize()).toBeLessThan(Number(lastRun?.fileBytesBefore) / 2);
    expect(lastRun).toEqual({
      atUs: testNowUs,
      removed: OLD,
      fileBytesBefore: expect.any(Number),
      fileBytesAfter: await fileSize(),
    });
    expect(told.map(({ state }) => state)).toEqual(['removing', 'shrinking', 'waiting-to-swap', 'idle']);
    expect(told.at(-1)).toMatchObject({ lastRun, error: null, sources: [{ events: YOUNG }] });
  });

  it('lets a question that is running have exactly its answer, and makes the file smaller afterwards', async () => {
    const before = (await kept.ask('SELECT event_id FROM events')).map(({ event_id: id }) => id);
    const stream = kept.workspace.readers.stream({ text: 'SELECT event_id, raw FROM events', values: [] });
    const pieces = stream[Symbol.asyncIterator]();
    const first = await pieces.next();
    const status = await runToEnd(kept);
    expect(status).toMatchObject({ state: 'waiting-to-swap', lastRun: { removed: OLD } });
    expect(await storedNow()).toBe(YOUNG);
    const rest = await idsOf({ [Symbol.asyncIterator]: () => pieces });
    const whole = [
      ...(first.value?.ok ? first.value.value : []).map((row: PlainRow) => row.event_id),
      ...rest,
    ];
    expect(whole.toSorted()).toEqual(before.toSorted());

    const shrunk = new Promise<RetentionStatus>((resolve) => {
      kept.retention.onChange((now) => now.state === 'idle' && resolve(now));
    });
    await kept.clock.nextSleep();
    await kept.clock.advance(TEN_MINUTES_MS);
    const { lastRun } = await shrunk;
    expect(lastRun).toMatchObject({ removed: OLD, atUs: testNowUs, fileBytesAfter: await fileSize() });
    expect(await fileSize()).toBeLessThan(Number(lastRun?.fileBytesBefore) / 2);
  });

  it('asks nothing itself while the new file waits for a moment without a question', async () => {
    const { workspace } = kept;
    let asked = 0;
    let asking = 0;
    const seen: number[] = [];
    const readers: typeof workspace.readers = {
      ...workspace.readers,
      async all(query, signal) {
        asked += 1;
        asking += 1;
        const answer = await workspace.readers.all(query, signal);
        asking -= 1;
        return answer;
      },
    };
    const rebuild: typeof workspace.rebuild = async (options) => {
      const before = asked;
      seen.push(asking);
      const rebuilt = await workspace.rebuild(options);
      seen.push(asked - before);
      return rebuilt;
    };
    const retention = createRetentionService({
      workspace: { ...workspace, readers, rebuild },
      clock: kept.clock,
      reportProblem: (_, problem) => kept.problems.push(problem),
    });
    retention.onChange((status) => told.push(status));
    expect(await runToEnd({ retention })).toMatchObject({ state: 'idle', lastRun: { removed: OLD } });
    await retention.close();
    expect(seen).toEqual([0, 0]);
    expect(told.map(({ state }) => state)).toContain('waiting-to-swap');
  });

  it('lets pages and questions in meanwhile: every event is there once, every question answered', async () => {
    await kept.retention.run();
    let isOver = false;
    const over = kept.retention.finished().then(() => {
      isOver = true;
    });
    let stored = 0;
    while (!isOver) {
      const page = [anEventOf(1), anEventOf(0)];
      const [counts, answer] = await Promise.all([
        commitEvents(kept.workspace, page),
        kept.ask('SELECT count(*) AS n FROM events WHERE time > make_timestamp($1)', [0]),
      ]);
      expect(Number(answer[0]?.n)).toBeGreaterThanOrEqual(YOUNG);
      stored += counts.stored;
    }
    await over;
    expect(stored).toBeGreaterThan(0);
    expect(await kept.ask('SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM events')).toEqual([
      { n: YOUNG + stored, ids: YOUNG + stored },
    ]);
    expect(kept.problems).toEqual([]);
  });

  it('can be stopped; what is left leaves with the next', async () => {
    let pieces = 0;
    const { workspace } = kept;
    const stopping: KeptWorkspace = await stoppingAfter(2);
    await stopping.retention.run();
    await stopping.retention.finished();
    expect(await stopping.retention.status()).toMatchObject({ value: { state: 'idle', lastRun: null } });
    expect(await storedNow()).toBe(OLD + YOUNG - 2_000);
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: OLD - 2_000 });
    expect(await storedNow()).toBe(YOUNG);
    await stopping.retention.close();

    async function stoppingAfter(most: number): Promise<KeptWorkspace> {
      const retention = createRetentionService({
        workspace: {
          ...workspace,
          writer: {
            ...workspace.writer,
            async removeEvents(removed) {
              const count = await workspace.writer.removeEvents(removed);
              pieces += 1;
              if (pieces === most) void retention.cancel();
              return count;
            },
          },
        },
        clock: kept.clock,
        reportProblem: (_, problem) => kept.problems.push(problem),
        eventsInAPiece: 1_000,
      });
      return { ...kept, retention };
    }
  });

  it('that fails says why and is tried again', async () => {
    const anError = appError('disk-full', 'The disk is full.', 'Free some space.');
    const problems: unknown[] = [];
    const retention = createRetentionService({
      workspace: { ...kept.workspace, rebuild: async () => failed(anError) },
      clock: kept.clock,
      reportProblem: (_, problem) => problems.push(problem),
    });
    await retention.run();
    await retention.finished();
    expect(await retention.status()).toMatchObject({ value: { state: 'failed', error: anError } });
    expect(problems).toEqual([anError]);
    await retention.close();
    expect(await runToEnd(kept)).toMatchObject({ state: 'idle', error: null, lastRun: { removed: 0 } });
  });
});

describe('by itself', () => {
  async function letPass(ms: number): Promise<void> {
    await kept.clock.nextSleep();
    await kept.clock.advance(ms);
  }

  it('it runs soon after the start, and again a day later, but not in between', async () => {
    await letPass(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.finished();
    expect(await storedNow()).toBe(YOUNG);
    await commitEvents(kept.workspace, [anEventOf(50)]);
    await kept.clock.advance(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.finished();
    expect(await storedNow()).toBe(YOUNG + 1);
    kept.clock.set(testNowUs / 1_000 + DAY_MS + TEN_MINUTES_MS);
    await kept.clock.advance(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.finished();
    expect(await storedNow()).toBe(YOUNG);
  });

  it('it applies a rule that was saved after today’s look at the next one, and only then', async () => {
    await kept.retention.save('source-1', { keepDays: null, keepBytes: null });
    await letPass(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.save('source-1', { keepDays: 30, keepBytes: null });
    expect(await storedNow()).toBe(OLD + YOUNG);
    await kept.clock.advance(TEN_MINUTES_MS);
    await kept.clock.nextSleep();
    await kept.retention.finished();
    expect(await storedNow()).toBe(YOUNG);
  });

  it('it runs for a process that ends soon, if it is due', async () => {
    await kept.retention.runIfDue();
    expect(await storedNow()).toBe(YOUNG);
    await commitEvents(kept.workspace, [anEventOf(50)]);
    await kept.retention.runIfDue();
    expect(await storedNow()).toBe(YOUNG + 1);
  });
});
