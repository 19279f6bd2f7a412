import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import type { Facet } from '../../../shared/answer.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { defaultSort, type Question } from '../../../shared/question.ts';
import type { Result } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { asStored, type KnownEvent, seededEvents, uuidOf } from './seeded-events.ts';

const DAY_US = 86_400_000_000;
const SEVERITY_WORDS: Readonly<Record<number, string>> = {
  1: 'Informational',
  2: 'Low',
  3: 'Medium',
  4: 'High',
  5: 'Critical',
  99: 'Other',
};
const events = seededEvents(1_500);

let workspace: Workspace;
let service: QueryService;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  await commitEvents(workspace, events.map(asStored));
  service = createQueryService({ readers: workspace.readers, clock: testClock });
});
afterAll(() => remove());

function ask(query: string, rest: Partial<Question> = {}): Question {
  const tree = parseQuery(query);
  if (!tree.ok) throw new Error(tree.error.message);
  return { tree: tree.value, span: { fromUs: null, toUs: null }, storedUntilUs: null, ...rest };
}

function unwrap<Value>(result: Result<Value, { message: string; detail?: string | undefined }>): Value {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

const byTime = (a: KnownEvent, b: KnownEvent) => b.timeUs - a.timeUs || (a.id < b.id ? -1 : 1);
const isAlice = (event: KnownEvent) => event.userName?.toLowerCase() === 'alice';

/** Questions with what they mean in JavaScript, the facets' own filters apart. */
const questions: readonly {
  query: string;
  matches: (event: KnownEvent) => boolean;
  own?: Partial<Record<keyof KnownEvent, (event: KnownEvent) => boolean>>;
}[] = [
  { query: '*', matches: () => true },
  {
    query: 'severity >= high',
    matches: (e) => [4, 5].includes(e.severityId),
    own: { severityId: () => true },
  },
  {
    query: 'user:alice and severity:(low or high)',
    matches: (e) => isAlice(e) && [2, 4].includes(e.severityId),
    own: { userName: (e) => [2, 4].includes(e.severityId), severityId: isAlice },
  },
  {
    query: 'not user:alice and secret.line > 20',
    matches: (e) => !isAlice(e) && (e.line ?? 0) > 20,
    own: { userName: (e) => (e.line ?? 0) > 20, line: (e) => !isAlice(e) },
  },
  {
    query: 'user:alice or secret.type:jwt',
    matches: (e) => isAlice(e) || e.secretType === 'JWT',
  },
  {
    query: '"found by bob" and secret.type:*',
    matches: (e) => e.userName === 'bob' && e.secretType !== null,
    own: { secretType: (e) => e.userName === 'bob' },
  },
  { query: 'user:nobody-at-all', matches: () => false, own: { userName: () => true } },
];

const facetFields = {
  secret_type: 'secretType',
  user_name: 'userName',
  severity_id: 'severityId',
  secret_line: 'line',
} as const;

function countByHand(field: keyof KnownEvent, found: readonly KnownEvent[], limit: number, search = '') {
  const counts = new Map<string, number>();
  for (const event of found) {
    const value = event[field];
    if (value === null) continue;
    const text = field === 'severityId' ? (SEVERITY_WORDS[event.severityId] ?? '') : String(value);
    if (text.toLowerCase().includes(search.toLowerCase())) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort(
      (a, b) =>
        b.count - a.count ||
        (Buffer.from(a.value) < Buffer.from(b.value)
          ? -1
          : Buffer.compare(Buffer.from(a.value), Buffer.from(b.value))),
    );
  const missing = found.filter((event) => event[field] === null).length;
  return { values: values.slice(0, limit), distinct: counts.size, missing };
}

describe('which fields have values', () => {
  it('names those with a value in any event, in the order asked, and no other', async () => {
    const asked = ['secret_type', 'device_name', 'event_id', 'src_ip', 'class_name'];
    const { columns } = unwrap(await service.columnsPresent({ columns: asked }));
    const stored = unwrap(
      await service.facets({
        question: ask('*'),
        facets: asked.map((column) => ({ column, search: '', limit: 1 })),
      }),
    );
    const withValues = stored.facets.filter((facet) => facet.state === 'ready' && facet.distinct > 0);
    expect(columns).toEqual(withValues.map(({ column }) => column));
  });

  it('refuses a column that is not one', async () => {
    expect(await service.columnsPresent({ columns: ['nothing"; DROP TABLE events'] })).toMatchObject({
      ok: false,
    });
  });
});

describe('facets', () => {
  it.each(questions)('of $query count exactly what JavaScript counts', async ({ query, matches, own }) => {
    const facets = Object.keys(facetFields).map((column) => ({ column, search: '', limit: 5 }));
    const answer = unwrap(await service.facets({ question: ask(query), facets }));
    const expected = Object.entries(facetFields).map(([column, field]) => {
      const found = events.filter(own?.[field] ?? matches);
      return { state: 'ready', column, ...countByHand(field, found, 5), tookMs: expect.any(Number) };
    });
    expect(answer.facets).toEqual(expected);
  });

  it('search inside their values in any case, each with a word of its own', async () => {
    const facets = [
      { column: 'secret_type', search: 'aWs', limit: 10 },
      { column: 'severity_id', search: 'hi', limit: 10 },
      { column: 'user_name', search: '', limit: 1 },
    ];
    const { facets: found } = unwrap(await service.facets({ question: ask('*'), facets }));
    expect(found).toMatchObject([
      countByHand('secretType', events, 10, 'aws'),
      { values: [{ value: 'High' }], distinct: 1, missing: 0 },
      { ...countByHand('userName', events, 1) },
    ]);
  });

  it('take the characters of a search as they are', async () => {
    const facets = ['%', '_', "'", '"x', '\\'].map((search) => ({
      column: 'secret_type',
      search,
      limit: 10,
    }));
    const { facets: found } = unwrap(await service.facets({ question: ask('*'), facets }));
    const values = found.map((facet) =>
      facet.state === 'ready' ? facet.values.map(({ value }) => value).sort() : null,
    );
    const withLine = ['AWS_ACCESS_KEY_ID', 'GENERIC_CREDS', 'GITHUB_TOKEN', 'aws_secret'];
    expect(values).toEqual([[], withLine, [], ['Ünïcode "x"'], []]);
  });

  it('of a column that is not there fail alone', async () => {
    const facets = [
      { column: 'user_name', search: '', limit: 2 },
      { column: 'nosuch"; DROP TABLE events; --', search: '', limit: 2 },
    ];
    const { facets: found } = unwrap(await service.facets({ question: ask('*'), facets }));
    expect(found.map(({ state }) => state)).toEqual(['ready', 'failed']);
  });

  it('count by a path into the event and by time', async () => {
    const facets = [
      { column: 'metadata.product.vendor_name', search: '', limit: 5 },
      { column: 'raw.results.line_number', search: '', limit: 5 },
      { column: 'time', search: '', limit: 1 },
    ];
    const { facets: found } = unwrap(await service.facets({ question: ask('*'), facets }));
    const ready = found.filter(
      (facet): facet is Extract<Facet, { state: 'ready' }> => facet.state === 'ready',
    );
    expect(ready).toHaveLength(3);
    expect(ready[1]?.values[0]?.value).toMatch(/^\d+$/);
    expect(ready[2]?.values[0]?.value).toMatch(/^2026-1[01]-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it('are stopped as a whole', async () => {
    const facets = [{ column: 'user_name', search: '', limit: 2 }];
    const answer = await service.facets({ question: ask('*'), facets }, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('pages', () => {
  const columns = ['time', 'user_name', 'severity_id'];

  it.each(questions)('of $query together are the whole answer in order', async ({ query, matches }) => {
    const expected = events.filter(matches).sort(byTime);
    const rows: unknown[] = [];
    for (let offset = 0; offset <= expected.length; offset += 400) {
      const page = unwrap(
        await service.page({ question: ask(query), sort: defaultSort, columns, offset, limit: 400 }),
      );
      expect(page.offset).toBe(offset);
      rows.push(...page.rows);
    }
    expect(rows).toEqual(
      expected.map((event) => ({
        event_id: uuidOf(event.id),
        time: event.timeUs,
        user_name: event.userName,
        severity_id: event.severityId,
      })),
    );
    const counted = unwrap(await service.count({ question: ask(query) }));
    expect(counted.count).toBe(expected.length);
  });

  it('put missing values last in both directions, and equal ones in the order of their ids', async () => {
    for (const direction of ['asc', 'desc'] as const) {
      const sort = [{ column: 'secret_line', direction }];
      const page = unwrap(
        await service.page({ question: ask('*'), sort, columns: [], offset: 0, limit: 1_000 }),
      );
      const sign = direction === 'asc' ? 1 : -1;
      const last = sign * Number.POSITIVE_INFINITY;
      const key = ({ line }: KnownEvent) => line ?? last;
      const expected = [...events].sort((a, b) => {
        const order = key(a) === key(b) ? 0 : sign * (key(a) - key(b));
        return order || (a.id < b.id ? -1 : 1);
      });
      expect(page.rows.map((row) => row.event_id)).toEqual(
        expected.slice(0, 1_000).map(({ id }) => uuidOf(id)),
      );
    }
  });

  it('stay as they are while more is stored', async () => {
    const question = ask('*', { storedUntilUs: Date.UTC(2026, 10, 20, 9) * 1_000 });
    const extra = await aTemporaryWorkspace();
    try {
      await commitEvents(extra.workspace, seededEvents(5, 1).map(asStored));
      await commitEvents(
        extra.workspace,
        seededEvents(9, 2).map((event, index) => asStored({ ...event, id: `${index}${event.id.slice(1)}` })),
        {
          receivedAtUs: testNowUs,
        },
      );
      const readers = extra.workspace.readers;
      const other = createQueryService({ readers, clock: testClock });
      expect(unwrap(await other.count({ question })).count).toBe(5);
    } finally {
      await extra.remove();
    }
  });

  it('keep to the span, which includes its start and not its end', async () => {
    const [first] = [...events].sort(byTime).slice(200);
    const fromUs = first?.timeUs ?? 0;
    const span = { fromUs, toUs: fromUs + DAY_US };
    const expected = events.filter(({ timeUs }) => timeUs >= span.fromUs && timeUs < span.toUs);
    expect(unwrap(await service.count({ question: ask('*', { span }) })).count).toBe(expected.length);
    const page = unwrap(
      await service.page({
        question: ask('*', { span }),
        sort: defaultSort,
        columns: ['time'],
        offset: 0,
        limit: 1_000,
      }),
    );
    expect(page.rows).toHaveLength(expected.length);
  });

  it('name columns as they were asked for: ECS names, documents, paths', async () => {
    const names = [
      'secret.type',
      'finding_info.title',
      'raw.results.line_number',
      'ocsf',
      'observables.value',
    ];
    const page = unwrap(
      await service.page({
        question: ask('secret.type:jwt'),
        sort: defaultSort,
        columns: names,
        offset: 0,
        limit: 1,
      }),
    );
    expect(page.rows[0]).toMatchObject({
      'secret.type': 'JWT',
      'finding_info.title': 'AWS_ACCESS_KEY_ID exposed',
      'observables.value': '0a1b2c3d',
      ocsf: expect.stringContaining('"class_uid":2006'),
    });
  });

  it('of unknown columns and sorts are refused with the nearest name', async () => {
    const base = { question: ask('*'), offset: 0, limit: 1 };
    const columns = await service.page({ ...base, sort: defaultSort, columns: ['usr_name'] });
    expect(columns).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', remedy: 'Did you mean “user_name”?' },
    });
    const sort = await service.page({ ...base, sort: [{ column: 'x"', direction: 'asc' }], columns: [] });
    expect(sort).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });
});

describe('the histogram', () => {
  const whole = { buckets: 60, intervalUs: null, splitBy: null, maxParts: 5 };

  it.each(questions)(
    'of $query counts every event once, in bars without gaps',
    async ({ query, matches }) => {
      const found = events.filter(matches);
      const bars = unwrap(await service.histogram({ question: ask(query), ...whole }));
      expect(bars.total).toBe(found.length);
      for (const [index, bar] of bars.buckets.entries()) {
        expect(bar.startUs).toBe(bars.fromUs + index * bars.intervalUs);
        expect(bar.startUs % bars.intervalUs).toBe(0);
        const inside = found.filter(
          ({ timeUs }) => timeUs >= bar.startUs && timeUs < bar.startUs + bars.intervalUs,
        );
        expect(bar.count).toBe(inside.length);
      }
      expect(bars.toUs).toBe(bars.fromUs + bars.buckets.length * bars.intervalUs);
      if (found.length > 0) {
        expect(bars.buckets[0]?.count).toBeGreaterThan(0);
        expect(bars.buckets.at(-1)?.count).toBeGreaterThan(0);
      }
    },
  );

  it('covers a closed span with empty bars', async () => {
    const span = { fromUs: testNowUs + DAY_US, toUs: testNowUs + 2 * DAY_US };
    const bars = unwrap(await service.histogram({ question: ask('*', { span }), ...whole, buckets: 24 }));
    expect(bars).toMatchObject({ intervalUs: DAY_US / 24, total: 0 });
    expect(bars.buckets).toHaveLength(24);
  });

  it('becomes finer where the answer is much shorter than what is stored', async () => {
    const hour = ask(`time >= ${Math.trunc((testNowUs - DAY_US / 24) / 1_000)}`);
    const bars = unwrap(await service.histogram({ question: hour, ...whole }));
    expect(bars.intervalUs).toBeLessThanOrEqual(60_000_000);
  });

  it('splits by the most frequent values and puts the rest and the missing together', async () => {
    const question = ask('*');
    const bars = unwrap(await service.histogram({ question, ...whole, splitBy: 'user_name', maxParts: 2 }));
    const { values } = countByHand('userName', events, 2);
    expect(bars.parts).toEqual([...values.map(({ value }) => value), null]);
    const sums = bars.parts.map((_, place) =>
      bars.buckets.reduce((sum, { parts }) => sum + (parts[place] ?? 0), 0),
    );
    const known = values.map(({ count }) => count);
    const rest = events.length - known.reduce((sum, count) => sum + count, 0);
    expect(sums).toEqual([...known, rest]);
    expect(bars.total).toBe(events.length);
  });

  it('names severities by their words and has no rest where there is none', async () => {
    const bars = unwrap(
      await service.histogram({ question: ask('severity:(high or low)'), ...whole, splitBy: 'severity_id' }),
    );
    expect([...bars.parts].sort()).toEqual(['High', 'Low']);
  });

  it('takes an interval that is asked for, if it makes no absurd number of bars', async () => {
    const asked = { question: ask('*'), ...whole };
    const days = unwrap(await service.histogram({ ...asked, intervalUs: DAY_US }));
    expect(days.intervalUs).toBe(DAY_US);
    expect(await service.histogram({ ...asked, intervalUs: 1 })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' },
    });
  });

  it('of an empty workspace has no bars', async () => {
    const empty = await aTemporaryWorkspace();
    try {
      const other = createQueryService({ readers: empty.workspace.readers, clock: testClock });
      expect(unwrap(await other.histogram({ question: ask('*'), ...whole }))).toMatchObject({
        total: 0,
        buckets: [],
      });
      expect(
        unwrap(
          await other.facets({ question: ask('*'), facets: [{ column: 'user_name', search: '', limit: 5 }] }),
        ),
      ).toMatchObject({
        facets: [{ state: 'ready', values: [], distinct: 0, missing: 0 }],
      });
      const range = { fromUs: testNowUs - DAY_US, toUs: testNowUs };
      expect(
        unwrap(await other.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 4 })),
      ).toMatchObject({
        baseline: { windows: 0 },
        types: [],
      });
    } finally {
      await empty.remove();
    }
  });
});

describe('the detail of an event', () => {
  it('has every column, the documents as data, and how many others have the same secret', async () => {
    const event = events.find(({ fingerprint }) => fingerprint !== null);
    if (!event) throw new Error('No event has a secret.');
    const detail = unwrap(await service.detail({ eventId: event.id }));
    expect(detail.row).toMatchObject({
      event_id: uuidOf(event.id),
      time: event.timeUs,
      secret_type: event.secretType,
    });
    expect(detail.ocsf).toMatchObject({ class_uid: 2006 });
    expect(detail.raw).toMatchObject({ results: { secret_type: event.secretType } });
    expect(detail.observables).toEqual([
      { type_id: 99, name: 'data_security.pattern_match', value: '0a1b2c3d' },
    ]);
    const same = events.filter(({ fingerprint }) => fingerprint === event.fingerprint);
    expect(detail.sameSecretCount).toBe(same.length - 1);
    expect(unwrap(await service.detail({ eventId: uuidOf(event.id) })).row).toEqual(detail.row);
  });

  it.each(['', 'x', "'; DROP TABLE events; --", '00000000-0000-0000-0000-000000000000'])(
    'of “%s” is not found',
    async (eventId) => {
      expect(await service.detail({ eventId })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    },
  );
});

describe('secret types', () => {
  it('are counted with the number of different secrets', async () => {
    const frequency = unwrap(await service.secretFrequency({ question: ask('*') }));
    const { values } = countByHand('secretType', events, 20);
    expect(frequency.types).toEqual(
      values.map(({ value, count }) => ({
        secretType: value,
        count,
        distinctSecrets: new Set(events.filter((e) => e.secretType === value).map((e) => e.fingerprint)).size,
      })),
    );
    expect(frequency.total).toBe(events.filter((e) => e.secretType !== null).length);
  });

  it('are compared with the windows before, the question’s own span left aside', async () => {
    const range = { fromUs: testNowUs - 5 * DAY_US, toUs: testNowUs };
    const question = ask('user:alice', { span: range });
    const unusual = unwrap(await service.unusualSecretTypes({ question, range, baselineWindows: 3 }));
    expect(unusual.baseline).toEqual({ fromUs: testNowUs - 20 * DAY_US, toUs: range.fromUs, windows: 3 });
    const ofType = events.filter((e) => isAlice(e) && e.secretType === 'JWT' && e.timeUs < testNowUs);
    const jwt = unusual.types.find(({ secretType }) => secretType === 'JWT');
    const before = ofType.filter((e) => e.timeUs >= unusual.baseline.fromUs && e.timeUs < range.fromUs);
    const inRange = ofType.filter((e) => e.timeUs >= range.fromUs);
    expect(jwt?.count).toBe(inRange.length);
    expect(jwt?.expected).toBeCloseTo(before.length / 3, 9);
    expect(jwt?.distinctSecrets).toBe(new Set(inRange.map((e) => e.fingerprint)).size);
    expect(jwt?.firstSeenUs).toBe(
      Math.min(...events.filter((e) => e.secretType === 'JWT').map((e) => e.timeUs)),
    );
  });

  it('count no windows from before anything was stored', async () => {
    const range = { fromUs: testNowUs - 10 * DAY_US, toUs: testNowUs };
    const unusual = unwrap(
      await service.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 30 }),
    );
    expect(unusual.baseline.windows).toBe(2);
    const young = { fromUs: testNowUs - 40 * DAY_US, toUs: testNowUs };
    const all = unwrap(
      await service.unusualSecretTypes({ question: ask('*'), range: young, baselineWindows: 30 }),
    );
    expect(all.baseline.windows).toBe(0);
    expect(all.types.every(({ verdict }) => verdict === 'usual')).toBe(true);
  });

  it('are called new where none was stored before the range', async () => {
    const lately = testNowUs - DAY_US;
    const young = await aTemporaryWorkspace();
    try {
      const [one, two] = seededEvents(2).map((event) => ({ ...event, fingerprint: event.id }));
      if (!one || !two) throw new Error('Two events are needed.');
      await commitEvents(young.workspace, [
        asStored({ ...one, secretType: 'OLD', timeUs: lately - 9 * DAY_US }),
        asStored({ ...two, secretType: 'NEW', timeUs: lately }),
      ]);
      const other = createQueryService({ readers: young.workspace.readers, clock: testClock });
      const range = { fromUs: lately - DAY_US, toUs: testNowUs };
      const unusual = unwrap(
        await other.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 4 }),
      );
      expect(unusual.types).toMatchObject([
        { secretType: 'NEW', verdict: 'new', count: 1, ratio: null },
        { secretType: 'OLD', verdict: 'usual', count: 0 },
      ]);
    } finally {
      await young.remove();
    }
  });
});

describe('a regular expression that the engine refuses only when it runs', () => {
  it('is answered with a sentence about it', async () => {
    const question = ask(`/${'\\pL{90}'.repeat(10)}/`);
    expect(await service.count({ question })).toMatchObject({ ok: false, error: { kind: 'query-syntax' } });
  });
});
