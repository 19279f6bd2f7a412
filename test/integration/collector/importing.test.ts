import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { doorsOf, doorVendor } from './made-up-vendor.ts';

let folder: string;
let collector: Collector;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-import-'));
  collector = await aCollector({ vendors: [doorVendor()] });
});

afterEach(async () => {
  await collector.remove();
  await rm(folder, { recursive: true });
});

async function importFile(name: string, content: string | Buffer, source?: string) {
  const path = join(folder, name);
  await writeFile(path, content);
  const given = source === undefined ? {} : { source };
  const imported = await collector.service.importFiles({
    vendor: 'doors',
    stream: 'doors',
    paths: [path],
    ...given,
  });
  return imported.ok ? imported.value : imported.error;
}

const doors = doorsOf('2026-11-19', 3);
const lines = doors.map((door) => JSON.stringify(door)).join('\n');
const table = ['id,at,door', ...doors.map(({ id, at, door }) => [id, at, door].join(','))].join('\r\n');
const threeStored = { received: 3, stored: 3, duplicate: 0, rejected: 0 };

describe('importing records', () => {
  it.each<[string, string, string | Buffer]>([
    ['JSON Lines', 'doors.jsonl', lines],
    [
      'JSON Lines with empty lines and Windows line ends',
      'doors.ndjson',
      `${lines.replaceAll('\n', '\r\n\r\n')}\r\n`,
    ],
    ['JSON Lines under another name', 'doors.log', lines],
    ['JSON Lines with a byte order mark', 'doors.txt', `\uFEFF${lines}`],
    ['a JSON array', 'doors.json', JSON.stringify(doors)],
    ['a JSON array over many lines', 'doors.json', JSON.stringify(doors, null, 2)],
    [
      'JSON objects over many lines',
      'doors.json',
      doors.map((door) => JSON.stringify(door, null, 2)).join('\n'),
    ],
    [
      'a line for each answer',
      'doors.jsonl',
      `${JSON.stringify(doors.slice(0, 2))}\n${JSON.stringify(doors.slice(2))}`,
    ],
    ['gzipped JSON Lines', 'doors.jsonl.gz', gzipSync(lines)],
    ['a table', 'doors.csv', table],
    ['a table without the ending', 'doors.txt', table],
    ['a gzipped table with semicolons', 'doors.csv.gz', gzipSync(table.replaceAll(',', ';'))],
    ['a gzipped array without the ending', 'doors', gzipSync(JSON.stringify(doors))],
  ])('takes %s', async (_what, name, content) => {
    expect(await importFile(name, content)).toMatchObject(threeStored);
  });

  it('takes a single record', async () => {
    expect(await importFile('door.json', JSON.stringify(doors[0], null, 2))).toMatchObject({ stored: 1 });
  });

  it('rejects bad lines, keeps them sealed, and goes on behind them', async () => {
    const content = [lines, '{"id": "cut-off-secret', 'not json', '{"id": "no time"}', '[['.repeat(60)].join(
      '\n',
    );
    expect(await importFile('doors.jsonl', content)).toMatchObject({ received: 7, stored: 3, rejected: 4 });
    const [source] = await collector.rows('SELECT source_id FROM sources');
    const rejected = await collector.service.rejected(String(source?.source_id), 10);
    const reasons = rejected.ok ? rejected.value.records.map(({ reason }) => reason).sort() : [];
    expect(reasons).toEqual([
      'Line 4 is not JSON.',
      'Line 5 is not JSON.',
      'Line 7 is not JSON.',
      'at is not text.',
    ]);
    expect(JSON.stringify(rejected)).not.toContain('cut-off-secret');
  });

  it('rejects a record that is nested too deep', async () => {
    const deep = `{"id":"deep","at":"2026-11-19T08:00:00Z","door":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    expect(await importFile('doors.jsonl', `${deep}\n${lines}`)).toMatchObject({ stored: 3, rejected: 1 });
  });

  it('rejects a record that is nested too deep alone, not the others of its line', async () => {
    const deep = `{"id":"deep","at":"2026-11-19T08:00:00Z","door":${'['.repeat(200)}${']'.repeat(200)}}`;
    const line = `[${deep},${doors.map((door) => JSON.stringify(door)).join(',')}]`;
    expect(await importFile('doors.jsonl', line)).toMatchObject({ received: 4, stored: 3, rejected: 1 });
    const [source] = await collector.rows('SELECT source_id FROM sources');
    expect(await collector.service.rejected(String(source?.source_id), 10)).toMatchObject({
      value: { records: [{ reason: 'It is nested too deeply: more than 100 levels.' }] },
    });
  });

  it('rejects an element of an array that is nested too deep, and reads on behind it', async () => {
    const deep = `{"id":"deep","at":"2026-11-19T08:00:00Z","door":${'['.repeat(200)}${']'.repeat(200)}}`;
    const array = `[${deep},${doors.map((door) => JSON.stringify(door)).join(',')}]`;
    expect(await importFile('doors.json', array)).toMatchObject({ received: 4, stored: 3, rejected: 1 });
  });

  it.each([5_000, 100_000])('rejects a line of %d levels as a whole', async (levels) => {
    const line = `{"id":"1234567890123456","door":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(await importFile('doors.jsonl', `${line}\n${lines}`)).toMatchObject({ stored: 3, rejected: 1 });
  });

  it('stores what stands before the place where a file is cut off', async () => {
    const content = JSON.stringify(doors).slice(0, -20);
    expect(await importFile('doors.json', content)).toMatchObject({ received: 3, stored: 2, rejected: 1 });
  });

  it('stores what stands before the damage of a packed file, and says so', async () => {
    const many = doorsOf('2026-11-19', 20_000)
      .map((door) => JSON.stringify(door))
      .join('\n');
    const packed = gzipSync(many);
    const imported = await importFile('doors.jsonl.gz', packed.subarray(0, packed.length - 2_000));
    expect(imported).toMatchObject({
      kind: 'storage',
      message: expect.stringMatching(/cut off or damaged/),
      imported: { stored: expect.any(Number), rejected: 0 },
    });
    const [stored] = await collector.rows('SELECT count(*) AS n FROM events');
    expect(Number(stored?.n)).toBeGreaterThan(1_000);
    expect(imported).toMatchObject({ imported: { received: Number(stored?.n), stored: Number(stored?.n) } });
  });

  it('stores what stands before a broken place in the middle of a packed file', async () => {
    const many = doorsOf('2026-11-19', 20_000).map((door) => JSON.stringify(door));
    const packed = gzipSync(many.join('\n'));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 200);
    const imported = await importFile('doors.jsonl.gz', packed);
    expect(imported).toMatchObject({ kind: 'storage', message: expect.stringMatching(/damaged/) });
    const [stored] = await collector.rows('SELECT count(*) AS n FROM events');
    expect(Number(stored?.n)).toBeGreaterThan(1_000);
  });

  it('refuses a packed file that is damaged before its first record', async () => {
    const packed = gzipSync(lines).subarray(0, 14);
    expect(await importFile('doors.jsonl.gz', packed)).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringMatching(/can't be imported. The packed file is cut off or damaged/),
    });
  });

  it('reads packed files one behind the other, and passes over what follows them', async () => {
    const [first, ...others] = doors.map((door) => gzipSync(`${JSON.stringify(door)}\n`));
    const trailing = Buffer.alloc(20_000);
    const content = Buffer.concat([first ?? trailing, ...others, trailing]);
    expect(await importFile('doors.jsonl.gz', content)).toMatchObject(threeStored);
  });

  it('stores many records, each once however often they are imported', async () => {
    const many = doorsOf('2026-11-19', 25_000)
      .map((door) => JSON.stringify(door))
      .join('\n');
    expect(await importFile('doors.jsonl', many)).toMatchObject({ received: 25_000, stored: 25_000 });
    expect(await importFile('again.jsonl', many)).toMatchObject({ received: 25_000, duplicate: 25_000 });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['only blanks', ' \n\n '],
  ])('refuses a file that holds %s', async (_what, content) => {
    expect(await importFile('doors.csv', content)).toMatchObject({ kind: 'invalid-input' });
    expect(await importFile('doors.json', content)).toMatchObject({ kind: 'invalid-input' });
  });

  it('says what became of the other files where one can’t be read', async () => {
    const paths = await Promise.all(
      [JSON.stringify(doors), 'time,door', JSON.stringify(doorsOf('2026-11-18', 2))].map(
        async (content, index) => {
          const path = join(folder, `${index}.json`);
          await writeFile(path, content);
          return path;
        },
      ),
    );
    const imported = await collector.service.importFiles({ vendor: 'doors', stream: 'doors', paths });
    expect(imported).toMatchObject({
      error: {
        message: expect.stringMatching(/^1\.json can/),
        remedy: expect.stringMatching(/Imported before it: 0\.json\. Files named after it \(1\) were not/),
      },
    });
    expect(await collector.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: doors.length }]);
  });

  it('refuses a file that is not there before anything is stored', async () => {
    const path = join(folder, 'missing.json');
    const imported = await collector.service.importFiles({ vendor: 'doors', stream: 'doors', paths: [path] });
    expect(imported).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', message: `There is no file ${path}.` },
    });
    expect(await collector.rows('SELECT count(*) AS n FROM runs')).toEqual([{ n: 0 }]);
  });

  it('refuses a vendor, stream or source that it does not know, and names those it does', async () => {
    const paths = [folder];
    const refused = [
      await collector.service.importFiles({ vendor: 'roofs', stream: 'doors', paths }),
      await collector.service.importFiles({ vendor: 'doors', stream: 'roofs', paths }),
      await collector.service.importFiles({ vendor: 'doors', stream: 'doors', source: 'Roof', paths }),
    ];
    for (const answer of refused)
      expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('ends at once when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const path = join(folder, 'doors.jsonl');
    await writeFile(path, lines);
    const input = { vendor: 'doors', stream: 'doors', paths: [path], signal: stop.signal };
    expect(await collector.service.importFiles(input)).toMatchObject({ error: { kind: 'cancelled' } });
    expect(await collector.rows('SELECT outcome FROM runs')).toEqual([{ outcome: 'cancelled' }]);
  });
});

