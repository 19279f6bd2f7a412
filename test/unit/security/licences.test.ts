import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thirdPartyNotices } from '../../../resources/licences/third-party-notices.ts';
import { isAllowedLicence } from './licence-expression.ts';
import { installedPackage, type LockedPackage, lockedPackages, root } from './lock-file.ts';

/** Licences that ask for no more than to be named. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'WTFPL',
]);

/** Others, by the package's name, and why it may be here. */
const exceptions: readonly { readonly name: RegExp; readonly licence: string; readonly reason: string }[] = [
  { name: /^lightningcss(-[\w-]+)?$/, licence: 'MPL-2.0', reason: 'packs the style sheets; not in the app' },
  { name: /^@axe-core\/playwright$/, licence: 'MPL-2.0', reason: 'checks accessibility; not in the app' },
  { name: /^axe-core$/, licence: 'MPL-2.0', reason: 'checks accessibility; not in the app' },
];

const locked = lockedPackages();

function mayBeHere({ name, license = '', dev }: LockedPackage): boolean {
  const isException = exceptions.some((one) => one.name.test(name) && one.licence === license);
  return isAllowedLicence(license, permissive) || (dev === true && isException);
}

describe('the licences of what Keyglass is made of and made with', () => {
  it('are all on the list', () => {
    expect(
      locked.filter((entry) => !mayBeHere(entry)).map(({ name, license }) => ({ name, license })),
    ).toEqual([]);
  });

  it('are those that the packages themselves state', () => {
    const differing = locked.filter((entry) => {
      const installed = installedPackage(entry);
      return installed?.license !== undefined && installed.license !== entry.license;
    });
    expect(differing.map(({ path }) => path)).toEqual([]);
  });

  it('have no exception that nothing needs', () => {
    const isUsed = (exception: (typeof exceptions)[number]) =>
      locked.some(({ name, license }) => exception.name.test(name) && license === exception.licence);
    expect(exceptions.filter((exception) => !isUsed(exception))).toEqual([]);
  });

  it('would not be: one of the copyleft, none at all, or an exception within the app', () => {
    const one = { path: 'node_modules/lightningcss', name: 'lightningcss', version: '1.0.0' };
    expect(mayBeHere({ ...one, license: 'GPL-3.0-only' })).toBe(false);
    expect(mayBeHere(one)).toBe(false);
    expect(mayBeHere({ ...one, license: 'MPL-2.0', dev: true })).toBe(true);
    expect(mayBeHere({ ...one, license: 'MPL-2.0' })).toBe(false);
  });

  it('of what is packed into the app are all in its notices', () => {
    const notices = readFileSync(join(root, 'resources', 'licences', 'third-party.txt'), 'utf8');
    expect(notices, 'write them anew: node resources/licences/third-party-notices.ts').toBe(
      thirdPartyNotices(),
    );
    for (const name of ['react-dom', '@duckdb/node-bindings', '@github/keytar', 'pino', 'zod']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });
});

describe('a licence expression', () => {
  it.each([
    'MIT',
    'MIT OR GPL-3.0-only',
    '(WTFPL OR MIT)',
    'ISC AND (GPL-2.0-only OR MIT)',
    'GPL-2.0-only AND ISC OR MIT',
  ])('is met: %s', (expression) => {
    expect(isAllowedLicence(expression, permissive)).toBe(true);
  });

  it.each([
    '',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.md',
    'MIT AND GPL-3.0-only',
    '(MIT',
    'MIT MIT',
    'MIT WITH Some-exception',
    'MIT OR',
    '(GPL-2.0-only OR AGPL-3.0-only)',
  ])('is not met: %s', (expression) => {
    expect(isAllowedLicence(expression, permissive)).toBe(false);
  });
});
