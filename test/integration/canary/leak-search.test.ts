import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { createCanaries } from './canaries.ts';
import { LeakSearch } from './leak-search.ts';
import { readFolder } from './read-everything.ts';
import { writtenForms } from './written-forms.ts';

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
beforeEach(async () => {
  folder = await aTemporaryFolder();
});
afterEach(() => folder.remove());

const value = 'Cn7 "leaked"/ä+value&1';
const others = () => {
  const canaries = createCanaries();
  for (let count = 0; count < 500; count += 1) canaries.plain('elsewhere');
  canaries.add(value, 'here');
  return canaries;
};

/** The forms under which the one value was found in the folder. */
async function formsFound(): Promise<string[]> {
  const search = new LeakSearch(others().planted);
  await readFolder(folder.path, search);
  return [...new Set(search.leaks.map(({ form }) => form))];
}

const text = (encoding: (text: string) => string | Buffer) => encoding;
const surrounded = (lead: string) => `${lead}${value} and more`;

describe('the search for leaks', () => {
  it.each([
    ['plain', text((it) => `{"level":50,"bug":"${it}"}\n`)],
    ['JSON', text((it) => JSON.stringify({ bug: it }))],
    ['JSON twice', text((it) => JSON.stringify(JSON.stringify({ bug: it })))],
    ['URL', text((it) => `GET /x?y=${encodeURIComponent(it)}`)],
    [
      'URL, small hex digits',
      text((it) => encodeURIComponent(it).replaceAll(/%../g, (hex) => hex.toLowerCase())),
    ],
    ['hex', text((it) => Buffer.from(it).toString('hex'))],
    ['HEX', text((it) => Buffer.from(it).toString('hex').toUpperCase())],
    ['base64 at 0', text(() => Buffer.from(surrounded('')).toString('base64'))],
    ['base64 at 1', text(() => Buffer.from(surrounded('u')).toString('base64'))],
    ['base64 at 2', text(() => Buffer.from(surrounded('us')).toString('base64'))],
    ['base64url at 1', text(() => Buffer.from(surrounded('user')).toString('base64url'))],
    ['UTF-16 LE', text((it) => Buffer.concat([Buffer.of(7), Buffer.from(it, 'utf16le')]))],
    ['UTF-16 BE', text((it) => Buffer.concat([Buffer.of(7), Buffer.from(it, 'utf16le').swap16()]))],
  ])('finds a leak that is planted as %s', async (form, write) => {
    await mkdir(join(folder.path, 'logs'));
    await writeFile(join(folder.path, 'logs', 'keyglass.log'), write(value));
    expect(await formsFound()).toContain(form);
  });

  it('finds a leak at the very end of a file, and in a file’s name', async () => {
    await writeFile(join(folder.path, 'a'), `x${value}`);
    expect(await formsFound()).toEqual(['plain']);
    const search = new LeakSearch(new Map([['Cn7-in-a-name', 'here']]));
    await writeFile(join(folder.path, 'Cn7-in-a-name.txt'), '');
    await readFolder(folder.path, search);
    expect(search.leaks).toMatchObject([{ found: expect.stringContaining('a file name') }]);
  });

  it('finds a leak in a packed column of a database, and in a sealed one', async () => {
    const path = join(folder.path, 'events.duckdb');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE events AS SELECT 'some text that is much like the others, number ' || i || CASE i WHEN 77777 THEN ' $leak' ELSE '' END AS message FROM range(100000) t(i)`.replace(
        '$leak',
        value,
      ),
    );
    await connection.run('CREATE TABLE sealed AS SELECT encode($1::VARCHAR) AS ciphertext', [value]);
    await connection.run('CHECKPOINT');
    instance.closeSync();
    const search = new LeakSearch(others().planted);
    const { columns } = await readFolder(folder.path, search);
    expect(columns).toBe(2);
    expect(search.leaks.some(({ found }) => found.startsWith('events.duckdb, events.message'))).toBe(true);
    expect(search.leaks.some(({ found }) => found.startsWith('events.duckdb, sealed.ciphertext'))).toBe(true);
  });

  it('finds nothing where there is nothing, and looks for each canary in many forms', async () => {
    await writeFile(join(folder.path, 'a'), 'Cn7 leaked value and much else '.repeat(10_000));
    expect(await formsFound()).toEqual([]);
    expect(writtenForms(value).length).toBeGreaterThanOrEqual(13);
  });
});
