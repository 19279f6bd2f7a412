import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appError } from '../../../shared/app-error.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type GateServer, passagesOf, startGateServer } from './gate-server.ts';
import { gateVendor, parts, passages } from './gate-vendor.ts';

const secret = 'secret-of-the-gate-keeper';
let server: GateServer;
let collector: Collector;

beforeEach(async () => {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  server = await startGateServer(clock);
  server.passages = ['17', '18', '19'].flatMap((day) => passagesOf(`2026-11-${day}`, 5, 13));
  server.parts = passagesOf('2026-11-01', 3);
  collector = await aCollector({ vendors: [gateVendor([passages, parts])], clock });
});

afterEach(async () => {
  await collector.remove();
  await server.close();
});

const add = () => collector.add(server.url, { key: secret });

describe('a session', () => {
  it('is asked for once by all streams of a source, and used by later runs', async () => {
    const source = await add();
    expect(await collector.collect(source)).toEqual([null, null]);
    expect(await collector.collect(source)).toEqual([null, null]);
    expect(server.logins()).toBe(1);
    expect((await collector.stream(source, 'passages')).counts.stored).toBe(15);
  });

  it('is renewed before it ends', async () => {
    server.seconds = 600;
    const source = await add();
    await collector.collect(source);
    collector.clock.set(Date.parse('2026-11-20T12:08:00Z'));
    await collector.collect(source);
    expect(server.logins()).toBe(1);
    collector.clock.set(Date.parse('2026-11-20T12:09:30Z'));
    await collector.collect(source);
    expect(server.logins()).toBe(2);
    expect(server.requests.every(({ path }) => path === '/login' || !path.includes('401'))).toBe(true);
  });

  it('that ends in the middle of a walk is renewed, and the walk goes on at its page', async () => {
    const source = await add();
    let count = 0;
    server.intervene = ({ path }) => {
      if (path.startsWith('/passages') && ++count === 4) server.endSessions();
      return undefined;
    };
    expect(await collector.collect(source)).toEqual([null, null]);
    expect(server.logins()).toBe(2);
    expect((await collector.stream(source, 'passages')).counts).toMatchObject({ stored: 15, duplicate: 0 });
  });

  it('that is refused at once, newly given, ends the run as rejected credentials', async () => {
    const source = await add();
    server.intervene = ({ path }) => (path === '/login' ? undefined : { status: 401 });
    const errors = await collector.collect(source);
    expect(errors).toMatchObject([{ kind: 'credentials-rejected' }, { kind: 'credentials-rejected' }]);
    expect(server.logins()).toBeLessThanOrEqual(3);
  });

  it('is not kept anywhere', async () => {
    const source = await add();
    server.intervene = ({ path }) =>
      path.startsWith('/parts') ? { status: 500, json: { error: 'token-of-session-1' } } : undefined;
    await collector.collect(source);
    const kept = JSON.stringify([
      await collector.rows('SELECT * FROM checkpoints'),
      await collector.rows('SELECT * FROM runs'),
      await collector.service.list(),
    ]);
    expect(kept).not.toContain('token-of-session');
    expect([...collector.keychain.entries.values()].join()).not.toContain('token-of-session');
  });
});

