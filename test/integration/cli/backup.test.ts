import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { flipByte } from '../database/damage.ts';
import { aTerminal, stillClock, type Terminal } from './run-command.ts';

let folder: string;
let remove: () => Promise<void>;
let terminal: Terminal;

const NAME = 'events-20261120T100000Z.duckdb';
const inWorkspace = ['--workspace', 'ws'];

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = temporary.path;
  remove = temporary.remove;
  terminal = aTerminal({ clock: stillClock, folder });
  await store(3);
});
afterEach(() => remove());

async function store(events: number): Promise<void> {
  const workspace = await openTestWorkspace(join(folder, 'ws'));
  const stored = Array.from({ length: events }, () => anEventToStore({ secretFingerprint: null }));
  await commitEvents(workspace, stored);
  await workspace.close();
}

describe('backups on the command line', () => {
  it('are written, listed and restored', async () => {
    expect(await terminal.json('backup', 'create', ...inWorkspace)).toMatchObject({
      exitCode: 0,
      document: { created: NAME },
    });
    await store(2);
    expect(await terminal.json('backup', 'list', ...inWorkspace)).toMatchObject({
      exitCode: 0,
      document: {
        backups: [
          { name: NAME, writtenAt: '2026-11-20T10:00:00.000000Z', events: 3, restores: true, problem: null },
        ],
      },
    });
    const restored = await terminal.run('backup', 'restore', NAME, ...inWorkspace);
    expect(restored).toMatchObject({ exitCode: 0, stdout: '' });
    expect(restored.stderr).toContain('kept as events.duckdb.before-restore-20261120T100000Z');
    const { document } = await terminal.json('search', '*', ...inWorkspace);
    expect(document.total).toBe(3);
  });

  it('are listed as a table, with what keeps one from being restored', async () => {
    await terminal.run('backup', 'create', ...inWorkspace);
    await flipByte(join(folder, 'ws', 'backups', NAME), 300_000);
    const listed = await terminal.run('backup', 'list', ...inWorkspace);
    expect(listed.exitCode).toBe(1);
    expect(listed.stdout).toMatch(/Backup +Written +Bytes +Events +Restores/);
    expect(listed.stdout).toMatch(/no: .*Corrupt/);
    const restored = await terminal.run('backup', 'restore', NAME, ...inWorkspace);
    expect(restored.exitCode).toBe(1);
    expect(restored.stderr).toMatch(/can’t be restored/);
  });

  it('are part of the check', async () => {
    await terminal.run('backup', 'create', ...inWorkspace);
    expect(await terminal.json('check', ...inWorkspace)).toMatchObject({
      exitCode: 0,
      document: { ok: true, backups: [{ name: NAME, events: 3, restores: true }] },
    });
    const told = await terminal.run('check', ...inWorkspace);
    expect(told.stdout).toMatch(/Backups +1, each was read wholly/);
    await flipByte(join(folder, 'ws', 'backups', NAME), 300_000);
    const damaged = await terminal.run('check', ...inWorkspace);
    expect(damaged.exitCode).toBe(1);
    expect(damaged.stderr).toMatch(/Problem: The backup \S+ can’t be restored/);
  });

  it('need a workspace, and a name that there is', async () => {
    expect((await terminal.run('backup', 'list', '--workspace', 'nowhere')).exitCode).toBe(1);
    expect((await terminal.run('backup', 'create', '--workspace', 'nowhere')).exitCode).toBe(1);
    expect((await terminal.run('backup', 'restore', NAME, '--workspace', 'nowhere')).exitCode).toBe(1);
    expect((await terminal.run('backup', 'restore', ...inWorkspace)).exitCode).toBe(2);
    const unknown = await terminal.run('backup', 'restore', 'yesterday', ...inWorkspace);
    expect(unknown.stderr).toMatch(/There is no backup “yesterday”/);
    expect(await readdir(folder)).toEqual(['ws']);
  });
});
