import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Backups } from '../../../main/database/back-up.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { workspacePaths } from '../../../main/database/workspace-folder.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aPageToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { flipByte } from './damage.ts';

let folder: string;
let workspace: Workspace;
let remove: () => Promise<void>;
let nowUs = testNowUs;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, "analyst's workspace");
  nowUs = testNowUs;
  workspace = await openTestWorkspace(folder, { clock: { nowUs: () => nowUs }, maxBackups: 3 });
  remove = temporary.remove;
});
afterEach(async () => {
  await workspace.close();
  await remove();
});

/** Opens a copy of the backup as a workspace of its own. */
async function openedBackup(path: string): Promise<Workspace> {
  const copy = join(dirname(folder), randomUUID());
  await mkdir(copy);
  await rename(path, join(copy, 'events.duckdb'));
  return openTestWorkspace(copy);
}

async function numbers(of: Workspace): Promise<unknown> {
  const rows = await of.readers.all({
    text: 'SELECT (SELECT count(*) FROM events) AS events, (SELECT stored FROM runs) AS stored, (SELECT count(*) FROM checkpoints) AS checkpoints',
    values: [],
  });
  return rows.ok ? rows.value[0] : rows.error;
}

describe('backing up', () => {
  it('is given up where the workspace is being closed, which says nothing of the file', async () => {
    await workspace.close();
    expect(await workspace.backUp()).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    workspace = await openTestWorkspace(folder);
    expect(workspace.notices).toEqual([]);
  });

  it('makes a file that opens as the same workspace', async () => {
    await commitEvents(workspace, [anEventToStore(), anEventToStore()], {
      checkpoint: { position: '{}', description: 'x' },
    });
    const backup = await workspace.backUp();
    if (!backup.ok) throw new Error(`${backup.error.message} ${backup.error.detail}`);
    expect(((await stat(backup.value.path)).mode & 0o777).toString(8)).toBe('600');
    const opened = await openedBackup(backup.value.path);
    expect(opened.notices).toEqual([]);
    expect(opened.workspaceId).toBe(workspace.workspaceId);
    expect(await numbers(opened)).toEqual({ events: 2, stored: 2, checkpoints: 1 });
    // The schema with its keys came along: the same event is still found, and the run's row is still one.
    expect((await commitEvents(opened, [anEventToStore()])).stored).toBe(1);
    await opened.close();
  });

  it('is consistent while pages are being stored, and holds none of them up', async () => {
    const page = aPageToStore({ runId: randomUUID() });
    const { runId, sourceId, stream } = page;
    await workspace.writer.startRun({ runId, sourceId, stream, startedAtUs: testNowUs });
    const commit = () =>
      workspace.writer.commitPage({ ...page, events: Array.from({ length: 50 }, () => anEventToStore()) });
    await commit();
    const backup = workspace.backUp();
    for (let n = 0; n < 20; n += 1) expect((await commit()).ok).toBe(true);
    const done = await backup;
    if (!done.ok) throw new Error(`${done.error.message} ${done.error.detail}`);
    const opened = await openedBackup(done.value.path);
    const inBackup = (await numbers(opened)) as { events: number; stored: number };
    expect(inBackup.stored).toBe(inBackup.events);
    expect(inBackup.events).toBeGreaterThanOrEqual(50);
    await opened.close();
    expect(await numbers(workspace)).toMatchObject({ events: 1_050, stored: 1_050 });
  });

  it('keeps the newest three and one that is older', async () => {
    const names: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      nowUs += 60_000_000;
      const backup = await workspace.backUp();
      names.push(backup.ok ? basename(backup.value.path) : backup.error.message);
    }
    expect((await readdir(join(workspace.folder, 'backups'))).sort()).toEqual([names[0], ...names.slice(-3)]);
  });

  it('asked for twice at once, does one after the other', async () => {
    const both = await Promise.all([workspace.backUp(), workspace.backUp()]);
    expect(both.map((backup) => backup.ok)).toEqual([true, true]);
  });

  it('takes away what a killed process left of one', async () => {
    const left = join(workspace.folder, 'backups', 'events-20261101T000000Z.duckdb.part');
    await writeFile(left, 'half');
    await writeFile(`${left}.wal`, 'half');
    const backup = await workspace.backUp();
    expect(await readdir(join(workspace.folder, 'backups'))).toEqual([
      backup.ok ? basename(backup.value.path) : backup.error.message,
    ]);
  });

  it('that can’t be read back is thrown away, and the older ones stay', async () => {
    await commitEvents(workspace, [anEventToStore()]);
    const sound = await workspace.backUp();
    if (!sound.ok) throw new Error(sound.error.message);
    const paths = workspacePaths(folder);
    const instance = await DuckDBInstance.create(sound.value.path);
    const damaging = async () => {
      const connection = await instance.connect();
      const run = connection.run.bind(connection);
      connection.run = async (text, ...values) => {
        const done = await run(
          text.replace('DATABASE events', `DATABASE "${basename(sound.value.path, '.duckdb')}"`),
          ...values,
        );
        const [part] = (await readdir(paths.backups)).filter((name) => name.endsWith('.part'));
        if (text === 'DETACH backup') await flipByte(join(paths.backups, part ?? ''), 3 * 4_096 + 1_000);
        return done;
      };
      return connection;
    };
    const backups = new Backups(damaging, paths, 1);
    expect(await backups.backUp(nowUs + 60_000_000)).toMatchObject({
      ok: false,
      error: {
        kind: 'storage',
        message: expect.stringMatching(/could not be read back, so it was thrown away/),
        detail: expect.stringMatching(/checksum/),
      },
    });
    instance.closeSync();
    expect(await readdir(paths.backups)).toEqual([basename(sound.value.path)]);
  });

  it('is given up when the workspace closes, and leaves nothing half done', async () => {
    const backup = workspace.backUp();
    await workspace.close();
    await backup;
    const left = await readdir(join(workspace.folder, 'backups'));
    expect(left.filter((name) => !name.endsWith('.duckdb'))).toEqual([]);
  });
});
