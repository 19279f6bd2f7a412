import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { defaultSort } from '../../../shared/question.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { fuzz } from '../../helpers/fuzz.ts';
import { aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';
import type { SeededRandom } from '../../unit/query/seeded-random.ts';
import { asStored, seededEvents } from './seeded-events.ts';

let workspace: Workspace;
let service: QueryService;
let remove: () => Promise<void>;

/** Stored records as no vendor should send them, and some do. */
const oddRecords: readonly unknown[] = [
  JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": {"a": 1}}, "a": {"__proto__": "b"}}'),
  { a: '\ud800', '\ud800': 1, b: ['\udfff', { c: '\ud800x' }] },
  { a: Number.MAX_VALUE, b: 1e-320, c: 2 ** 53, d: -0 },
  { 'a.b': { 'c"d': 1, "e'f": 2, $: 3, '[0]': 4, '*': 5, '': 6, '\\': 7 } },
  { a: '\0', '\0': '\0', b: '\u202e\u001b[31m' },
  { a: 'x'.repeat(1_000_000) },
  { a: nested(400) },
  Object.fromEntries(Array.from({ length: 5_000 }, (_, key) => [`key${key}`, key])),
];

function nested(depth: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? { a: value } : [value];
  return value;
}

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  const odd = oddRecords.map((raw) =>
    anEventToStore({ raw, event: { secretType: '\ud800', operation: "x'); --" } }),
  );
  await commitEvents(workspace, [...seededEvents(40).map(asStored), ...odd]);
  service = createQueryService({ readers: workspace.readers, clock: testClock });
});
afterAll(() => remove());

/** A refusal that a person can mend; null for an answer, a sentence for anything else. */
async function problemWith(text: string, column: string): Promise<string | null> {
  const parsed = parseQuery(text);
  if (!parsed.ok) return parsed.error.kind === 'query-syntax' ? null : parsed.error.kind;
  const question = { tree: parsed.value, span: { fromUs: null, toUs: null }, storedUntilUs: null };
  const answers = [
    await service.page({
      question,
      sort: [{ column, direction: 'asc' }],
      columns: [column],
      offset: 0,
      limit: 50,
    }),
    await service.facets({ question, facets: [{ column, search: '', limit: 3 }] }),
  ];
  const wrong = answers.find(
    (answer) => !answer.ok && !['query-syntax', 'invalid-input'].includes(answer.error.kind),
  );
  return wrong && !wrong.ok ? `${wrong.error.kind}: ${wrong.error.detail}` : null;
}

/** Queries that mean something, to be bent. */
const sentences = [
  'secret.type:AWS* and not user.name:"svc backup" and severity >= high and time > now-7d',
  'src_ip:10.0.0.0/8 or user:(alice or bob)',
  'severity in (high, critical) and raw.a.b:*',
  'finding_info.title:/aws.*key/ and secret.line < 20',
  '"found by bob" -secret.type:jwt !user:x',
  'time >= 2026-11-20T10:00:00Z and time < now',
  'user="Alice" and ip:::1',
];
const bends = [
  '(',
  ')',
  '"',
  '\\',
  '/',
  '*',
  ':',
  '\0',
  '\ud800',
  '\u202e',
  '😀',
  '\n',
  "'",
  '$1',
  ' and ',
  ' not ',
  '[',
  '{',
  '-',
];

function bent(random: SeededRandom): string {
  let text = random.oneOf(sentences);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const from = random.below(text.length + 1);
    const to = from + random.below(6);
    const put = random.oneOf([
      () => random.oneOf(bends),
      () => '',
      () => text.slice(from, to).repeat(1 + random.below(30)),
      () => random.oneOf(sentences),
      () => text.slice(0, 10).toUpperCase(),
    ]);
    text = text.slice(0, from) + put() + text.slice(random.chance(0.5) ? to : from);
  }
  return text;
}

const columns = [
  'time',
  'user.name',
  'raw.a',
  'raw.b.c',
  'raw.a.b',
  'ecs.user.name',
  'finding_info.title',
  'secret_type',
  'raw.__proto__',
  'raw.constructor.prototype',
  'raw.key7',
];

