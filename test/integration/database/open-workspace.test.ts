import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestSchemaVersion } from '../../../main/database/migrate.ts';
import { openWorkspace } from '../../../main/database/open-workspace.ts';
import { readStreamRecords } from '../../../main/database/stream-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { findRuntime } from '../../../main/launch/project.mjs';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import {
  aTemporaryFolder,
  openTestWorkspace,
  testClock,
  testNowUs,
} from '../../helpers/temporary-workspace.ts';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const node = findRuntime() ?? process.execPath;

let folder: string;
let remove: () => Promise<void>;
let open: Workspace[] = [];

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((workspace) => workspace.close()));
  await remove();
});

const attempt = (createIfMissing = true) => openWorkspace({ folder, clock: testClock, createIfMissing });
const file = () => join(folder, 'events.duckdb');

async function opened(options: Parameters<typeof openTestWorkspace>[1] = {}): Promise<Workspace> {
  const workspace = await openTestWorkspace(folder, options);
  open.push(workspace);
  return workspace;
}

async function countEvents(workspace: Workspace): Promise<unknown> {
  const answer = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
  return answer.ok ? answer.value[0]?.n : answer.error;
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Takes the files as they are while the workspace is open: what a crash would leave. */
async function crashed(workspace: Workspace): Promise<void> {
  const copy = `${folder}-copy`;
  await cp(folder, copy, { recursive: true });
  await workspace.close();
  open = open.filter((other) => other !== workspace);
  await rm(folder, { recursive: true });
  await cp(copy, folder, { recursive: true });
  await rm(copy, { recursive: true });
}

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
