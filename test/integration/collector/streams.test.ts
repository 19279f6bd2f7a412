import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import type { StreamSettings } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type GateServer, passagesOf, startGateServer } from './gate-server.ts';
import { gateVendor, parts, passages, people, visits } from './gate-vendor.ts';

let server: GateServer;
let collector: Collector;

beforeEach(async () => {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  server = await startGateServer(clock);
  server.passages = ['17', '18', '19'].flatMap((day) => passagesOf(`2026-11-${day}`, 5, 13));
  server.parts = passagesOf('2026-11-01', 5);
  collector = await aCollector({ vendors: [gateVendor([passages, parts, visits])], clock });
});

afterEach(async () => {
  await collector.remove();
  await server.close();
});

async function use(streams: readonly StreamDefinition[], ofStreams = {}): Promise<string> {
  const { clock } = collector;
  await collector.remove();
  collector = await aCollector({ vendors: [gateVendor(streams, {}, ofStreams)], clock });
  return collector.add(server.url);
}

async function addWith(streams: Record<string, Partial<StreamSettings>>): Promise<string> {
  const added = await collector.service.add({
    vendor: 'gates',
    name: 'North gate',
    url: server.url,
    settings: {},
    credentials: { secret: 'secret-of-the-gate-keeper' },
    streams,
    credentialsExpireAtUs: null,
  });
  if (!added.ok) throw new Error(added.error.message);
  return added.value.sourceId;
}

async function idsOf(stream: string): Promise<unknown[]> {
  const rows = await collector.rows(
    `SELECT vendor_event_id AS id FROM events WHERE stream = '${stream}' ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

describe('walking through pages', () => {
  it('rejects a record that is nested too deep alone, and stores the rest of its answer', async () => {
    const source = await use([passages]);
    const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`);
    server.passages.splice(2, 0, { id: 'deep', at: '2026-11-17T14:00:00.000Z', door: deep });
    await collector.collect(source);
    expect(await collector.stream(source)).toMatchObject({ counts: { stored: 15, rejected: 1 } });
  });

  it('stores every page, and the next run reads only the overlap again', async () => {
    const source = await use([passages]);
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 15, stored: 15 });
    const before = server.asked().length;
    await collector.collect(source);
    expect(server.asked().slice(before)).toEqual([
      '/passages?from=2026-11-20T11:50:00.000Z&to=2026-11-20T12:00:00.000Z&size=2',
    ]);
  });

  it('goes on after a restart at the page where it was, with the window of then', async () => {
    const source = await use([passages]);
    server.intervene = () => (server.asked().length === 5 ? { silentBody: true } : undefined);
    await collector.service.collect(source);
    await server.requestCame(6);
    const cut = server.asked().at(-1);
    await collector.restart();
    server.intervene = () => undefined;
    collector.clock.set(Date.parse('2026-11-20T15:00:00Z'));
    const before = server.asked().length;
    await collector.collect(source);
    expect(server.asked()[before]).toBe(cut);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 15, stored: 15, duplicate: 0 });
  });

  it('begins a window again when the server no longer knows its cursor', async () => {
    const source = await use([passages]);
    let isKnown = false;
    server.intervene = ({ query }) => {
      if (query.cursor === undefined || isKnown) return undefined;
      isKnown = true;
      return { status: 410 };
    };
    expect(await collector.collect(source)).toEqual([null]);
    expect((await collector.stream(source)).counts).toMatchObject({ stored: 15, duplicate: 2 });
  });

  it('says that cursors are refused, newly given too, and begins the window anew in the next run', async () => {
    const source = await use([passages]);
    server.intervene = ({ query }) => (query.cursor === undefined ? undefined : { status: 410 });
    const [error] = await collector.collect(source);
    expect(error?.message).toMatch(/a cursor that it gave itself/);
    expect(error?.remedy).toMatch(/next run begins the window anew/);
    server.intervene = ({ query }) => {
      if (query.cursor === undefined) server.intervene = () => undefined;
      return query.cursor === undefined ? undefined : { status: 410 };
    };
    expect(await collector.collect(source)).toEqual([null]);
    expect((await collector.rows('SELECT count(*)::INTEGER AS n FROM events'))[0]).toMatchObject({ n: 15 });
  });

  it('ends at a server that repeats its cursor, and keeps what it has', async () => {
    const source = await use([passages]);
    server.intervene = ({ path }) =>
      path.startsWith('/passages')
        ? { json: { rows: passagesOf('2026-11-17', 2), cursor: 'again' } }
        : undefined;
    const [error] = await collector.collect(source);
    expect(error?.message).toMatch(/keeps answering with the same page/);
    expect((await collector.stream(source)).counts.stored).toBe(2);
  });
});

