import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const pinnedNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));
const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
const script = fileURLToPath(new URL('open-and-tell.ts', import.meta.url));

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  const workspace = await openTestWorkspace(folder);
  await commitEvents(workspace, [anEventToStore()]);
  await workspace.close();
});
afterEach(() => remove());

/** In a mount namespace of its own, for the owner of the tests may write whatever the mode says. */
function openMounted(mounts: string): {
  status: number | null;
  told: { kind: string; message: string; remedy: string };
} {
  const run = spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', `set -e; ${mounts}; exec "${node}" "$2" "$1"`, 'sh', folder, script],
    { encoding: 'utf8' },
  );
  return {
    status: run.status,
    told: run.stdout === '' ? { kind: run.stderr, message: '', remedy: '' } : JSON.parse(run.stdout),
  };
}

const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0;

describe.runIf(canMount)('a workspace that can’t be written to', () => {
  const FOLDER = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"';
  const FILE =
    'mount --bind "$1/events.duckdb" "$1/events.duckdb"; mount -o remount,ro,bind "$1/events.duckdb"';
  const AROUND =
    'mount --bind "$1" "$1"; mount --bind "$1/events.duckdb" "$1/events.duckdb"; mount -o remount,ro,bind "$1"';

  it.each([
    ['folder', FOLDER],
    ['file', FILE],
    ['folder around a file that may be written to', AROUND],
  ])('is refused for a read-only %s, with what to do, and stays as it is', async (_, mounts) => {
    const before = [await readdir(folder), (await stat(join(folder, 'events.duckdb'))).mtimeMs];
    const { status, told } = openMounted(mounts);
    expect([status, told]).toEqual([
      0,
      { kind: 'storage', message: expect.stringContaining(folder), remedy: expect.stringMatching(/write/) },
    ]);
    expect(told.message).toMatch(/may not write|read-only/);
    expect([await readdir(folder), (await stat(join(folder, 'events.duckdb'))).mtimeMs]).toEqual(before);
  });

  it('is refused on a file system that is read-only before there is a workspace', () => {
    const { told } = openMounted(`mount -t tmpfs -o ro tmpfs "$1"`);
    expect(told).toMatchObject({ kind: 'storage', remedy: expect.stringMatching(/write/) });
  });
});
