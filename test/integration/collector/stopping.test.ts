import { describe, expect, it } from 'vitest';
import { everyTestHasDoors } from './every-test-has-doors.ts';

const doors = everyTestHasDoors();

describe('stopping in the middle', () => {
  it('keeps what is stored when it is cancelled, and goes on from there', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue(
      { json: doors.days['2026-11-17'] },
      { json: [], after: new Promise(() => undefined) },
    );
    const collecting = doors.collector.collect(source);
    await doors.vendor.requestCame(2);
    expect(await doors.collector.stream(source)).toMatchObject({
      phase: 'collecting',
      progress: { done: 1, total: 4, unit: 'days', at: '2026-11-18' },
    });
    await doors.collector.service.cancel(source);
    expect(await collecting).toMatchObject([{ kind: 'cancelled' }]);
    expect(await doors.collector.stream(source)).toMatchObject({
      phase: 'waiting',
      checkpoint: '2026-11-18',
      lastRun: { outcome: 'cancelled', counts: { stored: 2 } },
    });
    expect(await doors.collector.collect(source)).toEqual([null]);
    expect((await doors.collector.stream(source)).counts).toMatchObject({
      received: 6,
      stored: 6,
      duplicate: 0,
    });
  });

  it('is stopped by the caller’s signal as well', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ silentBody: true });
    const stop = new AbortController();
    const collecting = doors.collector.collect(source, stop.signal);
    await doors.vendor.requestCame(1);
    stop.abort();
    expect(await collecting).toMatchObject([{ kind: 'cancelled' }]);
  });

  it('stays paused after a restart, and goes on when it is resumed', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ json: doors.days['2026-11-17'] }, { silentBody: true });
    await doors.collector.service.collect(source);
    await doors.vendor.requestCame(2);
    await doors.collector.service.pause(source);
    expect(await doors.collector.stream(source)).toMatchObject({ phase: 'paused', counts: { stored: 2 } });
    await doors.collector.restart();
    expect(await doors.collector.status(source)).toMatchObject({
      paused: true,
      streams: [{ phase: 'paused' }],
    });
    await doors.collector.service.resume(source);
    await doors.collector.collect(source);
    expect(await doors.collector.stream(source)).toMatchObject({ phase: 'waiting', counts: { stored: 6 } });
  });

  it('ends a run as interrupted when the app closes, and goes on at the next start', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.vendor.enqueue({ json: doors.days['2026-11-17'] }, { silentBody: true });
    await doors.collector.service.collect(source);
    await doors.vendor.requestCame(2);
    await doors.collector.restart();
    expect(await doors.collector.stream(source)).toMatchObject({
      lastRun: { outcome: 'interrupted', counts: { stored: 2 } },
      checkpoint: '2026-11-18',
    });
    await doors.collector.collect(source);
    expect((await doors.collector.stream(source)).counts).toMatchObject({ received: 6, stored: 6 });
  });
});
