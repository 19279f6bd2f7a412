import { describe, expect, it } from 'vitest';
import { aCollector } from './a-collector.ts';
import { everyTestHasGates } from './every-test-has-gates.ts';
import { gateVendor, parts, passages } from './gate-vendor.ts';

const gates = everyTestHasGates();

describe('settings of each stream', () => {
  it('leave a stream that is off alone, unless it is named', async () => {
    const source = await gates.addWith({
      parts: { enabled: false },
      visits: { enabled: false },
      passages: { pageSize: 5 },
    });
    expect(await gates.collector.collect(source)).toEqual([null]);
    expect(gates.server.asked().every((path) => path.startsWith('/passages'))).toBe(true);
    expect(gates.server.asked()[0]).toMatch(/size=5$/);
    expect(await gates.collector.stream(source, 'parts')).toMatchObject({ phase: 'off', nextRunAtUs: null });
    const named = await gates.collector.service.collectUntilCaughtUp([source], undefined, ['parts']);
    expect(named).toMatchObject({ ok: true, value: [{ stream: 'parts', counts: { stored: 5 } }] });
  });

  it('are changed one by one, and the others stay', async () => {
    const source = await gates.addWith({ parts: { enabled: false } });
    await gates.collector.service.update({
      sourceId: source,
      streams: { passages: { intervalSeconds: 60 } },
    });
    expect((await gates.collector.stream(source, 'passages')).settings).toEqual({
      enabled: true,
      intervalSeconds: 60,
      lookBackDays: 3,
      pageSize: 2,
    });
    expect((await gates.collector.stream(source, 'parts')).settings.enabled).toBe(false);
    const refused = await gates.collector.service.update({ sourceId: source, streams: { doors: {} } });
    expect(refused).toMatchObject({ error: { message: expect.stringContaining('no stream “doors”') } });
  });

  it('let one stream be collected alone', async () => {
    const source = await gates.addWith({});
    await gates.collector.service.collect(source, 'parts');
    while ((await gates.collector.stream(source, 'parts')).lastRun?.outcome !== 'succeeded') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await gates.collector.stream(source, 'passages')).lastRun).toBeNull();
    expect(await gates.collector.service.collect(source, 'doors')).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });
});

describe('what a source says of itself', () => {
  it('tells of what the vendor had deleted before this computer came back', async () => {
    const source = await gates.use([passages], { retentionDays: 7 });
    await gates.collector.collect(source);
    gates.collector.clock.set(Date.parse('2026-12-05T12:00:00Z'));
    await gates.collector.collect(source);
    const gap = {
      fromUs: Date.parse('2026-11-20T12:00:00Z') * 1_000,
      toUs: Date.parse('2026-11-28T12:00:00Z') * 1_000,
    };
    expect((await gates.collector.stream(source)).gaps).toMatchObject([gap]);
    await gates.collector.restart();
    await gates.collector.collect(source);
    expect((await gates.collector.stream(source)).gaps).toMatchObject([gap]);
  });

  it('tells when its credentials end, as they say themselves or as it was entered', async () => {
    const { clock } = gates.collector;
    const vendor = gateVendor([parts], {
      credentialsExpireAtUs: ({ credentials }) =>
        credentials.secret?.startsWith('ends') ? 1_800_000_000_000_000 : null,
    });
    const own = await aCollector({ vendors: [vendor], clock });
    const source = await own.add(gates.server.url, { key: 'ends-some-day' });
    expect((await own.status(source)).credentialsExpire).toEqual({
      atUs: 1_800_000_000_000_000,
      known: 'from-credentials',
    });
    await own.service.update({
      sourceId: source,
      credentials: { secret: 'for-ever-and-ever' },
      credentialsExpireAtUs: 7,
    });
    expect((await own.status(source)).credentialsExpire).toEqual({ atUs: 7, known: 'entered' });
    await own.remove();
  });

  it('counts what came in by time, and the runs that failed', async () => {
    const source = await gates.use([passages]);
    await gates.collector.collect(source);
    gates.server.intervene = ({ path }) => (path.startsWith('/passages') ? { status: 403 } : undefined);
    gates.collector.clock.set(Date.parse('2026-11-20T13:30:00Z'));
    await gates.collector.collect(source);
    const at = (text: string) => Date.parse(text) * 1_000;
    const range = { fromUs: at('2026-11-20T11:00:00Z'), toUs: at('2026-11-20T15:00:00Z') };
    expect(await gates.collector.service.activity({ sourceId: source, range, buckets: 4 })).toEqual({
      ok: true,
      value: {
        bucketUs: 3_600_000_000,
        streams: [{ stream: 'passages', stored: [0, 15, 0, 0], failedRuns: [0, 0, 1, 0] }],
      },
    });
  });

  it('refuses settings that the vendor finds wrong, before anything is kept or sent', async () => {
    const { clock } = gates.collector;
    const wrong = {
      kind: 'invalid-input',
      message: 'That is the key of the cellar.',
      remedy: 'Take the other.',
    } as const;
    const own = await aCollector({ vendors: [gateVendor([parts], { checkSettings: () => wrong })], clock });
    await expect(own.add(gates.server.url)).rejects.toThrow('key of the cellar');
    const draft = {
      vendor: 'gates',
      name: 'x',
      url: gates.server.url,
      settings: {},
      credentials: { secret: 's-1' },
      streams: {},
      credentialsExpireAtUs: null,
    };
    expect(await own.service.test({ sourceId: null, draft })).toMatchObject({ error: wrong });
    expect(gates.server.requests).toEqual([]);
    expect(own.keychain.entries.size).toBe(1);
    await own.remove();
  });
});
