import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { installedPackage, type LockedPackage, lockedPackages, lockedRoot, root } from './lock-file.ts';

const locked = lockedPackages();
const named = {
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.devDependencies,
} as Record<string, string>;

/** Packages for systems that the registry did not carry when the lock file was made, so that their bytes aren't known. */
const withoutIntegrity = [
  /^@biomejs\/cli-(android|darwin|linux|win32)-/,
  /^@duckdb\/node-bindings-(darwin|linux|win32)-/,
  /^node-(bin-)?darwin-/,
];

describe('what Keyglass depends on', () => {
  it('is named by exact versions', () => {
    const exact = /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
    expect(Object.entries(named).filter(([, version]) => !exact.test(version))).toEqual([]);
    expect('^1.0.0').not.toMatch(exact);
    expect('git+https://example.com/a.git').not.toMatch(exact);
  });

  it('is what the lock file was made for', () => {
    const { dependencies, optionalDependencies, devDependencies } = lockedRoot() ?? {};
    expect({ dependencies, optionalDependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      optionalDependencies: manifest.optionalDependencies,
      devDependencies: manifest.devDependencies,
    });
  });

  it('is installed in the very versions of the lock file', () => {
    const differing = locked.flatMap((entry) => {
      const installed = installedPackage(entry);
      if (installed === null) return entry.optional ? [] : [`${entry.path} is missing`];
      return installed.version === entry.version && installed.name === entry.name ? [] : [entry.path];
    });
    expect(differing).toEqual([]);
  });

  it('is locked by the hash of its bytes, but for what is made for other systems', () => {
    expect(locked.filter((entry) => !isLockedByHash(entry)).map(({ path }) => path)).toEqual([]);
    expect(isLockedByHash({ path: 'node_modules/a', name: 'a', version: '1.0.0' })).toBe(false);
  });

  it('comes from the registry that npm is set up for: no address stands in the lock file', () => {
    expect(locked.filter(({ resolved }) => resolved !== undefined).map(({ path }) => path)).toEqual([]);
  });

  it('has nothing in it that its author gave up', () => {
    expect(locked.filter(({ deprecated }) => deprecated).map(({ path }) => path)).toEqual([]);
  });

  it('holds each part that is in the app only once', () => {
    const names = locked.filter(({ dev }) => dev !== true).map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('scripts that packages want to run while they are installed', () => {
  const verdicts: Readonly<Record<string, boolean>> = manifest.allowScripts;
  const eager = locked.filter((entry) => entry.hasInstallScript === true || runsScripts(entry));

  it('are each known, and looked at', () => {
    expect(eager.map(({ name }) => name).sort()).toEqual(Object.keys(verdicts).sort());
  });

  it('are none that runs: what is on the list needs its script for nothing that is used', () => {
    expect(Object.values(verdicts)).not.toContain(true);
  });

  it('do not run with any npm: the project’s settings refuse all of them', () => {
    const settings = readFileSync(join(root, '.npmrc'), 'utf8').split('\n');
    expect(settings).toContain('ignore-scripts=true');
  });

  it('are not needed for the keychain: its library comes built, for this system too', () => {
    const library = `prebuilds/${process.platform}-${process.arch}/keytar.node`;
    expect(existsSync(join(root, 'node_modules/keytar', library))).toBe(true);
  });

  it('are seen in a package that hides them from the lock file', () => {
    const [keytar] = locked.filter(({ path }) => path === 'node_modules/keytar');
    expect(keytar && runsScripts({ ...keytar, hasInstallScript: false })).toBe(true);
  });
});

function isLockedByHash({ integrity, optional, os, name }: LockedPackage): boolean {
  if (integrity !== undefined) return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity);
  return optional === true && os !== undefined && withoutIntegrity.some((pattern) => pattern.test(name));
}

/** By the package's own description, and by what npm runs of itself: a `binding.gyp` is compiled. */
function runsScripts(entry: LockedPackage): boolean {
  const installed = installedPackage(entry);
  if (installed === null) return false;
  const { scripts = {}, gypfile } = installed;
  const isCompiled = gypfile !== false && existsSync(join(root, entry.path, 'binding.gyp'));
  return isCompiled || ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
}
