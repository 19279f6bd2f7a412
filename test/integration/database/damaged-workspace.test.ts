import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../../../main/database/open-workspace.ts';
import { readCheckpoint } from '../../../main/database/stream-reader.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { openTestWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import {
  countEvents,
  crashed,
  eachTestHasAFolder,
  file,
  folder,
  hashOf,
  opened,
} from './a-workspace-folder.ts';
import { flipByte } from './damage.ts';

eachTestHasAFolder();

describe('a damaged workspace', () => {
  it('keeps what was committed before a crash', async () => {
    const workspace = await opened();
    await commitEvents(workspace, [anEventToStore()]);
    await crashed(workspace);
    expect(existsSync(`${file()}.wal`)).toBe(true);
    const again = await opened();
    expect(again.notices).toEqual([]);
    expect(await countEvents(again)).toBe(1);
  });

  it('drops a transaction whose end is missing from the log, whole', async () => {
    const workspace = await opened();
    await commitEvents(workspace, [anEventToStore()]);
    const { size } = await stat(`${file()}.wal`);
    await commitEvents(workspace, [anEventToStore()], {
      checkpoint: { position: '{}', description: 'later' },
    });
    await crashed(workspace);
    await truncate(`${file()}.wal`, size + 2_000);
    const again = await opened();
    expect(await countEvents(again)).toBe(1);
    expect(await readCheckpoint(again.readers, 'source-1', 'audit')).toEqual({ ok: true, value: null });
  });

  it('sets a damaged log aside and opens the file as it was written out last, checkpoint and events together', async () => {
    const first = await opened();
    await commitEvents(first, [anEventToStore()], { checkpoint: { position: '1', description: 'early' } });
    await first.close();
    const second = await opened();
    await commitEvents(second, [anEventToStore()], { checkpoint: { position: '2', description: 'late' } });
    await crashed(second);
    await flipByte(`${file()}.wal`, 300);

    const again = await opened();
    expect(again.notices).toMatchObject([{ kind: 'storage', message: expect.stringContaining('log') }]);
    expect(await countEvents(again)).toBe(1);
    expect(await readCheckpoint(again.readers, 'source-1', 'audit')).toEqual({
      ok: true,
      value: { position: '1', description: 'early' },
    });
    expect(await readdir(folder)).toContain('events.duckdb.wal.damaged-20261120T100000Z');
  });

  it.each([
    ['has a damaged head', () => flipByte(file(), 5_000).then(() => flipByte(file(), 9_000))],
    ['has lost its end', async () => truncate(file(), Math.floor((await stat(file())).size / 2))],
    ['was overwritten from the beginning', () => writeFile(file(), 'x'.repeat(50_000))],
    ['is empty', () => truncate(file(), 0)],
    ['is gone', () => rm(file())],
  ])('restores the newest backup that opens where the file %s', async (_, damage) => {
    let nowUs = testNowUs;
    const clock = { nowUs: () => nowUs };
    const workspace = await opened({ clock });
    await commitEvents(workspace, [anEventToStore()], {
      checkpoint: { position: '1', description: 'early' },
    });
    const older = await workspace.backUp();
    nowUs += 60_000_000;
    const newer = await workspace.backUp();
    if (!older.ok || !newer.ok) throw new Error('no backups');
    await commitEvents(workspace, [anEventToStore()], { checkpoint: { position: '2', description: 'late' } });
    await workspace.close();
    await writeFile(newer.value.path, 'not a database');
    await damage();

    const again = await opened();
    expect(again.workspaceId).toBe(workspace.workspaceId);
    expect(again.notices).toMatchObject([
      { kind: 'storage', message: expect.stringContaining('events-20261120T100000Z.duckdb') },
    ]);
    expect(await countEvents(again)).toBe(1);
    expect(await readCheckpoint(again.readers, 'source-1', 'audit')).toMatchObject({
      value: { description: 'early' },
    });
  });

  it('is not seen in a healthy file whose free blocks at the end were cut off at closing', async () => {
    let stored = 0;
    for (let round = 0; round < 12; round += 1) {
      const workspace = await openTestWorkspace(folder);
      expect(workspace.notices).toEqual([]);
      expect(await countEvents(workspace)).toBe(stored);
      const events = Array.from({ length: 300 * (1 + (round % 3)) }, (_, index) =>
        anEventToStore({ eventId: createHash('md5').update(`${round}/${index}`).digest('hex') }),
      );
      stored += (await commitEvents(workspace, events)).stored;
      await workspace.close();
    }
  });

  it('is not suspected for a setting that DuckDB refuses', async () => {
    await (await opened()).close();
    const before = await hashOf(file());
    expect(
      await openWorkspace({ folder, clock: testClock, createIfMissing: true, threads: 0 }),
    ).toMatchObject({
      ok: false,
    });
    expect(await hashOf(file())).toBe(before);
    expect(await readdir(folder)).not.toContain('events.duckdb.damaged-20261120T100000Z');
  });

  it('is told from a stranger’s file by the folders beside it, when its head is overwritten and there is no backup', async () => {
    await (await opened()).close();
    await writeFile(file(), 'x'.repeat(50_000));
    expect((await opened()).notices).toMatchObject([
      { message: expect.stringContaining('began an empty one') },
    ]);
    expect(await readFile(`${file()}.damaged-20261120T100000Z`, 'utf8')).toBe('x'.repeat(50_000));
  });

  it('begins an empty one where there is no backup, keeps the damaged file and says so', async () => {
    const workspace = await opened();
    await commitEvents(workspace, [anEventToStore()]);
    await workspace.close();
    await flipByte(file(), 5_000);
    await flipByte(file(), 9_000);
    const again = await opened();
    expect(again.notices).toMatchObject([{ kind: 'storage', message: expect.stringContaining('empty') }]);
    expect(await countEvents(again)).toBe(0);
    expect(await readdir(folder)).toContain('events.duckdb.damaged-20261120T100000Z');
    await again.close();
    expect((await opened()).notices).toEqual([]);
  });
});
