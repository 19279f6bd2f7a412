import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installedElectron } from '../../../main/launch/electron-binary.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-electron-'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'path.txt'), 'electron');
  await writeFile(join(folder, 'dist', 'version'), '45.3.4\n');
  await writeFile(join(folder, 'dist', 'electron'), '');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the Electron binary', () => {
  it('is there when its installer finished', () => {
    expect(installedElectron(folder, '45.3.4')).toBe(join(folder, 'dist', 'electron'));
  });

  it('does not count when it is of another version', () => {
    expect(installedElectron(folder, '45.3.5')).toBe(null);
  });

  it('does not count when the installer was cut off', async () => {
    await rm(join(folder, 'path.txt'));
    expect(installedElectron(folder, '45.3.4')).toBe(null);

    await writeFile(join(folder, 'path.txt'), 'electron');
    await rm(join(folder, 'dist', 'electron'));
    expect(installedElectron(folder, '45.3.4')).toBe(null);
  });
});
