import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamStatus } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type GateServer, passagesOf, startGateServer } from './gate-server.ts';
import { gateVendor, parts, passages } from './gate-vendor.ts';

const range = {
  fromUs: Date.parse('2026-10-01T00:00:00Z') * 1_000,
  toUs: Date.parse('2026-10-04T00:00:00Z') * 1_000,
};
let server: GateServer;
let collector: Collector;
let source: string;

beforeEach(async () => {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  server = await startGateServer(clock);
  server.passages = [
    ...['09-30', '10-01', '10-02', '10-03', '10-04'].flatMap((day) => passagesOf(`2026-${day}`, 3, 8)),
    ...passagesOf('2026-11-19', 3, 13),
  ];
  collector = await aCollector({ vendors: [gateVendor([passages, parts])], clock });
  source = await collector.add(server.url);
});

afterEach(async () => {
  await collector.remove();
  await server.close();
});

const begin = () => collector.service.backFill({ sourceId: source, streams: ['passages'], range });
const which = () => ({ sourceId: source, stream: 'passages' });

async function until(isSo: (backFill: StreamStatus['backFill']) => boolean): Promise<void> {
  while (!isSo((await collector.stream(source, 'passages')).backFill)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function daysStored(): Promise<unknown[]> {
  const rows = await collector.rows(
    "SELECT strftime(time, '%m-%d') AS day, count(*) AS n FROM events GROUP BY day ORDER BY day",
  );
  return rows.map(({ day, n }) => `${day}: ${n}`);
}

describe('a back-fill', () => {
  it('collects the range and nothing else, beside the polling, whose checkpoint stays', async () => {
    await collector.collect(source);
    const before = await collector.stream(source, 'passages');
    expect(await begin()).toEqual({ ok: true, value: null });
    await until((backFill) => backFill === null);
    expect(await daysStored()).toEqual(['10-01: 3', '10-02: 3', '10-03: 3', '11-19: 3']);
    const after = await collector.stream(source, 'passages');
    expect(after).toMatchObject({
      checkpoint: before.checkpoint,
      lastRun: before.lastRun,
      counts: { stored: 12 },
    });
    await collector.restart();
    expect((await collector.stream(source, 'passages')).backFill).toBeNull();
  });

  it('tells how far it is, can be paused over a restart, and gone on with where it was', async () => {
    server.intervene = ({ query }) =>
      query.from?.startsWith('2026-10-02') ? { silentBody: true } : undefined;
    await begin();
    await until((backFill) => backFill?.progress?.done === 1);
    expect((await collector.stream(source, 'passages')).backFill).toMatchObject({
      ...range,
      state: 'running',
      progress: { done: 1, total: 3, unit: 'days', at: '2026-10-02' },
    });
    expect(await collector.service.pauseBackFill(which())).toEqual({ ok: true, value: null });
    expect((await collector.stream(source, 'passages')).backFill?.state).toBe('paused');
    await collector.restart();
    collector.service.startSchedule();
    expect((await collector.stream(source, 'passages')).backFill?.state).toBe('paused');
    server.intervene = () => undefined;
    const before = server.asked().length;
    await collector.service.resumeBackFill(which());
    await until((backFill) => backFill === null);
    const asked = server
      .asked()
      .slice(before)
      .filter((path) => path.includes('from=2026-10'));
    expect(asked[0]).toContain('from=2026-10-02');
    expect((await daysStored()).filter((day) => String(day).startsWith('10'))).toEqual([
      '10-01: 3',
      '10-02: 3',
      '10-03: 3',
    ]);
  });

  it('goes on by itself after a restart', async () => {
    server.intervene = ({ query }) =>
      query.from?.startsWith('2026-10-02') ? { silentBody: true } : undefined;
    await begin();
    await until((backFill) => backFill?.progress?.done === 1);
    await collector.restart();
    expect((await collector.stream(source, 'passages')).backFill?.state).toBe('waiting');
    server.intervene = () => undefined;
    collector.service.startSchedule();
    await until((backFill) => backFill === null);
    expect((await daysStored()).filter((day) => String(day).startsWith('10'))).toHaveLength(3);
  });

  it('can be given up; what was stored stays', async () => {
    server.intervene = ({ query }) =>
      query.from?.startsWith('2026-10-02') ? { silentBody: true } : undefined;
    await begin();
    await until((backFill) => backFill?.progress?.done === 1);
    expect(await collector.service.cancelBackFill(which())).toEqual({ ok: true, value: null });
    expect((await collector.stream(source, 'passages')).backFill).toBeNull();
    expect(await daysStored()).toEqual(['10-01: 3']);
    expect(await collector.rows('SELECT * FROM checkpoints')).toEqual([]);
    expect(await collector.service.resumeBackFill(which())).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('says what went wrong, and is tried again', async () => {
    server.intervene = ({ query }) => (query.from?.startsWith('2026-10-02') ? { status: 403 } : undefined);
    await begin();
    await until((backFill) => backFill?.state === 'failed');
    const { backFill, phase } = await collector.stream(source, 'passages');
    expect(backFill?.error).toMatchObject({ kind: 'permission-missing' });
    expect(phase).toBe('waiting');
    server.intervene = () => undefined;
    await collector.service.resumeBackFill(which());
    await until((one) => one === null);
    expect((await daysStored()).filter((day) => String(day).startsWith('10'))).toHaveLength(3);
  });

  it('is refused where the stream has no past, or the range none either', async () => {
    const refused = await collector.service.backFill({
      sourceId: source,
      streams: ['passages', 'parts'],
      range,
    });
    expect(refused).toMatchObject({
      error: { message: expect.stringMatching(/“parts” can’t be filled back/) },
    });
    expect((await collector.stream(source, 'passages')).backFill).toBeNull();
    const wrong = { fromUs: range.toUs, toUs: range.fromUs };
    expect(
      await collector.service.backFill({ sourceId: source, streams: ['passages'], range: wrong }),
    ).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });
});
