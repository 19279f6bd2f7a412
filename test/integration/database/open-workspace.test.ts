import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { newestSchemaVersion } from '../../../main/database/migrate.ts';
import { openWorkspace } from '../../../main/database/open-workspace.ts';
import { readStreamRecords } from '../../../main/database/stream-reader.ts';
import { findRuntime } from '../../../main/launch/project.mjs';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import {
  countEvents,
  crashed,
  eachTestHasAFolder,
  file,
  folder,
  hashOf,
  opened,
} from './a-workspace-folder.ts';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const node = findRuntime() ?? process.execPath;

eachTestHasAFolder();
const attempt = (createIfMissing = true) => openWorkspace({ folder, clock: testClock, createIfMissing });

describe('opening a workspace', () => {
  it('makes the folders and files for the owner alone', async () => {
    const workspace = await opened();
    expect((await readdir(workspace.folder)).sort()).toEqual(['backups', 'events.duckdb', 'logs', 'staging']);
    const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8);
    expect(await Promise.all(['.', 'backups', 'staging', 'logs', 'events.duckdb'].map(mode))).toEqual([
      '700',
      '700',
      '700',
      '700',
      '600',
    ]);
  });

  it('finds everything again, under the same id', async () => {
    const first = await opened();
    await commitEvents(first, [anEventToStore()]);
    await first.close();
    const second = await opened();
    expect(second.workspaceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.workspaceId).toBe(first.workspaceId);
    expect(second.notices).toEqual([]);
    expect(await countEvents(second)).toBe(1);
  });

  it('says that there is none where it may not make one, and makes nothing', async () => {
    expect(await attempt(false)).toMatchObject({ ok: false, error: { kind: 'workspace-invalid' } });
    expect(existsSync(folder)).toBe(false);
  });

  it('empties the staging folder of what a crash left there', async () => {
    await (await opened()).close();
    await writeFile(join(folder, 'staging', 'left'), 'over');
    await opened();
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
  });

  it('is refused a second time in one process, and possible again after closing', async () => {
    const first = await opened();
    expect(await attempt()).toMatchObject({ ok: false, error: { kind: 'workspace-in-use' } });
    await first.close();
    await opened();
  });

  it('is refused while another process has it open, with the process named', async () => {
    await (await opened()).close();
    const other = await holdInAnotherProcess(folder);
    try {
      const answer = await attempt();
      expect(answer).toMatchObject({ ok: false, error: { kind: 'workspace-in-use' } });
      expect(!answer.ok && answer.error.message).toContain(String(other.pid));
    } finally {
      other.kill('SIGKILL');
      await new Promise((resolve) => other.once('exit', resolve));
    }
    await opened();
  });

  it('marks runs that a crash cut off, and says so', async () => {
    const workspace = await opened();
    const run = { runId: crypto.randomUUID(), sourceId: 'source-1', stream: 'audit' };
    await workspace.writer.startRun({ ...run, startedAtUs: testNowUs });
    await crashed(workspace);
    const again = await opened();
    expect(again.notices).toHaveLength(1);
    const records = await readStreamRecords(again.readers);
    expect(records.ok && records.value[0]?.lastRun).toMatchObject({
      outcome: 'interrupted',
      finishedAtUs: testNowUs,
    });
  });
});

describe('a file that is not ours', () => {
  it('is refused and left as it is when it is no database', async () => {
    await mkdir(folder);
    await writeFile(file(), 'Dear diary, '.repeat(1_000));
    const before = await hashOf(file());
    expect(await attempt()).toMatchObject({ ok: false, error: { kind: 'workspace-invalid' } });
    expect(await hashOf(file())).toBe(before);
    expect(await readdir(folder)).toEqual(['events.duckdb']);
  });

  it("is refused and left as it is when it is another program's database", async () => {
    await mkdir(folder);
    const instance = await DuckDBInstance.create(file());
    const connection = await instance.connect();
    await connection.run('CREATE TABLE other AS SELECT 1 AS n');
    connection.disconnectSync();
    instance.closeSync();
    const before = await hashOf(file());
    expect(await attempt()).toMatchObject({ ok: false, error: { kind: 'workspace-invalid' } });
    expect(await hashOf(file())).toBe(before);
    expect(await readdir(folder)).toEqual(['events.duckdb']);
  });

  it('is refused and left as it is when a newer Keyglass wrote it, with both versions named', async () => {
    await (await opened()).close();
    const instance = await DuckDBInstance.create(file());
    const connection = await instance.connect();
    await connection.run("INSERT INTO schema_migrations VALUES (999, 'later', now()::TIMESTAMP)");
    connection.disconnectSync();
    instance.closeSync();
    const before = await hashOf(file());
    const answer = await attempt();
    expect(answer).toMatchObject({ ok: false, error: { kind: 'workspace-invalid' } });
    expect(!answer.ok && answer.error.message).toMatch(
      new RegExp(`version 999.*up to ${newestSchemaVersion}`),
    );
    expect(await hashOf(file())).toBe(before);
  });

  it.runIf(existsSync('/proc/self'))(
    'is reported where a folder takes no new ones and calls them missing, as /proc does',
    async () => {
      const result = await openWorkspace({
        folder: '/proc/keyglass/workspace',
        clock: testClock,
        createIfMissing: true,
      });
      expect(result).toMatchObject({ ok: false, error: { kind: 'storage' } });
    },
  );

  it('is reported when it stands where the folder should be, or above it', async () => {
    await writeFile(folder, 'a file where the folder should be');
    expect(await attempt()).toMatchObject({ ok: false, error: { kind: 'workspace-invalid' } });
    const below = { folder: join(folder, 'below'), clock: testClock, createIfMissing: true };
    expect(await openWorkspace(below)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await readFile(folder, 'utf8')).toBe('a file where the folder should be');
  });
});

async function holdInAnotherProcess(path: string): Promise<ChildProcess> {
  const other = fork(fileURLToPath(new URL('hold-workspace.ts', import.meta.url)), [path], {
    execPath: node,
    execArgv: [],
  });
  await new Promise((resolve, reject) => {
    other.once('message', resolve);
    other.once('exit', () => reject(new Error('the other process could not open the workspace')));
  });
  return other;
}