describe('a query of a person', () => {
  it('is answered or refused however it is bent', { timeout: 600_000 }, async () => {
    const { random, rounds, repeat, say } = fuzz(1_000);
    const problems: string[] = [];
    let parsed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const text = bent(random);
      if (parseQuery(text).ok) parsed += 1;
      const problem = await problemWith(text, random.oneOf(columns));
      if (problem) problems.push(`${problem}, asked ${JSON.stringify(text)}`);
    }
    say(`bent queries: ${rounds}, of which ${parsed} are still queries`);
    expect(problems, repeat).toEqual([]);
    expect(parsed).toBeGreaterThan(rounds / 10);
  });

  it.each<[string, string]>([
    ['ten thousand parentheses', `${'('.repeat(10_000)}x${')'.repeat(10_000)}`],
    ['ten thousand open parentheses', '('.repeat(10_000)],
    ['ten thousand negations', `${'not '.repeat(10_000)}x`],
    ['ten thousand minus signs', `${'-'.repeat(10_000)}x`],
    ['a million characters in one word', 'x'.repeat(1_000_000)],
    ['a million characters in quotes', `"${'x '.repeat(500_000)}"`],
    ['a hundred thousand words', 'x '.repeat(100_000)],
    ['a hundred thousand conditions', Array.from({ length: 100_000 }, () => 'user:x').join(' or ')],
    ['a list of a hundred thousand', `user:(${'x or '.repeat(100_000)}x)`],
    ['an open quote of a million', `"${'\\"'.repeat(500_000)}`],
    ['a million stars', `user:${'*'.repeat(1_000_000)}`],
    ['stars that explode a naive matcher', `user:${'a*'.repeat(2_000)}b`],
    ['a regular expression that explodes others', 'user:/(a+)+$/ or /((a*)*)*b/ or /(x|x)*y/'],
    ['a regular expression that repeats too often', '/((a{1000}){1000}){1000}/'],
    ['a regular expression of a million', `/${'a?'.repeat(500_000)}/`],
    ['a field name of a million', `${'a.'.repeat(500_000)}b:1`],
    ['an address beyond all bits', 'ip:1.2.3.4/99999999999999999999'],
    ['a number beyond all digits', `secret.line > ${'9'.repeat(100_000)}`],
    ['a time beyond all time', 'time > now-99999999999999999999y or time < 999999-01-01'],
  ])('is answered or refused when it is %s', async (_, text) => {
    for (const column of ['time', 'raw.a']) expect(await problemWith(text, column)).toBe(null);
  });
});

describe('a name of a field', () => {
  const names = [
    'raw.a"b',
    "raw.a'b",
    'raw.$.a',
    'raw.a[0]',
    'raw.a[*]',
    'raw.*',
    'raw..a',
    'raw.',
    'raw.a\0',
    'raw.\ud800',
    'raw.$1',
    'time"; DROP TABLE events; --',
    "time' OR 1=1 --",
    'time) FROM secrets --',
    'secrets.ciphertext',
    'e."raw"',
    '(SELECT 1)',
    'raw->>a',
    `raw.${'a.'.repeat(200)}b`,
    'x'.repeat(256),
    '__proto__',
    'hasOwnProperty',
  ];

  it.each(names)('%j is a field or is refused, wherever it stands', async (name) => {
    const question = {
      tree: { kind: 'and', children: [] },
      span: { fromUs: null, toUs: null },
      storedUntilUs: null,
    } as const;
    const exists = { ...question, tree: { kind: 'exists', field: name } } as const;
    const answers = [
      await service.page({ question, sort: defaultSort, columns: [name], offset: 0, limit: 5 }),
      await service.page({
        question,
        sort: [{ column: name, direction: 'desc' }],
        columns: [],
        offset: 0,
        limit: 5,
      }),
      await service.facets({ question, facets: [{ column: name, search: "'", limit: 3 }] }),
      await service.histogram({ question, buckets: 5, intervalUs: null, splitBy: name, maxParts: 3 }),
      await service.figures({ question, figures: [{ id: name, where: null, distinctOf: name }] }),
      await service.columnsPresent({ columns: [name] }),
      await service.count({ question: exists }),
    ];
    for (const answer of answers) {
      if (!answer.ok) expect(['query-syntax', 'invalid-input']).toContain(answer.error.kind);
    }
  });
});

describe('records as no vendor should send them', () => {
  it('are found, read and counted like others', async () => {
    const question = {
      tree: { kind: 'and', children: [] },
      span: { fromUs: null, toUs: null },
      storedUntilUs: null,
    } as const;
    const page = await service.page({
      question,
      sort: defaultSort,
      columns: columns.filter((column) => column !== 'time'),
      offset: 0,
      limit: 1_000,
    });
    expect(page).toMatchObject({ ok: true, value: { rows: { length: 40 + oddRecords.length } } });
    for (const text of ['raw.a:*', 'raw.b.c:*', 'raw.a:"\ud800"', 'raw.__proto__.a:1', 'raw.key4999:4999']) {
      expect(await problemWith(text, 'raw.a'), text).toBe(null);
    }
  });
});
