import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import {
  type ScriptedAnswer,
  type ScriptedVendor,
  type SeenRequest,
  startScriptedVendor,
} from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type Door, doorStream, doorsOf, doorVendor } from './made-up-vendor.ts';

/** What the made-up vendor has, by day; tests change it as they go. */
let days: Record<string, unknown[]>;
let vendor: ScriptedVendor;
let collector: Collector;

function answerDay({ query }: SeenRequest): ScriptedAnswer {
  return { json: days[query.day ?? ''] ?? [] };
}

beforeEach(async () => {
  days = {
    '2026-11-17': doorsOf('2026-11-17', 2),
    '2026-11-18': [],
    '2026-11-19': doorsOf('2026-11-19', 3),
    '2026-11-20': doorsOf('2026-11-20', 1),
  };
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  vendor = await startScriptedVendor((request) => answerDay(request), clock);
  collector = await aCollector({ vendors: [doorVendor()], clock });
});

afterEach(async () => {
  await collector.remove();
  await vendor.close();
});

function daysAsked(): string[] {
  return vendor.requests.map(({ query }) => `${query.day?.slice(5)}${query.open ? '+' : ''}`);
}

describe('collecting a stream that walks by day', () => {
  it('asks for every day since the look-back at first, and stores what each has', async () => {
    const source = await collector.add(vendor.url);
    expect(await collector.collect(source)).toEqual([null]);
    expect(daysAsked()).toEqual(['11-17', '11-18', '11-19', '11-20+']);
    expect(vendor.requests[0]?.headers['x-key']).toBe('key-of-the-north-gate');
    expect(await collector.stream(source)).toMatchObject({
      phase: 'waiting',
      counts: { received: 6, stored: 6, duplicate: 0, rejected: 0, unmapped: 6 },
      checkpoint: '2026-11-20',
      lastRun: { outcome: 'succeeded', counts: { received: 6 } },
      newestEventUs: Date.parse('2026-11-20T08:00:00Z') * 1_000,
      lagUs: 0,
      lastError: null,
      progress: null,
    });
  });

  it('reads today again and stores only what is new, late events of the day with it', async () => {
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    days['2026-11-20'] = [...doorsOf('2026-11-20', 1, 7), ...doorsOf('2026-11-20', 1)];
    await collector.collect(source);
    expect(daysAsked().slice(4)).toEqual(['11-20+']);
    expect(await collector.stream(source)).toMatchObject({
      counts: { received: 8, stored: 7, duplicate: 1 },
      lastRun: { counts: { received: 2, stored: 1, duplicate: 1 } },
    });
  });

  it('keeps one of two equal records of one answer, and of two neighbouring days', async () => {
    days['2026-11-18'] = [
      ...doorsOf('2026-11-17', 1),
      ...doorsOf('2026-11-18', 1),
      ...doorsOf('2026-11-18', 1),
    ];
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 9, stored: 7, duplicate: 2 });
  });

  it('goes on after a restart where it was, with the same counts', async () => {
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    const before = await collector.stream(source);
    await collector.restart();
    expect(await collector.stream(source)).toMatchObject({ counts: before.counts, checkpoint: '2026-11-20' });
    await collector.collect(source);
    expect(daysAsked().slice(4)).toEqual(['11-20+']);
  });

  it('asks after midnight for the day before once more, so that what came late is not lost', async () => {
    const source = await collector.add(vendor.url);
    collector.clock.set(Date.parse('2026-11-20T23:58:00Z'));
    await collector.collect(source);
    days['2026-11-20']?.push(...doorsOf('2026-11-20', 1, 9));
    collector.clock.set(Date.parse('2026-11-21T00:08:00Z'));
    await collector.collect(source);
    expect(daysAsked().slice(-2)).toEqual(['11-20', '11-21+']);
    expect((await collector.stream(source)).counts.stored).toBe(7);
  });

  it('stores an answer of many records in several transactions and moves the checkpoint with the last', async () => {
    days['2026-11-19'] = doorsOf('2026-11-19', 4_500);
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 4_503, stored: 4_503 });
  });
});