describe('a login that fails', () => {
  it('is tried once for all streams, and not again within the hour', async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const own = await aCollector({ vendors: [gateVendor([passages, parts])], clock });
    const source = await own.add(server.url, { key: secret });
    server.intervene = ({ path }) => (path === '/login' ? { status: 401 } : undefined);
    own.service.startSchedule();
    await server.requestCame(1);
    await failedIn(own, source);
    await clock.advance(59 * 60_000);
    expect(server.requests).toHaveLength(1);
    await clock.advance(2 * 60_000);
    await server.requestCame(2);
    await failedIn(own, source);
    expect(server.requests).toHaveLength(2);
    expect((await own.status(source)).streams.map(({ lastError }) => lastError?.kind)).toEqual([
      'credentials-rejected',
      'credentials-rejected',
    ]);
    await own.remove();
  });

  it('is tried again when a person asks for it, or has entered other credentials', async () => {
    const source = await add();
    server.intervene = ({ path }) => (path === '/login' ? { status: 401 } : undefined);
    await collector.collect(source);
    await collector.collect(source);
    expect(server.logins()).toBe(2);
    server.intervene = () => undefined;
    await collector.service.update({ sourceId: source, credentials: { secret: 'another-secret-of-it' } });
    expect(await collector.collect(source)).toEqual([null, null]);
  });

  it('is tried again by itself while the vendor only has a problem of its own', async () => {
    const source = await add();
    let failures = 2;
    server.intervene = ({ path }) => (path === '/login' && failures-- > 0 ? { status: 503 } : undefined);
    expect(await collector.collect(source)).toEqual([null, null]);
    expect(server.logins()).toBe(3);
  });

  it('says what is wrong when it answers with something else', async () => {
    const source = await add();
    server.intervene = ({ path }) => (path === '/login' ? { json: null } : undefined);
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({ kind: 'unexpected-response', message: expect.stringContaining('login') });
  });

  it('gives every stream the same answer in a test, after one attempt', async () => {
    server.intervene = ({ path }) => (path === '/login' ? { status: 401 } : undefined);
    const tested = await collector.service.test({ sourceId: null, draft: draft() });
    expect(tested).toMatchObject({
      value: [
        { stream: 'passages', ok: false, error: { kind: 'credentials-rejected' } },
        { stream: 'parts', ok: false, error: { kind: 'credentials-rejected' } },
      ],
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('credentials that are sent as they are', () => {
  it('are not tried by every stream of the source once two were told that they are wrong', async () => {
    const streams = Array.from({ length: 8 }, (_, index) => ({ ...parts, name: `parts-${index}` }));
    const auth = { kind: 'static', headers: () => ({ authorization: 'Gate wrong' }) } as const;
    const own = await aCollector({ vendors: [gateVendor(streams, { auth })], clock: collector.clock });
    const source = await own.add(server.url, { key: secret });
    const errors = await own.collect(source);
    expect(errors.map((error) => error?.kind)).toEqual(streams.map(() => 'credentials-rejected'));
    expect(server.requests.length).toBeLessThanOrEqual(8);
    const before = server.requests.length;
    own.clock.set(Date.parse('2026-11-20T12:20:00Z'));
    expect(await own.service.collectUntilCaughtUp([source], undefined, ['parts-0'])).toMatchObject({
      value: [{ error: { kind: 'credentials-rejected' } }],
    });
    expect(server.requests.length).toBe(before + 1);
    await own.remove();
  });
});

describe('what a refusal means', () => {
  it('names the right that one stream lacks, and lets the others go on', async () => {
    const source = await add();
    server.intervene = ({ path }) => (path.startsWith('/parts') ? { status: 403 } : undefined);
    const [first, second] = await collector.collect(source);
    expect(first).toBeNull();
    expect(second).toMatchObject({
      kind: 'permission-missing',
      remedy: expect.stringContaining('Read.parts'),
    });
    const tested = await collector.service.test({ sourceId: source, draft: draft() });
    expect(tested).toMatchObject({
      value: [{ ok: true }, { ok: false, error: { remedy: expect.stringContaining('Read.parts') } }],
    });
  });

  it('is the vendor’s own explanation where it has one, with its trace id and without what was sent', async () => {
    const vendor = gateVendor([parts], {
      explainRefusal: ({ status, body }) => {
        const { code, quoted } = (body ?? {}) as { code?: string; quoted?: string };
        if (status !== 400) return null;
        const detail = `${code}: ${quoted}`;
        return {
          kind: 'refuse',
          error: appError('invalid-input', 'The gates are closed.', 'Open them.', { detail, traceId: 't-1' }),
        };
      },
    });
    const own = await aCollector({ vendors: [vendor], clock: collector.clock });
    const source = await own.add(server.url, { key: secret });
    server.intervene = ({ path }) =>
      path.startsWith('/parts')
        ? { status: 400, json: { code: 'G-7', quoted: secret }, packing: 'gzip' }
        : undefined;
    const [error] = await own.collect(source);
    expect(error).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('The gates are closed.'),
      traceId: 't-1',
      detail: expect.stringMatching(/^G-7: /),
    });
    expect(JSON.stringify(error)).not.toContain(secret);
    await own.remove();
  });

  it('can be a session that has ended, whatever the status', async () => {
    const vendor = gateVendor([passages], {
      explainRefusal: ({ status }) => (status === 403 ? { kind: 'renew' } : null),
    });
    const own = await aCollector({ vendors: [vendor], clock: collector.clock });
    const source = await own.add(server.url, { key: secret });
    let isRefused = true;
    server.intervene = ({ path, query }) => {
      if (!path.startsWith('/passages') || query.cursor === undefined || !isRefused) return undefined;
      isRefused = false;
      return { status: 403 };
    };
    expect(await own.collect(source)).toEqual([null]);
    expect(server.logins()).toBe(2);
    await own.remove();
  });
});

function draft() {
  return {
    vendor: 'gates',
    name: 'Test',
    url: server.url,
    settings: {},
    credentials: { secret },
    streams: {},
    credentialsExpireAtUs: null,
  };
}

async function failedIn(own: Collector, sourceId: string): Promise<void> {
  while ((await own.status(sourceId)).streams.some(({ phase }) => phase !== 'failed')) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
