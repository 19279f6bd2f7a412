import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamageWatch } from '../../../main/database/damage-watch.ts';
import { damageNoted, noteDamage, readingNoted } from '../../../main/database/file-notes.ts';
import { tryBackups } from '../../../main/database/try-backup.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { workspacePaths } from '../../../main/database/workspace-folder.ts';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { filePath, flipByte } from './damage.ts';

let folder: string;
let remove: () => Promise<void>;
const open: Workspace[] = [];

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((workspace) => workspace.close()));
  await remove();
});

async function opened(options: Parameters<typeof openTestWorkspace>[1] = {}): Promise<Workspace> {
  const workspace = await openTestWorkspace(folder, options);
  open.push(workspace);
  return workspace;
}

/** Closed, with a backup, and with a flipped byte in the first block of the column. */
async function withDamagedColumn(column: string): Promise<void> {
  const workspace = await opened();
  const events = Array.from({ length: 5_000 }, (_, n) => anEventToStore({ eventId: testId(`${n}`) }));
  await commitEvents(workspace, events);
  expect(await workspace.backUp()).toMatchObject({ ok: true });
  await workspace.close();
  const instance = await DuckDBInstance.create(filePath(folder));
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(`SELECT min(block_id) AS id FROM pragma_storage_info('events')
    WHERE column_name = '${column}' AND persistent AND block_id >= 0`);
  connection.disconnectSync();
  instance.closeSync();
  await flipByte(filePath(folder), 3 * 4_096 + Number(found.getRowsJS()[0]?.[0]) * 262_144 + 1_000);
}

const ask = (workspace: Workspace, text: string) => workspace.readers.all({ text, values: [] });
const paths = () => workspacePaths(folder);

describe('a damaged block that is met while the workspace is open', () => {
  it('fails the question with a sentence that says so, and no other question', async () => {
    await withDamagedColumn('raw');
    const workspace = await opened();
    expect(workspace.notices).toEqual([]);
    const answer = await ask(workspace, 'SELECT max(raw) FROM events');
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: 'workspace-damaged',
        message: expect.stringMatching(/part of the workspace’s file is damaged/),
        remedy: expect.stringMatching(/start it again/),
      },
    });
    expect(await ask(workspace, 'SELECT max(operation) AS most FROM events')).toEqual({
      ok: true,
      value: [{ most: 'secret-exposed' }],
    });
  });

  it('fails a stream of rows the same way', async () => {
    await withDamagedColumn('raw');
    const workspace = await opened();
    const pieces: unknown[] = [];
    for await (const piece of workspace.readers.stream({ text: 'SELECT raw FROM events', values: [] })) {
      if (!piece.ok) pieces.push(piece.error.kind);
    }
    expect(pieces).toEqual(['workspace-damaged']);
    await workspace.close();
    expect(await damageNoted(paths())).toMatch(/checksum/);
  });

  it('is told once, and to a listener that comes late', async () => {
    await withDamagedColumn('raw');
    const workspace = await opened();
    const told: AppError[] = [];
    workspace.onNotice((notice) => told.push(notice));
    await ask(workspace, 'SELECT max(raw) FROM events');
    await ask(workspace, 'SELECT max(raw) FROM events');
    workspace.onNotice((notice) => told.push(notice));
    expect(told.map(({ kind }) => kind)).toEqual(['workspace-damaged', 'workspace-damaged']);
  });

  it('keeps events from being stored where their ids can’t be compared, and says so', async () => {
    await withDamagedColumn('event_id');
    const workspace = await opened();
    await expect(commitEvents(workspace, [anEventToStore()])).rejects.toThrow(/damaged on the disk/);
  });

  it('keeps a backup from being written, leaves the older one and says so', async () => {
    await withDamagedColumn('raw');
    const workspace = await opened();
    const told: string[] = [];
    workspace.onNotice(({ message }) => told.push(message));
    expect(await workspace.backUp()).toMatchObject({ ok: false, error: { kind: 'workspace-damaged' } });
    expect(told.join('\n')).toMatch(/could not write a backup/);
    expect(await tryBackups(paths())).toMatchObject([{ restores: true, events: 5_000 }]);
  });

  it('has the next opening read everything and restore the backup, and the one after that nothing to say', async () => {
    await withDamagedColumn('raw');
    const workspace = await opened();
    await ask(workspace, 'SELECT max(raw) FROM events');
    await workspace.close();
    const second = await opened();
    expect(second.notices).toMatchObject([
      { message: expect.stringMatching(/The backup .* was put in its place/) },
    ]);
    expect(await ask(second, 'SELECT count(raw) AS n FROM events')).toMatchObject({ value: [{ n: 5_000 }] });
    await second.close();
    expect(await damageNoted(paths())).toBeNull();
    expect((await opened()).notices).toEqual([]);
  });

  it('says so when the whole file can be read after all', async () => {
    const workspace = await opened();
    await commitEvents(workspace, [anEventToStore()]);
    await workspace.close();
    await noteDamage(paths(), 'IO Error: met once');
    const again = await opened();
    expect(again.notices).toMatchObject([{ message: expect.stringMatching(/All of it could be read/) }]);
    expect(await damageNoted(paths())).toBeNull();
  });
});

describe('reading the whole file in the background', () => {
  it('is done once a day', async () => {
    let nowUs = testNowUs;
    const options = { clock: { nowUs: () => nowUs }, readAfterMs: 0 };
    const readAgain = async () => {
      const workspace = await opened(options);
      const wasRead = await workspace.readingDone;
      await workspace.close();
      return wasRead;
    };
    expect(await readAgain()).toBe(true);
    expect(await readingNoted(paths())).toBe(testNowUs);
    nowUs += US_PER_DAY / 2;
    expect(await readAgain()).toBe(false);
    nowUs += US_PER_DAY / 2;
    expect(await readAgain()).toBe(true);
  });

  it('ends at once when the workspace is closed', async () => {
    const workspace = await opened({ readAfterMs: 0 });
    // It waits in line behind these, so that it can't have come to its end before the closing.
    const text =
      'SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3';
    const others = Array.from({ length: 8 }, () => ask(workspace, text));
    await commitEvents(workspace, [anEventToStore()]);
    await workspace.close();
    expect(await workspace.readingDone).toBe(false);
    for (const other of others) expect(await other).toMatchObject({ error: { kind: 'cancelled' } });
    expect(existsSync(`${filePath(folder)}.read-wholly`)).toBe(false);
  });
});

describe('a database that stopped', () => {
  it('is told, and has the next opening read everything', async () => {
    await (await opened()).close();
    const watch = new DamageWatch(paths());
    const told: string[] = [];
    watch.onNotice(({ message }) => told.push(message));
    watch.see(appError('cancelled', '', ''));
    watch.see(appError('storage', '', '', { detail: 'FATAL Error: database has been invalidated' }));
    expect(told).toEqual([expect.stringMatching(/nothing more can be read or stored/)]);
    await watch.settled();
    expect(await damageNoted(paths())).toMatch(/FATAL/);
  });
});
