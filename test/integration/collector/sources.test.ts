import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appError } from '../../../shared/app-error.ts';
import type { SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import { failed } from '../../../shared/result.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import {
  type ScriptedAnswer,
  type ScriptedVendor,
  startScriptedVendor,
} from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { doorsOf, doorVendor } from './made-up-vendor.ts';

const key = 'key-of-the-north-gate';
let vendor: ScriptedVendor;
let collector: Collector;

beforeEach(async () => {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  vendor = await startScriptedVendor(
    ({ query }) => ({ json: query.day === '2026-11-20' ? doorsOf('2026-11-20', 2) : [] }),
    clock,
  );
  collector = await aCollector({ vendors: [doorVendor()], clock });
});

afterEach(async () => {
  await collector.remove();
  await vendor.close();
});

function aDraft(overrides: Partial<SourceDraft> = {}): SourceDraft {
  return {
    vendor: 'doors',
    name: 'North gate',
    url: vendor.url,
    settings: {},
    credentials: { key },
    streams: {},
    credentialsExpireAtUs: null,
    ...overrides,
  };
}

describe('adding a source', () => {
  it('puts the credentials in the keychain and nowhere else', async () => {
    const source = await collector.add(`${vendor.url}/`);
    expect([...collector.keychain.entries.values()]).toContain(key);
    expect(JSON.stringify(await collector.rows('SELECT * FROM sources'))).not.toContain(key);
    expect(JSON.stringify(await collector.service.list())).not.toContain(key);
    expect(await collector.status(source)).toMatchObject({
      name: 'North gate',
      url: vendor.url,
      paused: false,
    });
  });

  it('keeps nothing where the keychain refuses', async () => {
    collector.keychain.failWrites = appError('keychain-unavailable', 'Locked.', 'Unlock it.');
    const added = await collector.service.add(aDraft());
    expect(added).toMatchObject({ ok: false, error: { kind: 'keychain-unavailable' } });
    expect(await collector.service.list()).toEqual({ ok: true, value: [] });
  });

  it.each<[Partial<SourceDraft>, string]>([
    [{ vendor: 'windows' }, 'invalid-input'],
    [{ credentials: {} }, 'credentials-missing'],
    [{ url: 'http://doors.example.com' }, 'insecure-address'],
    [{ name: 'NORTH GATE' }, 'invalid-input'],
  ])('refuses %j and leaves the keychain as it was', async (overrides, kind) => {
    await collector.add(vendor.url);
    const before = new Map(collector.keychain.entries);
    const added = await collector.service.add(aDraft({ name: 'Other', ...overrides }));
    expect(added).toMatchObject({ ok: false, error: { kind } });
    expect(collector.keychain.entries).toEqual(before);
  });
});

describe('changing and removing a source', () => {
  it('keeps the credentials that the change leaves empty', async () => {
    const sourceId = await collector.add(vendor.url);
    const updated = await collector.service.update({
      sourceId,
      name: 'South gate',
      credentials: { key: '' },
    });
    expect(updated).toEqual({ ok: true, value: null });
    expect(await collector.status(sourceId)).toMatchObject({ name: 'South gate' });
    expect(await collector.collect(sourceId)).toEqual([null]);
    expect(vendor.requests[0]?.headers['x-key']).toBe(key);
  });

  it('uses new credentials from the next request on', async () => {
    const sourceId = await collector.add(vendor.url);
    await collector.service.update({ sourceId, credentials: { key: 'a-new-key' } });
    await collector.collect(sourceId);
    expect(vendor.requests[0]?.headers['x-key']).toBe('a-new-key');
  });

  it('puts the old credentials back where the change can’t be saved', async () => {
    await collector.add(vendor.url, { name: 'South gate' });
    const sourceId = await collector.add(vendor.url);
    const updated = await collector.service.update({
      sourceId,
      name: 'South gate',
      credentials: { key: 'x-1' },
    });
    expect(updated).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    await collector.collect(sourceId);
    expect(vendor.requests[0]?.headers['x-key']).toBe(key);
  });

  it('takes the credentials along when it is removed, and leaves the events', async () => {
    const sourceId = await collector.add(vendor.url);
    await collector.collect(sourceId);
    expect(await collector.service.remove(sourceId)).toEqual({ ok: true, value: null });
    expect([...collector.keychain.entries.values()]).not.toContain(key);
    expect(await collector.service.list()).toEqual({ ok: true, value: [] });
    expect(await collector.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 2 }]);
    expect(await collector.service.collect(sourceId)).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('ends a run that is going on before it removes the source', async () => {
    const sourceId = await collector.add(vendor.url);
    vendor.enqueue({ silentBody: true });
    await collector.service.collect(sourceId);
    await vendor.requestCame(1);
    expect((await collector.service.remove(sourceId)).ok).toBe(true);
    expect(await collector.rows('SELECT outcome FROM runs')).toEqual([{ outcome: 'cancelled' }]);
  });
});

