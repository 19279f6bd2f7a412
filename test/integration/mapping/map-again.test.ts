import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import { aMappedWorkspace, type MappedWorkspace, mapAgain, statusOf } from './a-mapped-workspace.ts';
import { aStream, login } from './versioned-stream.ts';

let workspace: Workspace;
let collect: MappedWorkspace['collect'];
let serviceOf: MappedWorkspace['serviceOf'];
let rows: MappedWorkspace['rows'];
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, collect, serviceOf, rows, remove } = await aMappedWorkspace());
});
afterEach(() => remove());

const unchanging =
  'event_id, time, received_at, source_id, source_name, run_id, raw, secret_fingerprint, secret_length';

describe('mapping again', () => {
  it('gives stored events the form of the present mapping, and leaves what is not of its making', async () => {
    await collect(aStream(1), login(1, { password: 'correct-horse-battery' }), login(2));
    const before = await rows(`SELECT ${unchanging} FROM events ORDER BY time`);
    const service = serviceOf(aStream(2));
    expect((await statusOf(service)).streams).toEqual([
      { sourceId: 'source-1', stream: 'audit', outdated: 2, unmapped: 0, rejected: 0 },
    ]);

    expect(await mapAgain(service)).toEqual({
      state: 'idle',
      done: 2,
      total: 2,
      changed: 2,
      recovered: 0,
      error: null,
      streams: [{ sourceId: 'source-1', stream: 'audit', outdated: 0, unmapped: 0, rejected: 0 }],
    });
    expect(await rows(`SELECT ${unchanging} FROM events ORDER BY time`)).toEqual(before);
    const marker = `‹secret:fp:${String(before[0]?.secret_fingerprint).slice(0, 8)}›`;
    expect(
      await rows('SELECT user_name, message, mapping_version, object_uid, ecs FROM events ORDER BY time'),
    ).toEqual([
      {
        user_name: 'ana-2',
        message: 'ana by 2',
        mapping_version: 2,
        object_uid: 'record-1',
        ecs: JSON.stringify({ event: { kind: 'v2' }, secret: { value: marker } }),
      },
      {
        user_name: 'ana-2',
        message: 'ana by 2',
        mapping_version: 2,
        object_uid: 'record-2',
        ecs: '{"event":{"kind":"v2"},"secret":{}}',
      },
    ]);
    expect(await rows("SELECT count(*) AS n FROM events WHERE search_text LIKE '%ana by 2%'")).toEqual([
      { n: 2 },
    ]);
  });

  it('leaves no duplicate behind: an event that comes again is known', async () => {
    await collect(aStream(1), login(1));
    await mapAgain(serviceOf(aStream(2)));
    await collect(aStream(1), login(1));
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
  });

  it('maps what no mapping knew, without a new version as well', async () => {
    await collect(aStream(1), login(1, { kind: 'new' }), login(2));
    const service = serviceOf(aStream(1, ['login', 'new']));
    expect((await statusOf(service)).streams).toMatchObject([{ outdated: 0, unmapped: 1 }]);
    expect(await mapAgain(service)).toMatchObject({ total: 1, changed: 1, streams: [{ unmapped: 0 }] });
    expect(await rows('SELECT class_name FROM events ORDER BY time')).toEqual([
      { class_name: 'Auth' },
      { class_name: 'Auth' },
    ]);
  });

  it('changes nothing where the mapping is the same, and ends', async () => {
    await collect(aStream(1), login(1, { kind: 'unknown' }));
    const service = serviceOf(aStream(1));
    expect(await mapAgain(service)).toMatchObject({ state: 'idle', done: 1, changed: 0 });
  });

  it('keeps the form of an event whose record it no longer takes', async () => {
    await collect(aStream(1), login(1, { kind: 'lost' }));
    expect(await mapAgain(serviceOf(aStream(2)))).toMatchObject({
      changed: 0,
      streams: [{ outdated: 0 }],
    });
    expect(await rows('SELECT message, mapping_version FROM events')).toEqual([
      { message: 'ana by 1', mapping_version: 2 },
    ]);
  });

  it('goes through thousands in pieces, between which pages are stored', async () => {
    const many = Array.from({ length: 4_500 }, (_, minute) => login(minute));
    await collect(aStream(1), ...many);
    const service = serviceOf(aStream(2));
    const seen: number[] = [];
    const stored: Promise<void>[] = [];
    service.onChange(({ done, state }) => {
      if (state !== 'running' || done === 0) return;
      seen.push(done);
      stored.push(collect(aStream(2), login(10_000 + done)));
    });
    expect(await mapAgain(service)).toMatchObject({ done: 4_500, changed: 4_500 });
    await Promise.all(stored);
    expect(seen).toEqual([2_000, 4_000, 4_500]);
    expect(
      await rows(
        'SELECT count(*) AS n, count(DISTINCT event_id) AS ids, min(mapping_version) AS v FROM events',
      ),
    ).toEqual([{ n: 4_503, ids: 4_503, v: 2 }]);
  });

  it('can be stopped, and goes on with the rest the next time', async () => {
    await collect(aStream(1), ...Array.from({ length: 4_500 }, (_, minute) => login(minute)));
    const service = serviceOf(aStream(2));
    const cancelled = new Promise<unknown>((resolve) => {
      const stopListening = service.onChange(({ done }) => {
        if (done === 0) return;
        stopListening();
        resolve(service.cancel());
      });
    });
    await service.mapAgain(null);
    await cancelled;
    expect(await statusOf(service)).toMatchObject({
      state: 'idle',
      error: null,
      done: 2_000,
      streams: [{ outdated: 2_500 }],
    });
    expect(await mapAgain(service)).toMatchObject({ total: 2_500, done: 2_500, streams: [{ outdated: 0 }] });
  });

  it('loses no piece when storing one fails, and says why', async () => {
    await collect(aStream(1), login(1), login(2));
    const full = appError('disk-full', 'The disk is full.', 'Make room.');
    const service = serviceOf(aStream(2), {
      writer: { ...workspace.writer, replaceEvents: async () => failed(full) },
    });
    expect(await mapAgain(service)).toMatchObject({
      state: 'failed',
      error: full,
      streams: [{ outdated: 2 }],
    });
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 2 }]);
  });

  it('keeps to the source that it was asked for, and to streams it knows', async () => {
    await collect(aStream(1), login(1));
    const service = serviceOf(aStream(2));
    expect(await mapAgain(service, 'source-2')).toMatchObject({ total: 0, streams: [{ outdated: 1 }] });
    const other = serviceOf({ ...aStream(2), name: 'other' });
    expect((await statusOf(other)).streams).toEqual([]);
  });
});