describe('records', () => {
  it('rejects what can’t be read, keeps it sealed, and stores the good ones around it', async () => {
    const code = 'the-code-of-the-vault-door';
    days['2026-11-19'] = [
      ...doorsOf('2026-11-19', 2),
      { id: 'bad', at: 12, door: 'x', code },
      { id: 'worse', at: '2026-11-19T08:00:00Z', door: 'throws', code },
      null,
    ];
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 8, stored: 5, rejected: 3 });
    const rejected = await collector.service.rejected(source, 10);
    expect(rejected).toMatchObject({ ok: true, value: { total: 3 } });
    expect(JSON.stringify(rejected)).toContain('at is not text.');
    expect(JSON.stringify(rejected)).not.toMatch(/the-code|never show/);
  });

  it('counts a rejected record that comes again as a duplicate', async () => {
    days['2026-11-20'] = [{ id: 'bad' }];
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ rejected: 1, duplicate: 1 });
  });

  it('lifts a secret out before anything is stored, and knows the same one again', async () => {
    const doors: Door[] = [
      { id: 'a', at: '2026-11-19T08:00:00Z', door: 'opens with 4711-secret-4711', code: '4711-secret-4711' },
      { id: 'b', at: '2026-11-19T09:00:00Z', door: 'west', code: '4711-secret-4711' },
    ];
    days['2026-11-19'] = doors;
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    const events = await collector.rows('SELECT * FROM events');
    expect(JSON.stringify(events)).not.toContain('4711-secret');
    const secrets = await collector.rows('SELECT secret_type, length FROM secrets');
    expect(secrets).toEqual([{ secret_type: 'DOOR_CODE', length: 16 }]);
  });
});

describe('a vendor with problems', () => {
  it('leaves a day that failed the current one, and says where it goes on', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ json: days['2026-11-17'] }, { json: { error: 'other shape' } });
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(await collector.stream(source)).toMatchObject({
      phase: 'failed',
      checkpoint: '2026-11-18',
      counts: { stored: 2 },
      lastError: { kind: 'unexpected-response' },
    });
    await collector.collect(source);
    expect(daysAsked()).toEqual(['11-17', '11-18', '11-18', '11-19', '11-20+']);
    expect(await collector.stream(source)).toMatchObject({ phase: 'waiting', lastError: null });
  });

  it('waits as long as a 429 asks', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ status: 429, headers: { 'retry-after': '120' } });
    expect(await collector.collect(source)).toEqual([null]);
    expect(collector.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
    expect(daysAsked()).toEqual(['11-17', '11-17', '11-18', '11-19', '11-20+']);
  });

  it('ends the run where the wait is long, and says when it comes back', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ status: 429, headers: { 'retry-after': '7200' } });
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({ kind: 'rate-limited', retryAtUs: Date.parse('2026-11-20T14:00Z') * 1_000 });
  });

  it.each<[string, ScriptedAnswer]>([
    ['a 500', { status: 500 }],
    ['cut-off JSON', { json: doorsOf('2026-11-17', 2), cutAfter: 50 }],
    ['a connection that breaks off', { hangUp: true }],
    ['an empty answer', { text: '' }],
  ])('tries again after %s, and loses nothing', async (_what, answer) => {
    const source = await collector.add(vendor.url);
    vendor.enqueue(answer, answer);
    expect(await collector.collect(source)).toEqual([null]);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6 });
    expect(collector.clock.sleeps.slice(0, 2)).toEqual([500, 1_000]);
  });

  it('gives up on a vendor that stays down after five attempts, and keeps what it has', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ json: days['2026-11-17'] }, ...Array.from({ length: 5 }, () => ({ status: 503 })));
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({
      kind: 'vendor-unreachable',
      message: expect.stringContaining('goes on from 2026-11-18'),
    });
    expect(vendor.requests).toHaveLength(6);
    expect(await collector.stream(source)).toMatchObject({ phase: 'offline', counts: { stored: 2 } });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a 401', { status: 401 }, 'credentials-rejected'],
    ['a 403', { status: 403 }, 'permission-missing'],
    ['a 404', { status: 404 }, 'not-found'],
    [
      'a web page',
      { text: '<html>sign in', headers: { 'content-type': 'text/html' } },
      'unexpected-response',
    ],
    ['an answer without end', { endless: true }, 'unexpected-response'],
  ])('stops at %s without another request', async (_what, answer, kind) => {
    const source = await collector.add(vendor.url);
    vendor.enqueue(answer);
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({ kind });
    expect(vendor.requests).toHaveLength(1);
  });

  it('sends no credentials after a redirect to another host', async () => {
    const other = await startScriptedVendor(() => ({ json: [] }));
    const source = await collector.add(vendor.url);
    vendor.enqueue({ status: 302, headers: { location: other.url } });
    const [error] = await collector.collect(source);
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('lets the other stream run where one has no permission', async () => {
    const own = await aCollector({ vendors: [doorVendor([doorStream('doors'), doorStream('windows')])] });
    const server = await startScriptedVendor(
      (request) => (request.path.startsWith('/windows') ? { status: 403 } : answerDay(request)),
      own.clock,
    );
    const source = await own.add(server.url);
    const errors = await own.collect(source);
    expect(errors.map((error) => error?.kind ?? null)).toEqual([null, 'permission-missing']);
    expect(await own.stream(source, 'doors')).toMatchObject({ phase: 'waiting', counts: { stored: 6 } });
    expect(await own.stream(source, 'windows')).toMatchObject({ phase: 'failed' });
    await own.remove();
    await server.close();
  });

  it('tells of a clock that is off, and misses nothing for it', async () => {
    const vendorClock = createFakeClock('2026-11-20T12:00:00Z');
    const server = await startScriptedVendor(answerDay, vendorClock);
    const own = await aCollector({
      vendors: [doorVendor()],
      clock: createFakeClock('2026-11-23T12:00:00Z', { skipSleeps: true }),
    });
    const source = await own.add(server.url);
    expect(await own.collect(source)).toEqual([null]);
    expect(await own.stream(source)).toMatchObject({
      checkpoint: '2026-11-20',
      counts: { stored: 6 },
      lastError: { message: expect.stringMatching(/3 days ahead of/) },
    });
    await own.remove();
    await server.close();
  });
});

