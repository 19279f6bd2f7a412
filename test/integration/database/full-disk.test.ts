import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, runOnSmallDisk } from '../../helpers/small-disk.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

const program = fileURLToPath(new URL('fill-small-disk.ts', import.meta.url));

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  await mkdir(folder);
});
afterEach(() => remove());

const fillSmallDisk = (ending: string) => runOnSmallDisk({ size: '16m', folder, program, ending });

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