describe('testing a connection', () => {
  async function test(answer: ScriptedAnswer, draft: Partial<SourceDraft> = {}) {
    vendor.enqueue(answer);
    const tested = await collector.service.test({ sourceId: null, draft: aDraft(draft) });
    return tested.ok ? tested.value : tested.error;
  }

  it('says how many records came, and stores nothing', async () => {
    expect(await test({ json: doorsOf('2026-11-20', 2) }, { name: '' })).toEqual([
      {
        stream: 'doors',
        ok: true,
        message: `Connected: ${vendor.host} answered with 2 records.`,
        error: null,
      },
    ]);
    expect(await collector.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
    expect(collector.keychain.entries.size).toBe(1);
  });

  it.each<[string, ScriptedAnswer, string, RegExp]>([
    ['a wrong token', { status: 401 }, 'credentials-rejected', /does not accept the credentials/],
    ['a missing permission', { status: 403 }, 'permission-missing', /does not let them read/],
    ['a wrong path', { status: 404 }, 'not-found', /nothing at this address/],
    [
      'a web page',
      { text: '<html>', headers: { 'content-type': 'text/html' } },
      'unexpected-response',
      /web page/,
    ],
    ['another API', { json: { hello: 1 } }, 'unexpected-response', /not the door API/],
    ['a vendor that is down', { status: 502 }, 'vendor-unreachable', /problem of its own/],
    ['a broken connection', { hangUp: true }, 'vendor-unreachable', /broke off/],
  ])('says in plain words what is wrong with %s, after one request', async (_what, answer, kind, message) => {
    expect(await test(answer)).toMatchObject([
      { ok: false, message: expect.stringMatching(message), error: { kind } },
    ]);
    expect(vendor.requests).toHaveLength(1);
  });

  it('refuses a draft that can’t be tried, without a request', async () => {
    expect(await test({}, { url: 'http://doors.example.com' })).toMatchObject({ kind: 'insecure-address' });
    expect(await test({}, { credentials: {} })).toMatchObject({ kind: 'credentials-missing' });
    expect(vendor.requests).toEqual([]);
  });

  it('tries a kept source with its own credentials', async () => {
    const sourceId = await collector.add(vendor.url);
    const tested = await collector.service.test({ sourceId, draft: aDraft({ credentials: { key: '' } }) });
    expect(tested).toMatchObject({ ok: true, value: [{ ok: true }] });
    expect(vendor.requests[0]?.headers['x-key']).toBe(key);
  });
});

describe('without what collecting needs', () => {
  it('refuses to collect with a locked vault, says why, and lets the rest work', async () => {
    const error = appError('vault-locked', 'The vault is locked.', 'Unlock it.');
    const locked = await aCollector({ vendors: [doorVendor()], vault: failed(error) });
    const sourceId = await locked.add(vendor.url);
    expect(await locked.service.collect(sourceId)).toEqual({ ok: false, error });
    expect(await locked.service.collectUntilCaughtUp([sourceId])).toEqual({ ok: false, error });
    expect(await locked.service.importFiles({ vendor: 'doors', stream: 'doors', paths: [] })).toEqual({
      ok: false,
      error,
    });
    expect(await locked.service.test({ sourceId, draft: aDraft() })).toMatchObject({ value: [{ ok: true }] });
    expect((await locked.service.remove(sourceId)).ok).toBe(true);
    await locked.remove();
  });

  it('says that credentials are missing, in the run and in the status', async () => {
    const sourceId = await collector.add(vendor.url);
    collector.keychain.entries.clear();
    expect(await collector.service.collect(sourceId)).toMatchObject({
      error: { kind: 'credentials-missing' },
    });
    expect(await collector.collect(sourceId)).toMatchObject([{ kind: 'credentials-missing' }]);
    await collector.restart();
    expect(await collector.stream(sourceId)).toMatchObject({ lastError: { kind: 'credentials-missing' } });
  });

  it('takes credentials from the environment where there is no keychain', async () => {
    const own = await aCollector({
      vendors: [doorVendor()],
      withoutKeychain: true,
      environment: { KEYGLASS_CREDENTIAL_NORTH_GATE_KEY: 'from-the-environment' },
    });
    const added = await own.service.add(aDraft({ credentials: {} }));
    const sourceId = added.ok ? added.value.sourceId : '';
    expect(await own.collect(sourceId)).toEqual([null]);
    expect(vendor.requests[0]?.headers['x-key']).toBe('from-the-environment');
    await own.remove();
  });
});

describe('running by itself', () => {
  async function scheduled(answer: () => ScriptedAnswer) {
    const clock = createFakeClock('2026-11-20T12:00:00Z');
    const server = await startScriptedVendor(answer, clock);
    const own = await aCollector({ vendors: [doorVendor()], clock });
    return { clock, server, own };
  }

  it('collects at once, on the interval, and not while it is paused', async () => {
    const { clock, server, own } = await scheduled(() => ({ json: [] }));
    const sourceId = await own.add(server.url, { lookBackDays: 1 });
    own.service.startSchedule();
    await server.requestCame(2);
    await until(own, sourceId, (status) => status.streams[0]?.phase === 'waiting');
    expect(await own.stream(sourceId)).toMatchObject({ nextRunAtUs: clock.nowUs() + 600_000_000 });
    await clock.advance(600_000);
    await server.requestCame(3);
    await until(own, sourceId, (status) => status.streams[0]?.phase === 'waiting');
    await own.service.pause(sourceId);
    expect(await own.stream(sourceId)).toMatchObject({ nextRunAtUs: null, phase: 'paused' });
    await clock.advance(3_600_000);
    expect(server.requests).toHaveLength(3);
    await own.service.resume(sourceId);
    await server.requestCame(4);
    await own.remove();
    await server.close();
  });

  it('does not try rejected credentials again within the hour, not even after a restart', async () => {
    const { clock, server, own } = await scheduled(() => ({ status: 401 }));
    const sourceId = await own.add(server.url);
    own.service.startSchedule();
    await server.requestCame(1);
    await until(own, sourceId, (status) => status.streams[0]?.phase === 'failed');
    await clock.advance(30 * 60_000);
    await own.restart();
    own.service.startSchedule();
    await clock.advance(29 * 60_000);
    expect(server.requests).toHaveLength(1);
    await clock.advance(2 * 60_000);
    await server.requestCame(2);
    await until(own, sourceId, (status) => status.streams[0]?.phase === 'failed');
    await own.service.update({ sourceId, credentials: { key: 'a-new-key' } });
    await server.requestCame(3);
    await own.remove();
    await server.close();
  });

  it('tells of changes and of what was stored', async () => {
    const statuses: SourceStatus[][] = [];
    const stored: { stored: number; storedAtUs: number }[] = [];
    collector.service.onChange((sources) => statuses.push(sources));
    const stop = collector.service.onStored((news) => stored.push(news));
    const sourceId = await collector.add(vendor.url);
    await collector.collect(sourceId);
    await until(collector, sourceId, () => statuses.at(-1)?.[0]?.streams[0]?.counts.stored === 2);
    expect(stored).toEqual([{ stored: 2, storedAtUs: expect.any(Number) }]);
    stop();
  });
});

/** Asks for the status until it is as expected; the runner's time-out ends a wait in vain. */
async function until(
  own: Collector,
  sourceId: string,
  isSo: (status: SourceStatus) => boolean,
): Promise<void> {
  while (!isSo(await own.status(sourceId))) await new Promise((resolve) => setImmediate(resolve));
}