describe('a fan-out', () => {
  beforeEach(() => {
    server.gates = ['n', 's', 'w'];
    server.visits = { n: passagesOf('2026-11-18', 3), w: passagesOf('2026-11-19', 3) };
  });

  it('collects the children of each parent, and goes on past a parent that is gone', async () => {
    const source = await use([visits]);
    expect(await collector.collect(source)).toEqual([null]);
    expect(await idsOf('visits')).toEqual(
      [...passagesOf('2026-11-18', 3), ...passagesOf('2026-11-19', 3)].map(({ id }) => id),
    );
    const [row] = await collector.rows("SELECT resource FROM events WHERE vendor_event_id = '2026-11-19-0'");
    expect(row).toEqual({ resource: 'w' });
  });

  it.each([2, 3, 4, 5, 6])(
    'loses and doubles nothing when request %i is the last before a restart',
    async (last) => {
      const source = await use([visits]);
      server.intervene = () => (server.asked().length === last ? { silentBody: true } : undefined);
      await collector.service.collect(source);
      await server.requestCame(last + 1);
      await collector.restart();
      server.intervene = () => undefined;
      expect(await collector.collect(source)).toEqual([null]);
      expect((await collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6, duplicate: 0 });
    },
  );
});

describe('a window that is too much', () => {
  const narrowing = gateVendor([passages], {
    explainRefusal: ({ status }) => (status === 504 ? { kind: 'narrow' } : null),
  });

  it('is asked for again later where it can’t be made shorter', async () => {
    const { clock } = collector;
    await collector.remove();
    collector = await aCollector({ vendors: [narrowing], clock });
    const source = await addWith({ passages: { lookBackDays: 1 } });
    // A day, halved eleven times, is less than a minute: of these, the last ones are the same request again.
    let refusals = 14;
    server.intervene = ({ path }) =>
      path.startsWith('/passages') && refusals-- > 0 ? { status: 504 } : undefined;
    expect(await collector.collect(source)).toEqual([null]);
    expect((await collector.stream(source)).counts.stored).toBe(5);
  });

  it('ends the run with the vendor’s own error where that goes on', async () => {
    const { clock } = collector;
    await collector.remove();
    collector = await aCollector({ vendors: [narrowing], clock });
    const source = await addWith({ passages: { lookBackDays: 1 } });
    server.intervene = ({ path }) => (path.startsWith('/passages') ? { status: 504 } : undefined);
    expect(await collector.collect(source)).toMatchObject([{ kind: 'vendor-unreachable' }]);
  });
});

describe('a delta of things that change', () => {
  const row = (id: string, rest: object) => ({ id, at: '2026-11-19T08:00:00Z', ...rest });

  it('completes a change from what is stored, keeps the versions, and records what is gone', async () => {
    const answers: Record<string, unknown> = {
      '/people?all=1': {
        rows: [row('ann', { door: 'a', tall: true }), row('bob', { door: 'b' })],
        delta: `${server.url}/people?d=1`,
      },
      '/people?d=1': {
        rows: [row('ann', { door: 'x' }), row('ann', { small: true })],
        delta: `${server.url}/people?d=2`,
      },
    };
    server.intervene = ({ path }) => {
      if (path === '/login') return undefined;
      return path in answers ? { json: answers[path] } : { status: 410 };
    };
    const source = await use([people]);
    await collector.collect(source);
    await collector.collect(source);
    const raw = await collector.rows(
      "SELECT raw FROM events JOIN object_latest USING (event_id) WHERE object_latest.object_uid = 'ann'",
    );
    expect(raw.map((one) => JSON.parse(String(one.raw)))).toEqual([
      row('ann', { door: 'x', tall: true, small: true }),
    ]);

    answers['/people?all=1'] = {
      rows: [row('ann', { door: 'x', tall: true, small: true })],
      delta: `${server.url}/people?d=3`,
    };
    collector.clock.set(Date.parse('2026-11-21T12:00:00Z'));
    expect(await collector.collect(source)).toEqual([null]);
    const gone = await collector.rows("SELECT vendor_event_id AS id FROM events WHERE resource = 'gone'");
    expect(gone).toEqual([{ id: 'bob' }]);
  });

  it('lets a complete reading replace what is stored, of which it may bring several pieces', async () => {
    const answers: Record<string, unknown> = {
      '/people?all=1': {
        rows: [row('ann', { door: 'a', tall: true }), row('bob', { door: 'b', tall: true })],
        delta: `${server.url}/people?d=1`,
      },
    };
    server.intervene = ({ path }) => {
      if (path === '/login') return undefined;
      return path in answers ? { json: answers[path] } : { status: 410 };
    };
    const source = await use([people]);
    await collector.collect(source);
    answers['/people?all=1'] = {
      rows: [row('ann', { door: 'c' })],
      next: `${server.url}/people?p=2`,
    };
    answers['/people?p=2'] = {
      rows: [row('ann', { small: true }), row('bob', { door: 'b', tall: true })],
      delta: `${server.url}/people?d=2`,
    };
    collector.clock.set(Date.parse('2026-11-21T12:00:00Z'));
    expect(await collector.collect(source)).toEqual([null]);
    const raw = await collector.rows(
      'SELECT raw FROM events JOIN object_latest USING (event_id) ORDER BY vendor_event_id',
    );
    expect(raw.map((one) => JSON.parse(String(one.raw)))).toEqual([
      row('ann', { door: 'c', small: true }),
      row('bob', { door: 'b', tall: true }),
    ]);
  });
});

