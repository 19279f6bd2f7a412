import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const pinnedNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));
const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
const fill = fileURLToPath(new URL('fill-small-disk.ts', import.meta.url));
const check = fileURLToPath(new URL('check-small-disk.ts', import.meta.url));

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  await mkdir(folder);
});
afterEach(() => remove());

/** What the process that fills the disk tells, and what the one tells that comes after it. */
function fillSmallDisk(ending: string) {
  const script = 'mount -t tmpfs -o size=16m tmpfs "$1"; "$5" "$2" "$1" "$4"; "$5" "$3" "$1"';
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, fill, check, ending, node], {
    encoding: 'utf8',
  });
  expect(run.stderr.replace('Killed\n', '')).toBe('');
  const [filled, checked] = run.stdout.split('\n').map((line) => JSON.parse(line));
  return { ...filled, ...checked };
}

const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

describe.runIf(canMount)('a disk without room in the middle of a transaction', () => {
  it('stores nothing of the page, says so, and goes on when there is room again', () => {
    const told = fillSmallDisk('makes room');
    expect(told.failure).toMatchObject({
      kind: 'disk-full',
      message: expect.stringMatching(/no room left.*What was stored before is safe/),
      remedy: expect.stringMatching(/Free some space/),
    });
    expect(told.stored).toBeGreaterThan(20);
    // Events, counts and checkpoint are those of the last whole page.
    const { stored } = told;
    expect(told.whileFull).toEqual({ events: stored, counted: stored, checkpoint: `${stored} stored` });
    expect(told).toMatchObject({ preference: 'disk-full', backup: 'disk-full', goesOn: true });
    expect(told).toMatchObject({ events: stored + (told.again === true ? 2 : 1), findings: [] });
  });

  it.each(['closes', 'is killed'])('is sound when Keyglass %s while the disk is full', (ending) => {
    const told = fillSmallDisk(ending);
    expect(told.failure.kind).toBe('disk-full');
    expect([true, 'disk-full']).toContain(told.reopened);
    expect(told).toMatchObject({ events: told.stored + (told.again === true ? 1 : 0), findings: [] });
  });
});
