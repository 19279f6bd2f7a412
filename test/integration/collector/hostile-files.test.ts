import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, symlink, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../main/collector/inspect-files.ts';
import { readRecordFile } from '../../../main/collector/read-record-file.ts';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { doorStream, doorVendor } from './made-up-vendor.ts';

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let workspaces = 0;
beforeAll(async () => {
  folder = await aTemporaryFolder();
});
afterAll(() => folder.remove());

const main = resolve(import.meta.dirname, '../../../main/cli/main.ts');
const path = (name: string) => join(folder.path, name);

interface Ended {
  readonly exitCode: number;
  readonly document: {
    readonly received?: number;
    readonly stored?: number;
    readonly rejected?: number;
    readonly duplicate?: number;
    readonly error?: { readonly kind: string; readonly message: string };
  };
  readonly text: string;
  readonly peakMb: number;
}

/** The command in a process of its own with little memory; it says at its end how much it took. */
async function importInLittleMemory(name: string): Promise<Ended> {
  const watch = path('watch.mjs');
  await writeFile(
    watch,
    `process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS));`,
  );
  const words = [
    'import',
    '--workspace',
    path(`w${workspaces++}`),
    '--vendor',
    'entro',
    '--stream',
    'audit',
    '--json',
  ];
  const node = ['--max-old-space-size=256', '--import', watch, main, ...words, path(name)];
  const env = { ...process.env, KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64') };
  return new Promise((done) => {
    execFile(process.execPath, node, { env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const peakMb = Number(/PEAK (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
      const exitCode = error === null ? 0 : Number(error.code);
      done({ exitCode, document: JSON.parse(stdout), text: stdout + stderr, peakMb });
    });
  });
}

/** Some gigabytes in some megabytes: many packed members, one behind the other. */
async function bomb(name: string, start: string, filling: string, members = 24): Promise<void> {
  const member = gzipSync(Buffer.alloc(64 * 1024 * 1024, filling));
  await writeFile(
    path(name),
    Buffer.concat([gzipSync(start), ...Array.from({ length: members }, () => member)]),
  );
}

describe('a file that is made to fill memory', () => {
  it.each([
    ['a line without end', 'line.jsonl.gz', '{"a":"', 'x', /Line 1 is longer than 32 MB/],
    ['a value without end', 'value.json.gz', '[{"a":"', 'x', /Record 1 is longer than 32 MB/],
    ['a list of empty lists without end', 'inner.json.gz', '[[', '[],', /Record 1 is longer than 32 MB/],
    ['a quote without end', 'quote.csv.gz', 'a,b\n"', 'x', /A row is longer than 32 MB/],
    ['columns without end', 'columns.csv.gz', 'a,b\n', ',', /A row is longer than 32 MB/],
  ])(
    'costs a bounded part of it, and says what is wrong: %s',
    async (_what, name, start, filling, message) => {
      await bomb(name, start, filling);
      const { document, text, peakMb } = await importInLittleMemory(name);
      expect(document).toMatchObject({ received: 1, stored: 0, rejected: 1 });
      expect(text).toMatch(message);
      expect(peakMb).toBeLessThan(900);
    },
    300_000,
  );

  it('is not parsed where it is nested without end', async () => {
    const levels = 3_900_000;
    await writeFile(path('nested.jsonl'), `${'['.repeat(levels)}${']'.repeat(levels)}\n`);
    const { document, text, peakMb } = await importInLittleMemory('nested.jsonl');
    expect(document).toMatchObject({ received: 1, stored: 0, rejected: 1 });
    expect(text).toMatch(/Line 1 is nested too deeply: more than 1000 levels/);
    expect(peakMb).toBeLessThan(400);
  }, 300_000);

  it('is told by a part of it where one record has a million keys', async () => {
    const keys = Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":1`).join(',');
    await writeFile(path('keys.jsonl'), `{"door":1,"nested":{${keys}}}\n`);
    let most = 0;
    const stream: StreamDefinition = {
      ...doorStream('doors'),
      recognise(record) {
        most = Math.max(most, Object.keys((record as { nested: object }).nested).length);
        return 1;
      },
    };
    const inspected = await inspectFile(
      path('keys.jsonl'),
      [doorVendor([stream])],
      new AbortController().signal,
    );
    expect(inspected.candidates).toMatchObject([{ stream: 'doors', share: 1 }]);
    expect(most).toBe(1_000);
  });

  it.each([
    ['blanks', 'blank.json.gz', ' ', /It is blank/],
    ['zeros', 'zeros.json.gz', '\0', /It is no text file/],
  ])(
    'is refused where it holds nothing but %s',
    async (_what, name, filling, message) => {
      await bomb(name, '', filling);
      const { exitCode, document, peakMb } = await importInLittleMemory(name);
      expect(exitCode).toBe(2);
      expect(document.error?.message).toMatch(message);
      expect(peakMb).toBeLessThan(900);
    },
    300_000,
  );

  it('is read past a line of more than a gigabyte', async () => {
    const file = await open(path('sparse.jsonl'), 'w');
    await file.write(`{"a":"${'x'.repeat(4_000)}`);
    await file.truncate(1_500_000_000);
    await file.write('"}\n{"b":"cut off', 1_500_000_000);
    await file.close();
    const reasons: string[] = [];
    for await (const entries of readRecordFile(path('sparse.jsonl'))) {
      for (const entry of entries) reasons.push(entry.kind === 'unreadable' ? entry.reason : 'a value');
    }
    expect(reasons).toEqual([
      'Line 1 is longer than 32 MB; only its beginning is kept.',
      'Line 2 is not JSON.',
    ]);
  }, 300_000);
});

describe('a file that is made to fill the disk', () => {
  it('is left once most of it can’t be read, and the counts add up', async () => {
    await writeFile(
      path('garbage.jsonl'),
      Array.from({ length: 200_000 }, (_, index) => `{"a": ${index}\n`).join(''),
    );
    const { exitCode, document } = await importInLittleMemory('garbage.jsonl');
    expect(exitCode).toBe(1);
    expect(document.error?.message).toMatch(
      /could not be read up to here, in garbage\.jsonl: importing was stopped/,
    );
    const { received = 0, stored = 0, duplicate = 0, rejected = 0 } = document;
    expect(rejected).toBeGreaterThanOrEqual(10_000);
    expect(rejected).toBeLessThan(200_000);
    expect(received).toBe(stored + duplicate + rejected);
  }, 300_000);
});

describe('a path that leads to no file', () => {
  it('is refused with a sentence, and never waited for', async () => {
    execFileSync('mkfifo', [path('pipe')]);
    await mkdir(path('folder'));
    await symlink('/dev/zero', path('link.jsonl'));
    for (const [name, message] of [
      ['pipe', /is no regular file/],
      ['folder', /is a folder/],
      ['link.jsonl', /is no regular file/],
      ['missing', /There is no file/],
      ['../../../../etc/passwd-not-there', /There is no file/],
    ] as const) {
      const { exitCode, document } = await importInLittleMemory(name);
      expect(exitCode, name).toBe(2);
      expect(document.error?.message, name).toMatch(message);
    }
    await expect(readRecordFile(path('pipe')).next()).rejects.toThrow('It is no regular file.');
  }, 300_000);

  it.each([
    ['zip', Buffer.from('PK\x03\x04 and so on', 'latin1'), /packed as zip: unpack it first/],
    ['7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), /packed as 7z/],
    ['binary', randomBytes(5_000).fill(0, 10, 20), /no text file|neither JSON/],
  ])('is refused where it is %s', async (_what, content, message) => {
    await writeFile(path('packed'), content);
    await expect(readRecordFile(path('packed')).next()).rejects.toThrow(message);
  });
});

describe('a file that is unusual', () => {
  const values = async (name: string) => {
    const read: unknown[] = [];
    for await (const entries of readRecordFile(path(name))) {
      for (const entry of entries) read.push(entry.kind === 'value' ? entry.value : entry.reason);
    }
    return read;
  };

  it('is read in UTF-16, as Windows writes it, either way round', async () => {
    const little = Buffer.from('\uFEFF[{"a":"é😀"}]', 'utf16le');
    await writeFile(path('little.json'), little);
    await writeFile(path('big.json'), Buffer.from(little).swap16());
    expect(await values('little.json')).toEqual([{ a: 'é😀' }]);
    expect(await values('big.json')).toEqual([{ a: 'é😀' }]);
  });

  it('is read as far as it was when it was opened, though it grows', async () => {
    await writeFile(path('log.jsonl'), '{"a":1}\n'.repeat(100_000));
    let count = 0;
    for await (const entries of readRecordFile(path('log.jsonl'))) {
      count += entries.length;
      await appendFile(path('log.jsonl'), '{"a":2}\n'.repeat(100_000));
    }
    expect(count).toBe(100_000);
  });

  it('is read as far as it goes where it is cut off meanwhile', async () => {
    await writeFile(path('cut.jsonl'), '{"a":1}\n'.repeat(200_000));
    let count = 0;
    for await (const entries of readRecordFile(path('cut.jsonl'))) {
      count += entries.length;
      await truncate(path('cut.jsonl'), 800);
    }
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(200_000);
  });

  it('is left at once when it is stopped', async () => {
    await writeFile(path('long.jsonl'), '{"a":1}\n'.repeat(200_000));
    const stop = new AbortController();
    const reading = readRecordFile(path('long.jsonl'), { signal: stop.signal });
    await reading.next();
    stop.abort();
    await expect(reading.next()).rejects.toThrow();
  });
});
