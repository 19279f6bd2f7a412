import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { type ScriptedVendor, startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { gateVendor, parts, passages } from './gate-vendor.ts';

// Five thousand pages would take half a minute.
vi.mock(import('../../../main/collector/pagination/page-limits.ts'), async (original) => ({
  pageLimits: { ...(await original()).pageLimits, mostPages: 5 },
}));

const pages = 12;
let server: ScriptedVendor;
let collector: Collector;
let asked: string[];

beforeEach(async () => {
  asked = [];
  // Stands still: what runs, runs at once.
  const clock = createFakeClock('2026-11-20T12:00:00Z');
  server = await startScriptedVendor(({ path }) => {
    if (path === '/login') return { json: { token: 'token-of-the-session' } };
    asked.push(path);
    const page = Number(path.split('cursor=')[1] ?? 0);
    const rows = [{ id: `part-${page}`, at: '2026-11-19T00:00:00Z', door: 'north' }];
    return { json: { rows, ...(page + 1 < pages ? { cursor: String(page + 1) } : {}) } };
  }, clock);
  collector = await aCollector({ vendors: [gateVendor([parts, passages])], clock });
});

afterEach(async () => {
  await collector.remove();
  await server.close();
});

it('tells who collects by hand that there is more, keeps how far it is, and goes on from there', async () => {
  const source = await collector.add(server.url);
  const collect = () => collector.service.collectUntilCaughtUp([source], undefined, [parts.name]);
  const first = await collect();
  expect(first).toMatchObject({
    value: [{ error: { message: expect.stringMatching(/there is one more/) } }],
  });
  expect(await collector.stream(source, parts.name)).toMatchObject({
    phase: 'waiting',
    lastRun: { outcome: 'succeeded' },
    lastSuccessAtUs: null,
    checkpoint: 'page 6',
    progress: { at: 'page 5' },
  });
  await collect();
  expect(await collect()).toMatchObject({ value: [{ error: null }] });
  expect(asked).toHaveLength(pages);
  expect(new Set(asked).size).toBe(pages);
  expect(await collector.stream(source, parts.name)).toMatchObject({
    counts: { stored: pages, duplicate: 0 },
    progress: null,
    lastError: null,
  });
});

it('begins the next run at once, where the schedule runs', async () => {
  const source = await collector.add(server.url);
  await hasReadAll(source, parts, () => collector.service.startSchedule());
});

it('goes on with a back-fill to its last page, though nothing else runs', async () => {
  const source = await collector.add(server.url);
  const at = (day: number) => Date.UTC(2026, 10, day) * 1_000;
  await hasReadAll(source, passages, async () => {
    await collector.service.backFill({
      sourceId: source,
      streams: [passages.name],
      range: { fromUs: at(18), toUs: at(18) + 3_600_000_000 },
    });
  });
  await expect.poll(async () => (await collector.stream(source, passages.name)).backFill).toBeNull();
});

async function hasReadAll(source: string, stream: StreamDefinition, begin: () => unknown): Promise<void> {
  await begin();
  await expect.poll(async () => (await collector.stream(source, stream.name)).counts.stored).toBe(pages);
}
