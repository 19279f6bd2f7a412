import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { type ScriptedAnswer, startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aCollector } from './a-collector.ts';
import { everyTestHasDoors } from './every-test-has-doors.ts';
import { doorStream, doorsOf, doorVendor } from './made-up-vendor.ts';

const doors = everyTestHasDoors();

describe('a vendor with problems', () => {
  it('leaves a day that failed the current one, and says where it goes on', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ json: doors.days['2026-11-17'] }, { json: { error: 'other shape' } });
    const [error] = await doors.collector.collect(source);
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(await doors.collector.stream(source)).toMatchObject({
      phase: 'failed',
      checkpoint: '2026-11-18',
      counts: { stored: 2 },
      lastError: { kind: 'unexpected-response' },
    });
    await doors.collector.collect(source);
    expect(doors.daysAsked()).toEqual(['11-17', '11-18', '11-18', '11-19', '11-20+']);
    expect(await doors.collector.stream(source)).toMatchObject({ phase: 'waiting', lastError: null });
  });

  it('waits as long as a 429 asks', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ status: 429, headers: { 'retry-after': '120' } });
    expect(await doors.collector.collect(source)).toEqual([null]);
    expect(doors.collector.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
    expect(doors.daysAsked()).toEqual(['11-17', '11-17', '11-18', '11-19', '11-20+']);
  });

  it('ends the run where the wait is long, and says when it comes back', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ status: 429, headers: { 'retry-after': '7200' } });
    const [error] = await doors.collector.collect(source);
    expect(error).toMatchObject({ kind: 'rate-limited', retryAtUs: Date.parse('2026-11-20T14:00Z') * 1_000 });
  });

  it.each<[string, ScriptedAnswer]>([
    ['a 500', { status: 500 }],
    ['cut-off JSON', { json: doorsOf('2026-11-17', 2), cutAfter: 50 }],
    ['a connection that breaks off', { hangUp: true }],
    ['an empty answer', { text: '' }],
  ])('tries again after %s, and loses nothing', async (_what, answer) => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue(answer, answer);
    expect(await doors.collector.collect(source)).toEqual([null]);
    expect((await doors.collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6 });
    expect(doors.collector.clock.sleeps.slice(0, 2)).toEqual([500, 1_000]);
  });

  it('gives up on a vendor that stays down after five attempts, and keeps what it has', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue(
      { json: doors.days['2026-11-17'] },
      ...Array.from({ length: 5 }, () => ({ status: 503 })),
    );
    const [error] = await doors.collector.collect(source);
    expect(error).toMatchObject({
      kind: 'vendor-unreachable',
      message: expect.stringContaining('goes on from 2026-11-18'),
    });
    expect(doors.vendor.requests).toHaveLength(6);
    expect(await doors.collector.stream(source)).toMatchObject({ phase: 'offline', counts: { stored: 2 } });
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
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue(answer);
    const [error] = await doors.collector.collect(source);
    expect(error).toMatchObject({ kind });
    expect(doors.vendor.requests).toHaveLength(1);
  });

  it('sends no credentials after a redirect to another host', async () => {
    const other = await startScriptedVendor(() => ({ json: [] }));
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ status: 302, headers: { location: other.url } });
    const [error] = await doors.collector.collect(source);
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('lets the other stream run where one has no permission', async () => {
    const own = await aCollector({ vendors: [doorVendor([doorStream('doors'), doorStream('windows')])] });
    const server = await startScriptedVendor(
      (request) => (request.path.startsWith('/windows') ? { status: 403 } : doors.answerDay(request)),
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
    const server = await startScriptedVendor(doors.answerDay, vendorClock);
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