describe('the source that imported records belong to', () => {
  it('is one of its own where the vendor has none, and nothing is collected for it', async () => {
    await importFile('doors.jsonl', lines);
    const status = await collector.status('import-doors');
    expect(status).toMatchObject({
      name: 'Imported (Doors)',
      url: '',
      paused: true,
      streams: [{ counts: threeStored, newestEventUs: Date.parse('2026-11-19T08:00Z') * 1_000 }],
    });
    expect(await collector.service.resume('import-doors')).toMatchObject({
      error: { kind: 'invalid-input' },
    });
    expect(await collector.service.collectUntilCaughtUp([])).toEqual({ ok: true, value: [] });
    await importFile('again.jsonl', lines);
    expect((await collector.stream('import-doors')).counts).toMatchObject({ stored: 3, duplicate: 3 });
  });

  it('is the vendor’s only source, so that what is collected as well is kept once', async () => {
    const vendor = await startScriptedVendor(
      ({ query }) => ({ json: query.day === '2026-11-19' ? doors : [] }),
      createFakeClock('2026-11-20T12:00:00Z'),
    );
    const source = await collector.add(vendor.url);
    await collector.collect(source);
    expect(await importFile('doors.jsonl', lines)).toMatchObject({ received: 3, stored: 0, duplicate: 3 });
    expect((await collector.stream(source)).counts).toMatchObject({ stored: 3, duplicate: 3 });
    await vendor.close();
  });

  it('is the one that is named, by its name or id', async () => {
    const north = await collector.add('https://north.example.com');
    const south = await collector.add('https://south.example.com', { name: 'South gate' });
    await importFile('a.jsonl', lines, 'south GATE');
    await importFile('b.jsonl', lines, north);
    await importFile('c.jsonl', lines);
    for (const source of [north, south, 'import-doors']) {
      expect((await collector.stream(source)).counts).toMatchObject(threeStored);
    }
  });
});
