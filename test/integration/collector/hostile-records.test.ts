import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import { type ScriptedVendor, startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type Door, doorStream, doorsOf, doorVendor } from './made-up-vendor.ts';

/** A megabyte is the limit elsewhere in these tests; here large answers are what is asked for. */
const stream: StreamDefinition = {
  ...doorStream('doors'),
  timeoutMs: 60_000,
  maxAnswerBytes: 128 * 1024 * 1024,
};
const day = '2026-11-20';
const [door] = doorsOf(day, 1) as [Door];

let collector: Collector;
let vendor: ScriptedVendor;
let today: string;

beforeEach(async () => {
  today = '[]';
  collector = await aCollector({ vendors: [doorVendor([stream])] });
  vendor = await startScriptedVendor(
    ({ query }) => ({
      text: query.day === day ? today : '[]',
      headers: { 'content-type': 'application/json' },
    }),
    collector.clock,
  );
});
afterEach(async () => {
  await collector.remove();
  await vendor.close();
});

/** Collects what the vendor has today: the run's error, and what became of the records. */
async function collect(text: string) {
  today = text;
  const sourceId = await collector.add(vendor.url, { lookBackDays: 1 });
  const [error] = await collector.collect(sourceId);
  const { counts } = await collector.stream(sourceId);
  const { received, stored, rejected } = counts;
  return { sourceId, error, received, stored, rejected };
}

async function reasons(sourceId: string): Promise<string[]> {
  const rejected = await collector.service.rejected(sourceId, 10);
  return rejected.ok ? rejected.value.records.map(({ reason }) => reason) : [];
}

/** The record as JSON, between two good ones. */
function amongOthers(record: string): string {
  const [first, second] = doorsOf(day, 2, 100);
  return `[${JSON.stringify(first)},${record},${JSON.stringify(second)}]`;
}

const withField = (name: string, value: string) =>
  `{"id":"odd","at":"${door.at}","door":"odd",${name}:${value}}`;

describe('a record that is too much of something', () => {
  it('is stored and found where a field of it has a megabyte', async () => {
    const text = `${'x'.repeat(500_000)} needle ${'y'.repeat(500_000)}`;
    expect(await collect(amongOthers(withField('"note"', JSON.stringify(text))))).toMatchObject({
      error: null,
      stored: 3,
      rejected: 0,
    });
    const [row] = await collector.rows(
      `SELECT count(*) AS n, max(length(raw)) AS length FROM events WHERE contains(raw, ' needle ')`,
    );
    expect(Number(row?.n)).toBe(1);
    expect(Number(row?.length)).toBeGreaterThan(1_000_000);
  });

  it('is rejected alone where a field of it has 40 MB, and a beginning of it is kept', async () => {
    const { sourceId, ...rest } = await collect(
      amongOthers(withField('"note"', `"${'x'.repeat(40_000_000)}"`)),
    );
    expect(rest).toMatchObject({ error: null, received: 3, stored: 2, rejected: 1 });
    expect(await reasons(sourceId)).toEqual(['It is longer than 8 MB; only its beginning is kept.']);
    const [row] = await collector.rows('SELECT octet_length(ciphertext) AS bytes FROM rejected_records');
    expect(Number(row?.bytes)).toBeLessThan(2_000_000);
  });

  it.each([
    ['a key of 7 MB', withField(`"${'k'.repeat(7_000_000)}"`, '1'), 0],
    ['an id of a megabyte', `{"id":"${'i'.repeat(1_000_000)}","at":"${door.at}","door":"odd"}`, 0],
    ['a list of a million', withField('"list"', `[${'1,'.repeat(999_999)}1]`), 1],
    ['a million keys', `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":1`).join(',')}}`, 1],
    ['a hundred levels and more', withField('"deep"', `${'['.repeat(150)}${']'.repeat(150)}`), 1],
  ])('costs no other where it has %s', async (_what, record, rejected) => {
    expect(await collect(amongOthers(record))).toMatchObject({
      error: null,
      received: 3,
      stored: 3 - rejected,
      rejected,
    });
  });
});

describe('an answer that is too much of something', () => {
  it.each([
    ['a hundred thousand levels', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`, /nested too deep/],
    ['twelve million empty lists', `[${'[],'.repeat(12_000_000)}[]]`, /more than 10 million values/],
    [
      'twelve million empty objects in one value',
      `{"a":[${'{},'.repeat(12_000_000)}{}]}`,
      /more than 10 million values/,
    ],
  ])('is refused whole with its reason: %s', async (_what, text, message) => {
    const { error, stored } = await collect(text);
    expect(error).toMatchObject({ kind: 'unexpected-response', message: expect.stringMatching(message) });
    expect(stored).toBe(0);
  });
});

describe('JSON that tries to confuse', () => {
  const pollution = '{"polluted":"yes"}';
  it.each([
    ['keys of an object’s own kind', withField('"__proto__"', pollution)],
    ['keys of its maker', withField('"constructor"', `{"prototype":${pollution}}`)],
    ['keys that every object has', withField('"toString"', '"text"')],
    ['a key twice', withField('"door"', '"second"')],
    [
      'numbers beyond all bounds',
      withField('"big"', '[1e999, -1e999, 123456789012345678901234567890, 1e-999]'),
    ],
    ['half a surrogate pair', withField('"half"', '"\\ud83d and \\ude00"')],
    ['control characters', withField('"nul"', '"\\u0000\\u0008\\u001b[31m\\u202e"')],
  ])('is stored, and changes nothing else, with %s', async (_what, record) => {
    expect(await collect(amongOthers(record))).toMatchObject({ error: null, stored: 3, rejected: 0 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const rows = await collector.rows('SELECT raw FROM events WHERE contains(raw, \'"odd"\')');
    expect(rows).toHaveLength(1);
    expect(() => JSON.parse(String(rows[0]?.raw))).not.toThrow();
  });

  it.each([
    '9999-12-31T23:59:59Z',
    '-000001-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
  ])('is rejected alone with the time %s', async (at) => {
    const { sourceId, ...rest } = await collect(amongOthers(`{"id":"odd","at":"${at}","door":"odd"}`));
    expect(rest).toMatchObject({ error: null, stored: 2, rejected: 1 });
    expect(await reasons(sourceId)).toEqual(['Its time is not between 1970 and 2255.']);
  });

  it('is read with a mark of its byte order, and with bytes that are no text', async () => {
    expect(await collect(`\uFEFF${amongOthers(withField('"note"', '"\uFFFD"'))}`)).toMatchObject({
      error: null,
      stored: 3,
    });
  });
});
