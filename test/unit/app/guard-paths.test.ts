import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guardPaths, mayBeWritten, whyNotRead } from '../../../main/app/guard-paths.ts';
import type { IpcHandlers } from '../../../main/app/ipc-handlers.ts';
import { ipcCalls } from '../../../shared/ipc/ipc-contract.ts';
import { ok } from '../../../shared/result.ts';

let folder: string;
let workspace: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-paths-'));
  workspace = join(folder, 'workspace');
  await mkdir(join(workspace, 'backups'), { recursive: true });
  await writeFile(join(workspace, 'events.duckdb'), '');
  await writeFile(join(folder, 'records.json'), '[]');
  await symlink(join(workspace, 'events.duckdb'), join(folder, 'link.json'));
  await symlink(workspace, join(folder, 'other-name'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a path that the page wants read', () => {
  it.each(['records.json', 'missing.json', 'workspace-of-another/records.json', '..records.json'])(
    'may be %s',
    async (name) => {
      expect(await whyNotRead(join(folder, name), workspace)).toBe(null);
    },
  );

  it.each([
    'workspace',
    'workspace/events.duckdb',
    'workspace/backups/no-such-backup.duckdb',
    'workspace/backups/../events.duckdb',
    'other-name/events.duckdb',
    'link.json',
  ])('is not the workspace’s own: %s', async (name) => {
    expect(await whyNotRead(`${folder}/${name}`, workspace)).toMatchObject({ kind: 'invalid-input' });
  });

  it
    .runIf(process.platform === 'linux')
    .each([
      '/dev/zero',
      '/dev/stdin',
      '/proc/self/environ',
      '/proc/1/mem',
      '/tmp/../proc/self/environ',
      '/sys/kernel/notes',
      'a\0b',
    ])('is not the system’s: %s', async (path) => {
    expect(await whyNotRead(path, workspace)).toMatchObject({ kind: 'invalid-input' });
  });
});

describe('a path that the page wants written', () => {
  it.each(['/tmp/events.csv', 'events.JSONL', 'C:\\exports\\events.ocsf.jsonl', '/a/b.c/rejected.json'])(
    'may be %s',
    (path) => {
      expect(mayBeWritten(path)).toBe(true);
    },
  );

  it.each([
    '/home/ana/.bashrc',
    '/home/ana/.profile.txt',
    '/home/ana/.ssh/authorized_keys',
    '/home/ana/.config/autostart/x.desktop',
    '/etc/cron.d/x',
    'run.bat',
    'C:\\start-up\\.csv',
    '/tmp/events.csv/..',
    '',
  ])('is not %s', (path) => {
    expect(mayBeWritten(path)).toBe(false);
  });
});

describe('the calls that take a path', () => {
  it('are these five, by their schemas', () => {
    const taking = Object.entries(ipcCalls).filter(([, { input }]) =>
      /"paths?":/.test(JSON.stringify(z.toJSONSchema(input, { unrepresentable: 'any' }))),
    );
    expect(taking.map(([name]) => name).sort()).toEqual([
      'exports.start',
      'imports.inspect',
      'imports.start',
      'secrets.lookUpFile',
      'sources.exportRejected',
    ]);
  });

  it('are refused before they reach what does them, or go on unchanged', async () => {
    const reached: unknown[] = [];
    const handlers = new Proxy({} as IpcHandlers, {
      get: () => async (input: unknown) => {
        reached.push(input);
        return ok({});
      },
    });
    const guarded = guardPaths(handlers, workspace) as unknown as Record<
      string,
      (input: object, signal: AbortSignal) => Promise<{ ok: boolean }>
    >;
    const { signal } = new AbortController();
    const own = join(workspace, 'events.duckdb');
    const refused: readonly (readonly [string, object])[] = [
      ['imports.inspect', { paths: [join(folder, 'records.json'), own] }],
      ['imports.start', { paths: [own] }],
      ['secrets.lookUpFile', { path: own }],
      ['exports.start', { path: join(folder, '.bashrc') }],
      ['sources.exportRejected', { path: join(folder, 'authorized_keys') }],
    ];
    for (const [call, input] of refused) {
      expect(await guarded[call]?.(input, signal), call).toMatchObject({ ok: false });
    }
    expect(reached).toEqual([]);
    await guarded['imports.start']?.({ paths: [join(folder, 'records.json')] }, signal);
    await guarded['exports.start']?.({ path: '/tmp/events.csv' }, signal);
    expect(reached).toEqual([{ paths: [join(folder, 'records.json')] }, { path: '/tmp/events.csv' }]);
  });
});