describe('settings of each stream', () => {
  it('leave a stream that is off alone, unless it is named', async () => {
    const source = await addWith({
      parts: { enabled: false },
      visits: { enabled: false },
      passages: { pageSize: 5 },
    });
    expect(await collector.collect(source)).toEqual([null]);
    expect(server.asked().every((path) => path.startsWith('/passages'))).toBe(true);
    expect(server.asked()[0]).toMatch(/size=5$/);
    expect(await collector.stream(source, 'parts')).toMatchObject({ phase: 'off', nextRunAtUs: null });
    const named = await collector.service.collectUntilCaughtUp([source], undefined, ['parts']);
    expect(named).toMatchObject({ ok: true, value: [{ stream: 'parts', counts: { stored: 5 } }] });
  });

  it('are changed one by one, and the others stay', async () => {
    const source = await addWith({ parts: { enabled: false } });
    await collector.service.update({ sourceId: source, streams: { passages: { intervalSeconds: 60 } } });
    expect((await collector.stream(source, 'passages')).settings).toEqual({
      enabled: true,
      intervalSeconds: 60,
      lookBackDays: 3,
      pageSize: 2,
    });
    expect((await collector.stream(source, 'parts')).settings.enabled).toBe(false);
    const refused = await collector.service.update({ sourceId: source, streams: { doors: {} } });
    expect(refused).toMatchObject({ error: { message: expect.stringContaining('no stream “doors”') } });
  });

  it('let one stream be collected alone', async () => {
    const source = await addWith({});
    await collector.service.collect(source, 'parts');
    while ((await collector.stream(source, 'parts')).lastRun?.outcome !== 'succeeded') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await collector.stream(source, 'passages')).lastRun).toBeNull();
    expect(await collector.service.collect(source, 'doors')).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });
});

describe('what a source says of itself', () => {
  it('tells of what the vendor had deleted before this computer came back', async () => {
    const source = await use([passages], { retentionDays: 7 });
    await collector.collect(source);
    collector.clock.set(Date.parse('2026-12-05T12:00:00Z'));
    await collector.collect(source);
    const gap = {
      fromUs: Date.parse('2026-11-20T12:00:00Z') * 1_000,
      toUs: Date.parse('2026-11-28T12:00:00Z') * 1_000,
    };
    expect((await collector.stream(source)).gaps).toMatchObject([gap]);
    await collector.restart();
    await collector.collect(source);
    expect((await collector.stream(source)).gaps).toMatchObject([gap]);
  });

  it('tells when its credentials end, as they say themselves or as it was entered', async () => {
    const { clock } = collector;
    const vendor = gateVendor([parts], {
      credentialsExpireAtUs: ({ credentials }) =>
        credentials.secret?.startsWith('ends') ? 1_800_000_000_000_000 : null,
    });
    const own = await aCollector({ vendors: [vendor], clock });
    const source = await own.add(server.url, { key: 'ends-some-day' });
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
    const source = await use([passages]);
    await collector.collect(source);
    server.intervene = ({ path }) => (path.startsWith('/passages') ? { status: 403 } : undefined);
    collector.clock.set(Date.parse('2026-11-20T13:30:00Z'));
    await collector.collect(source);
    const at = (text: string) => Date.parse(text) * 1_000;
    const range = { fromUs: at('2026-11-20T11:00:00Z'), toUs: at('2026-11-20T15:00:00Z') };
    expect(await collector.service.activity({ sourceId: source, range, buckets: 4 })).toEqual({
      ok: true,
      value: {
        bucketUs: 3_600_000_000,
        streams: [{ stream: 'passages', stored: [0, 15, 0, 0], failedRuns: [0, 0, 1, 0] }],
      },
    });
  });

  it('refuses settings that the vendor finds wrong, before anything is kept or sent', async () => {
    const { clock } = collector;
    const wrong = {
      kind: 'invalid-input',
      message: 'That is the key of the cellar.',
      remedy: 'Take the other.',
    } as const;
    const own = await aCollector({ vendors: [gateVendor([parts], { checkSettings: () => wrong })], clock });
    await expect(own.add(server.url)).rejects.toThrow('key of the cellar');
    const draft = {
      vendor: 'gates',
      name: 'x',
      url: server.url,
      settings: {},
      credentials: { secret: 's-1' },
      streams: {},
      credentialsExpireAtUs: null,
    };
    expect(await own.service.test({ sourceId: null, draft })).toMatchObject({ error: wrong });
    expect(server.requests).toEqual([]);
    expect(own.keychain.entries.size).toBe(1);
    await own.remove();
  });
});

describe('links', () => {
  it('are not followed to another host, and the refusal names both', async () => {
    const other = await startScriptedVendor(() => ({ json: { rows: [] } }));
    server.intervene = ({ path }) =>
      path === '/login' ? undefined : { json: { rows: [], next: `${other.url}/people?p=2` } };
    const source = await use([people]);
    const [error] = await collector.collect(source);
    expect(error?.message).toContain(other.host);
    expect(error?.message).toContain(server.host);
    expect(other.requests).toEqual([]);
    await other.close();
  });
});
