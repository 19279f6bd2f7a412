import { describe, expect, it } from 'vitest';
import { everyTestHasDoors } from './every-test-has-doors.ts';
import { type Door, doorsOf } from './made-up-vendor.ts';

const doors = everyTestHasDoors();

describe('collecting a stream that walks by day', () => {
  it('asks for every day since the look-back at first, and stores what each has', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    expect(await doors.collector.collect(source)).toEqual([null]);
    expect(doors.daysAsked()).toEqual(['11-17', '11-18', '11-19', '11-20+']);
    expect(doors.vendor.requests[0]?.headers['x-key']).toBe('key-of-the-north-gate');
    expect(await doors.collector.stream(source)).toMatchObject({
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
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    doors.days['2026-11-20'] = [...doorsOf('2026-11-20', 1, 7), ...doorsOf('2026-11-20', 1)];
    await doors.collector.collect(source);
    expect(doors.daysAsked().slice(4)).toEqual(['11-20+']);
    expect(await doors.collector.stream(source)).toMatchObject({
      counts: { received: 8, stored: 7, duplicate: 1 },
      lastRun: { counts: { received: 2, stored: 1, duplicate: 1 } },
    });
  });

  it('keeps one of two equal records of one answer, and of two neighbouring days', async () => {
    doors.days['2026-11-18'] = [
      ...doorsOf('2026-11-17', 1),
      ...doorsOf('2026-11-18', 1),
      ...doorsOf('2026-11-18', 1),
    ];
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    expect((await doors.collector.stream(source)).counts).toMatchObject({
      received: 9,
      stored: 7,
      duplicate: 2,
    });
  });

  it('goes on after a restart where it was, with the same counts', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    const before = await doors.collector.stream(source);
    await doors.collector.restart();
    expect(await doors.collector.stream(source)).toMatchObject({
      counts: before.counts,
      checkpoint: '2026-11-20',
    });
    await doors.collector.collect(source);
    expect(doors.daysAsked().slice(4)).toEqual(['11-20+']);
  });

  it('asks after midnight for the day before once more, so that what came late is not lost', async () => {
    const source = await doors.collector.add(doors.vendor.url);
    doors.collector.clock.set(Date.parse('2026-11-20T23:58:00Z'));
    await doors.collector.collect(source);
    doors.days['2026-11-20']?.push(...doorsOf('2026-11-20', 1, 9));
    doors.collector.clock.set(Date.parse('2026-11-21T00:08:00Z'));
    await doors.collector.collect(source);
    expect(doors.daysAsked().slice(-2)).toEqual(['11-20', '11-21+']);
    expect((await doors.collector.stream(source)).counts.stored).toBe(7);
  });

  it('stores an answer of many records in several transactions and moves the checkpoint with the last', async () => {
    doors.days['2026-11-19'] = doorsOf('2026-11-19', 4_500);
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    expect((await doors.collector.stream(source)).counts).toMatchObject({ received: 4_503, stored: 4_503 });
  });
});

describe('records', () => {
  it('rejects what can’t be read, keeps it sealed, and stores the good ones around it', async () => {
    const code = 'the-code-of-the-vault-door';
    doors.days['2026-11-19'] = [
      ...doorsOf('2026-11-19', 2),
      { id: 'bad', at: 12, door: 'x', code },
      { id: 'worse', at: '2026-11-19T08:00:00Z', door: 'throws', code },
      null,
    ];
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    expect((await doors.collector.stream(source)).counts).toMatchObject({
      received: 8,
      stored: 5,
      rejected: 3,
    });
    const rejected = await doors.collector.service.rejected(source, 10);
    expect(rejected).toMatchObject({ ok: true, value: { total: 3 } });
    expect(JSON.stringify(rejected)).toContain('at is not text.');
    expect(JSON.stringify(rejected)).not.toMatch(/the-code|never show/);
  });

  it('counts a rejected record that comes again as a duplicate', async () => {
    doors.days['2026-11-20'] = [{ id: 'bad' }];
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    await doors.collector.collect(source);
    expect((await doors.collector.stream(source)).counts).toMatchObject({ rejected: 1, duplicate: 1 });
  });

  it('lifts a secret out before anything is stored, and knows the same one again', async () => {
    const sharingOne: Door[] = [
      { id: 'a', at: '2026-11-19T08:00:00Z', door: 'opens with 4711-secret-4711', code: '4711-secret-4711' },
      { id: 'b', at: '2026-11-19T09:00:00Z', door: 'west', code: '4711-secret-4711' },
    ];
    doors.days['2026-11-19'] = sharingOne;
    const source = await doors.collector.add(doors.vendor.url);
    await doors.collector.collect(source);
    const events = await doors.collector.rows('SELECT * FROM events');
    expect(JSON.stringify(events)).not.toContain('4711-secret');
    const secrets = await doors.collector.rows('SELECT secret_type, length FROM secrets');
    expect(secrets).toEqual([{ secret_type: 'DOOR_CODE', length: 16 }]);
  });
});
