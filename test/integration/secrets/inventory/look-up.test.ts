import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../../helpers/temporary-workspace.ts';
import { anInventory, type Inventory, startUs, unwrapped } from './an-inventory.ts';

let inventory: Inventory;
let folder: { path: string; remove(): Promise<void> };

const exposed = ['hunter2hunter2', 'zweites-Geheimnis-ü', 'third secret'];

beforeAll(async () => {
  folder = await aTemporaryFolder();
  inventory = await anInventory();
  await inventory.store(exposed.map((value) => ({ value, timeUs: startUs })));
});

afterAll(async () => {
  await inventory.remove();
  await folder.remove();
});

/** Looks up a file of this content; answers which exposed value was found at which line. */
async function lookUpFile(content: string | Uint8Array) {
  const path = join(folder.path, 'candidates');
  await writeFile(path, content);
  return named(unwrapped(await inventory.secrets.lookUpFile(path)));
}

function named({
  checked,
  found,
}: {
  checked: number;
  found: { line: number; secret: { fingerprint: string } }[];
}) {
  const values = new Map(exposed.map((value) => [inventory.fingerprint(value), value]));
  return { checked, found: found.map(({ line, secret }) => [line, values.get(secret.fingerprint)]) };
}

describe('was this value exposed?', () => {
  it('finds a few among 100,000 candidates', async () => {
    function* candidates() {
      for (let index = 1; index <= 100_000; index += 1) {
        if (index === 31_415) yield exposed[0] ?? '';
        else if (index === 99_999) yield `TOKEN="${exposed[1]}"`;
        else yield `candidate-number-${index}`;
      }
    }

    const looked = named(unwrapped(await inventory.secrets.lookUp(candidates())));

    expect(looked).toEqual({
      checked: 100_000,
      found: [
        [31_415, exposed[0]],
        [99_999, exposed[1]],
      ],
    });
  });

  it('answers with what is known of the secret, and with no candidate', async () => {
    const looked = await inventory.secrets.lookUp(['hunter2hunter2', 'another-value']);

    expect(looked).toMatchObject({
      value: { checked: 2, found: [{ line: 1, secret: { state: 'new', exposures: 1, length: 14 } }] },
    });
    expect(JSON.stringify(looked)).not.toMatch(/hunter2|another-value/);
  });

  it('leaves nothing behind: neither in the audit log nor anywhere else in the file', async () => {
    await inventory.secrets.lookUp(['not-exposed-but-asked-for']);

    const tables = ['secrets', 'secret_states', 'secret_mentions', 'audit_log'].map(
      async (table) =>
        unwrapped(
          await inventory.workspace.readers.all({ text: `SELECT count(*) AS n FROM ${table}`, values: [] }),
        )[0]?.n,
    );
    expect(await Promise.all(tables)).toEqual([3, 0, 0, 0]);
  });

  it.each([
    ['lines', 'none\nhunter2hunter2\n', 2, [[2, exposed[0]]]],
    [
      'lines as Windows ends them',
      'none\r\nhunter2hunter2\r\nthird secret',
      3,
      [
        [2, exposed[0]],
        [3, exposed[2]],
      ],
    ],
    ['lines as old programs ended them', 'none\rhunter2hunter2\r', 2, [[2, exposed[0]]]],
    ['an .env file', '# keys\nA=1\n\nexport B="third secret" # x\n', 3, [[4, exposed[2]]]],
    [
      'a JSON list',
      '["a", "hunter2hunter2",\n "zweites-Geheimnis-\\u00fc"]',
      3,
      [
        [2, exposed[0]],
        [3, exposed[1]],
      ],
    ],
    ['an empty JSON list', '[]', 0, []],
    ['an INI file', '[default]\nkey = hunter2hunter2\n', 2, [[2, exposed[0]]]],
    ['nothing', '', 0, []],
    ['no more than line breaks', '\n\n\r\n', 0, []],
    ['a byte order mark', '\ufeffhunter2hunter2', 1, [[1, exposed[0]]]],
  ])('reads a file of %s', async (_what, content, checked, found) => {
    expect(await lookUpFile(content)).toEqual({ checked, found });
  });

  it.each(['utf16le', 'utf16be', 'utf16le without a mark', 'utf16be without a mark', 'latin1'])(
    'reads %s',
    async (encoding) => {
      const mark = encoding.endsWith('mark') || encoding === 'latin1' ? '' : '\ufeff';
      const text = `${mark}none\r\nzweites-Geheimnis-ü\r\n`;
      const bytes = Buffer.from(text, encoding === 'latin1' ? 'latin1' : 'utf16le');

      const looked = await lookUpFile(encoding.startsWith('utf16be') ? bytes.swap16() : bytes);

      expect(looked).toEqual({ checked: 2, found: [[2, exposed[1]]] });
    },
  );

  it('reads lines of different encodings in one file', async () => {
    const lines = [Buffer.from('caf\xe9\n', 'latin1'), Buffer.from('zweites-Geheimnis-ü\n')];

    expect(await lookUpFile(Buffer.concat(lines))).toEqual({ checked: 2, found: [[2, exposed[1]]] });
  });

  it.each([
    [
      'UTF-32',
      [...'\ufeffhunter2hunter2'].flatMap((letter) => [
        letter.charCodeAt(0) & 255,
        letter.charCodeAt(0) >> 8,
        0,
        0,
      ]),
    ],
    ['no text', Array.from({ length: 4_096 }, (_, at) => (at % 3 === 0 ? 0 : at % 251))],
  ])('says of %s that it can’t be read, instead of that nothing was found', async (_what, bytes) => {
    const path = join(folder.path, 'candidates');
    await writeFile(path, Uint8Array.from(bytes));

    expect(await inventory.secrets.lookUpFile(path)).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  it('reads UTF-16, as Windows programs write it', async () => {
    const text = Buffer.from('\ufeffnone\r\nzweites-Geheimnis-ü\r\n', 'utf16le');

    expect(await lookUpFile(text)).toEqual({ checked: 2, found: [[2, exposed[1]]] });
    expect(await lookUpFile(Buffer.from(text).swap16())).toEqual({ checked: 2, found: [[2, exposed[1]]] });
  });

  it('reads on over bytes that are no text', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfd, 0x00, 0x0a]), Buffer.from('hunter2hunter2\n')]);

    expect((await lookUpFile(bytes)).found).toEqual([[2, exposed[0]]]);
  });

  it('finds a value whose line lies across two pieces of the file', async () => {
    for (const before of [65_520, 65_530, 65_535, 65_536]) {
      const filling = `${'x'.repeat(999)}\n`.repeat(65) + 'y'.repeat(before - 65_000 - 1);
      expect((await lookUpFile(`${filling}\nzweites-Geheimnis-ü\r\n`)).found).toEqual([[67, exposed[1]]]);
    }
  });

  it('refuses what is no list of values', async () => {
    const path = (name: string) => join(folder.path, name);
    await mkdir(path('a-folder'));
    await writeFile(path('long-line'), `hunter2hunter2\n${'x'.repeat(70_000)}\n`);
    await writeFile(path('long-text'), `["${'x'.repeat(200_000)}"]`);
    await writeFile(path('large'), Buffer.alloc(64 * 1_024 * 1_024 + 1, '\n'));

    for (const name of ['a-folder', 'long-line', 'long-text', 'large', 'missing', 'nul\0byte']) {
      const looked = await inventory.secrets.lookUpFile(path(name));
      expect(looked, name).toMatchObject({ ok: false });
      expect(JSON.stringify(looked)).not.toMatch(/hunter2|xxx/);
    }
    expect(await inventory.secrets.lookUpFile('/dev/zero')).toMatchObject({ ok: false });
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    stop.abort();

    expect(await inventory.secrets.lookUp(['hunter2hunter2'], stop.signal)).toMatchObject({
      error: { kind: 'cancelled' },
    });
  });
});