describe('stopping in the middle', () => {
  it('keeps what is stored when it is cancelled, and goes on from there', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ json: days['2026-11-17'] }, { json: [], after: new Promise(() => undefined) });
    const collecting = collector.collect(source);
    await vendor.requestCame(2);
    expect(await collector.stream(source)).toMatchObject({
      phase: 'collecting',
      progress: { done: 1, total: 4, unit: 'days', at: '2026-11-18' },
    });
    await collector.service.cancel(source);
    expect(await collecting).toMatchObject([{ kind: 'cancelled' }]);
    expect(await collector.stream(source)).toMatchObject({
      phase: 'waiting',
      checkpoint: '2026-11-18',
      lastRun: { outcome: 'cancelled', counts: { stored: 2 } },
    });
    expect(await collector.collect(source)).toEqual([null]);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6, duplicate: 0 });
  });

  it('is stopped by the caller’s signal as well', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ silentBody: true });
    const stop = new AbortController();
    const collecting = collector.collect(source, stop.signal);
    await vendor.requestCame(1);
    stop.abort();
    expect(await collecting).toMatchObject([{ kind: 'cancelled' }]);
  });

  it('stays paused after a restart, and goes on when it is resumed', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ json: days['2026-11-17'] }, { silentBody: true });
    await collector.service.collect(source);
    await vendor.requestCame(2);
    await collector.service.pause(source);
    expect(await collector.stream(source)).toMatchObject({ phase: 'paused', counts: { stored: 2 } });
    await collector.restart();
    expect(await collector.status(source)).toMatchObject({ paused: true, streams: [{ phase: 'paused' }] });
    await collector.service.resume(source);
    await collector.collect(source);
    expect(await collector.stream(source)).toMatchObject({ phase: 'waiting', counts: { stored: 6 } });
  });

  it('ends a run as interrupted when the app closes, and goes on at the next start', async () => {
    const source = await collector.add(vendor.url);
    vendor.enqueue({ json: days['2026-11-17'] }, { silentBody: true });
    await collector.service.collect(source);
    await vendor.requestCame(2);
    await collector.restart();
    expect(await collector.stream(source)).toMatchObject({
      lastRun: { outcome: 'interrupted', counts: { stored: 2 } },
      checkpoint: '2026-11-18',
    });
    await collector.collect(source);
    expect((await collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6 });
  });
});
