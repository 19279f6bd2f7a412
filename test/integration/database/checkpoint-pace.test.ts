import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointPace } from '../../../main/database/checkpoint-pace.ts';
import { hasCheckpointRoom } from '../../../main/database/checkpoint-room.ts';
import { ok } from '../../../shared/result.ts';

const MB = 1024 * 1024;

describe('CheckpointPace', () => {
  let folder: string;
  let wal: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyglass-pace-'));
    wal = join(folder, 'events.duckdb.wal');
    await writeFile(wal, '');
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Answers when the pace has asked for a checkpoint. */
  function paceOver(idleAfterMs: number, hasRoom = async () => true) {
    const { promise: checkpoint, resolve } = Promise.withResolvers<string>();
    const queue = {
      alone: async <Value>(doing: string) => {
        resolve(doing);
        return ok(null as Value);
      },
    };
    const paths = { folder, file: join(folder, 'events.duckdb'), wal };
    return { pace: new CheckpointPace(queue, paths, idleAfterMs, hasRoom), checkpoint };
  }

  it('folds a log of some size in as soon as no page comes any more', async () => {
    await truncate(wal, 5 * MB);
    const { pace, checkpoint } = paceOver(1);

    pace.afterPage();

    // Its own timer keeps no process alive; this one does while the test waits.
    const waiting = setInterval(() => undefined, 50);
    await expect(checkpoint).resolves.toBe('write out the log');
    clearInterval(waiting);
  });

  it('does not wait for a quiet moment once the log is large', async () => {
    await truncate(wal, 300 * MB);
    const { pace, checkpoint } = paceOver(3_600_000);

    pace.afterPage();

    await expect(checkpoint).resolves.toBe('write out the log');
    pace.close();
  });

  it('leaves the log as it is while the disk has no room to fold it in', async () => {
    await truncate(wal, 300 * MB);
    const asked: boolean[] = [];
    const room = [false, true];
    const { pace, checkpoint } = paceOver(3_600_000, async () => {
      const hasRoom = room.shift() ?? true;
      asked.push(hasRoom);
      return hasRoom;
    });

    pace.afterPage();
    pace.afterPage();

    await checkpoint;
    expect(asked).toEqual([false, true]);
    pace.close();
  });
});

describe('the room for a checkpoint', () => {
  it('is as much as the log has, and what is written anew of the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyglass-room-'));
    const paths = { folder, file: join(folder, 'events.duckdb'), wal: join(folder, 'events.duckdb.wal') };
    const hasRoom = (free: number) => hasCheckpointRoom(paths, async () => free);
    await writeFile(paths.wal, '');
    await truncate(paths.wal, 5 * MB);
    expect([await hasRoom(5 * MB - 1), await hasRoom(5 * MB)]).toEqual([false, true]);
    await writeFile(paths.file, '');
    await truncate(paths.file, 100 * MB);
    expect([await hasRoom(105 * MB - 1), await hasRoom(105 * MB)]).toEqual([false, true]);
    await truncate(paths.file, 2_000 * MB);
    expect([await hasRoom(516 * MB), await hasRoom(517 * MB)]).toEqual([false, true]);
    await truncate(paths.file, 40_000 * MB);
    expect([await hasRoom(10_004 * MB), await hasRoom(10_005 * MB)]).toEqual([false, true]);
    await truncate(paths.wal, 0);
    expect(await hasRoom(0)).toBe(true);
    await truncate(paths.wal, 5 * MB);
    expect(await hasCheckpointRoom({ ...paths, folder: join(folder, 'missing') })).toBe(true);
    await rm(folder, { recursive: true });
  });
});
