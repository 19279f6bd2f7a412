import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);
// Both come with the builder, so they are the very ones it reads its configuration with.
const { load } = createRequire(require.resolve('app-builder-lib/package.json'))('js-yaml') as {
  load(text: string): unknown;
};
const schema: object = require('app-builder-lib/scheme.json');
const configuration = load(readFileSync(`${root}/electron-builder.yml`, 'utf8')) as Record<string, unknown>;

describe('the packaging', () => {
  it('is valid by the schema of the builder, which would notice a misspelt key', () => {
    const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);

    expect(isValid(configuration) ? null : isValid.errors).toBe(null);
    expect(isValid({ ...configuration, electronFusses: {} })).toBe(false);
  });

  it('sets every fuse of Electron to the safe side', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('makes the installers that each system expects', () => {
    expect(configuration).toMatchObject({
      linux: { target: ['AppImage', 'deb'] },
      mac: { target: ['dmg'], hardenedRuntime: true },
      win: { target: ['nsis'] },
    });
  });

  it('keeps machine code out of the archive, and has the deb ask for the keychain library', () => {
    expect(configuration).toMatchObject({
      asar: true,
      asarUnpack: ['**/node_modules/@duckdb/**', '**/node_modules/keytar/**'],
      deb: { depends: expect.arrayContaining(['libsecret-1-0']) },
    });
  });

  it('packs the Electron that the sources are written for', () => {
    expect(configuration.electronVersion).toBe(manifest.devDependencies.electron);
  });

  it('packs every module that stays outside the bundle, with all that those need', () => {
    const patterns = configuration.files as string[];
    const isPacked = (name: string): boolean =>
      patterns.some((pattern) => `node_modules/${name}/`.startsWith(pattern.replace(/\*\*$/, ''))) ||
      patterns.includes(`node_modules/${name}/package.json`);

    expect(closureOf(['@duckdb/node-api', 'keytar']).filter((name) => !isPacked(name))).toEqual([]);
    // Where keytar looks after it has found nothing of its own making: no script of it has to run before.
    const library = patterns.find((pattern) => pattern.endsWith('/keytar.node')) ?? '';
    const here = library.replace(/\$\{(platform|arch)\}/g, (_, name: 'platform' | 'arch') => process[name]);
    expect(existsSync(`${root}/${here}`), here).toBe(true);
  });
});

/** The named packages and everything that they need while running, as installed. */
function closureOf(names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    // What keytar needs to be compiled it does not need to run.
    if (found.has(name) || name === 'node-addon-api') return;
    found.add(name);
    const { dependencies = {} } = JSON.parse(
      readFileSync(`${root}/node_modules/${name}/package.json`, 'utf8'),
    ) as { dependencies?: Record<string, string> };
    Object.keys(dependencies).forEach(add);
  };
  names.forEach(add);
  return [...found];
}
