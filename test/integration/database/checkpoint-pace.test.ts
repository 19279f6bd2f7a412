import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointPace } from '../../../main/database/checkpoint-pace.ts';
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
  function paceOver(idleAfterMs: number) {
    const { promise: checkpoint, resolve } = Promise.withResolvers<string>();
    const queue = {
      alone: async <Value>(doing: string) => {
        resolve(doing);
        return ok(null as Value);
      },
    };
    return { pace: new CheckpointPace(queue, { wal }, idleAfterMs), checkpoint };
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
});
