import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt, rememberBuild } from '../../../main/launch/build-stamp.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keyglass build '));
  for (const folder of ['main/launch', 'renderer', 'shared', 'test', 'dist/main', 'dist/renderer']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  const products = ['main/cli.js', 'main/browser-shell.js', 'main/electron-main.js', 'main/preload.cjs'];
  for (const product of [...products, 'renderer/index.html'])
    await writeFile(join(root, 'dist', product), '');
  await writeFile(join(root, 'shared', 'result.ts'), 'export {};');
  rememberBuild(root);
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('a build', () => {
  it('is good while its sources stay as they were', () => {
    expect(isBuilt(root)).toBe(true);
  });

  it('is out of date when a source is added, changed or removed', async () => {
    await writeFile(join(root, 'main', 'new.ts'), '');
    expect(isBuilt(root)).toBe(false);
    rememberBuild(root);

    await utimes(join(root, 'shared', 'result.ts'), new Date(0), new Date(0));
    expect(isBuilt(root)).toBe(false);
    rememberBuild(root);

    await rm(join(root, 'shared', 'result.ts'));
    expect(isBuilt(root)).toBe(false);
  });

  it('does not mind tests and launching, which are not built', async () => {
    await writeFile(join(root, 'test', 'new.test.ts'), '');
    await writeFile(join(root, 'main', 'launch', 'new.mjs'), '');

    expect(isBuilt(root)).toBe(true);
  });

  it('is no build when a part of it is gone', async () => {
    await rm(join(root, 'dist', 'main', 'cli.js'));

    expect(isBuilt(root)).toBe(false);
  });
});
