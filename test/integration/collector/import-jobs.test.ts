import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import type { ImportJob } from '../../../shared/import-job.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { doorStream, doorsOf, doorVendor } from './made-up-vendor.ts';

const windows: StreamDefinition = {
  ...doorStream('windows'),
  recognise: (record) => (typeof record === 'object' && record !== null && 'pane' in record ? 1 : 0),
};
const doors = doorsOf('2026-11-19', 3);
const lines = doors.map((door) => JSON.stringify(door)).join('\n');
let folder: string;
let collector: Collector;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-import-'));
  collector = await aCollector({ vendors: [doorVendor([doorStream('doors'), windows])] });
});

afterEach(async () => {
  await collector.remove();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function inspect(path: string) {
  const inspected = await collector.service.imports.inspect([path]);
  if (!inspected.ok || inspected.value[0] === undefined) throw new Error('nothing inspected');
  return inspected.value[0];
}

async function start(paths: readonly string[], stream = 'doors') {
  const started = await collector.service.imports.start({
    paths: [...paths],
    vendor: 'doors',
    stream,
    sourceId: null,
  });
  return started.ok ? started.value.importId : started.error;
}

async function ended(importId: unknown): Promise<ImportJob> {
  for (;;) {
    const list = await collector.service.imports.list();
    const job = list.ok ? list.value.find((one) => one.importId === importId) : undefined;
    if (job !== undefined && job.state !== 'running') return job;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('looking at files before they are imported', () => {
  it('tells the format, and whose records they are', async () => {
    const content = `${lines}\n${JSON.stringify({ pane: 'broken', id: 'w' })}`;
    expect(await inspect(await file('a.jsonl.gz', gzipSync(content)))).toMatchObject({
      name: 'a.jsonl.gz',
      format: 'json-lines',
      isCompressed: true,
      sampled: 4,
      candidates: [
        { vendor: 'doors', stream: 'doors', share: 0.75 },
        { vendor: 'doors', stream: 'windows', share: 0.25 },
      ],
      error: null,
    });
    expect(await inspect(await file('b.csv', 'pane,id\nwhole,1'))).toMatchObject({
      format: 'csv',
      candidates: [{ stream: 'windows', share: 1 }],
    });
    expect(await inspect(await file('c.json', JSON.stringify([doors])))).toMatchObject({
      format: 'json',
      sampled: 3,
      candidates: [{ stream: 'doors', share: 1 }],
    });
  });

  it('reads the beginning of a large file only', async () => {
    const many = doorsOf('2026-11-19', 20_000).map((door) => JSON.stringify(door));
    expect(await inspect(await file('many.jsonl', many.join('\n')))).toMatchObject({ sampled: 200 });
  });

  it.each([
    ['text', 'just some words', /neither JSON nor/],
    ['nothing', '', /is empty/],
  ])('says of a file of %s why it can’t be read', async (_what, content, why) => {
    expect(await inspect(await file('x.txt', content))).toMatchObject({
      format: 'unknown',
      candidates: [],
      error: { kind: 'invalid-input', message: expect.stringMatching(why) },
    });
  });

  it('says of a file that is not there so, and looks at the others', async () => {
    const inspected = await collector.service.imports.inspect([
      join(folder, 'none'),
      await file('a.jsonl', lines),
    ]);
    expect(inspected).toMatchObject({
      value: [{ error: { kind: 'invalid-input' } }, { error: null, sampled: 3 }],
    });
  });
});

describe('importing in the background', () => {
  it('fails with its counts where a packed file is cut off', async () => {
    const many = doorsOf('2026-11-19', 20_000).map((door) => JSON.stringify(door));
    const packed = gzipSync(many.join('\n'));
    const job = await ended(
      await start([await file('cut-off.jsonl.gz', packed.subarray(0, packed.length - 2_000))]),
    );
    expect(job).toMatchObject({ state: 'failed', error: { kind: 'storage' } });
    const [stored] = await collector.rows('SELECT count(*) AS n FROM events');
    expect(job.counts).toMatchObject({ received: Number(stored?.n), stored: Number(stored?.n), rejected: 0 });
    expect(job.counts.stored).toBeGreaterThan(1_000);
  });

  it('counts, tells how far it is, and says why records were rejected', async () => {
    const path = await file(
      'a.jsonl',
      [lines, '{"id":"x","door":1}', 'no json', '{', '}', '{"id":"y"}'].join('\n'),
    );
    const seen: ImportJob[] = [];
    collector.service.imports.onChange((job) => seen.push(job));
    const job = await ended(await start([path, await file('b.json', JSON.stringify(doors))]));
    expect(job).toMatchObject({
      state: 'done',
      sourceId: 'import-doors',
      counts: { received: 11, stored: 3, duplicate: 3, rejected: 5 },
      rejectedReasons: [
        { reason: 'A record is not JSON.', count: 3 },
        { reason: 'at is not text.', count: 2 },
      ],
      error: null,
    });
    expect(job.bytesRead).toBe(job.bytesTotal);
    expect(job.bytesTotal).toBeGreaterThan(400);
    await expect.poll(() => seen.at(-1)?.state).toBe('done');
  });

  it('ends at a file that can’t be read, and says what was imported before it', async () => {
    const paths = [await file('a.jsonl', lines), await file('b.txt', 'words'), await file('c.jsonl', lines)];
    expect(await ended(await start(paths))).toMatchObject({
      state: 'failed',
      counts: { stored: 3 },
      error: { remedy: expect.stringMatching(/Imported before it: a\.jsonl\./) },
    });
  });

  it('can be cancelled', async () => {
    const many = doorsOf('2026-11-19', 60_000).map((door) => JSON.stringify(door));
    const importId = await start([await file('many.jsonl', many.join('\n'))]);
    expect(await collector.service.imports.cancel(String(importId))).toEqual({ ok: true, value: null });
    expect(await ended(importId)).toMatchObject({ state: 'cancelled', error: null });
    expect(await collector.service.imports.cancel('no-such-import')).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  it('does not begin where something is wrong from the start', async () => {
    expect(await start([join(folder, 'none.json')])).toMatchObject({ kind: 'invalid-input' });
    expect(await start([await file('a.jsonl', lines)], 'roofs')).toMatchObject({ kind: 'invalid-input' });
    expect(await collector.service.imports.list()).toEqual({ ok: true, value: [] });
  });
});
