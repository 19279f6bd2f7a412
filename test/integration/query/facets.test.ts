import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryService } from '../../../main/query/query-service.ts';
import type { Facet } from '../../../shared/answer.ts';
import {
  aQueryService,
  ask,
  countByHand,
  events,
  facetFields,
  questions,
  unwrap,
} from './a-query-service.ts';

let service: QueryService;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ service, remove } = await aQueryService());
});
afterAll(() => remove());

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

  it('tell the time of the newest event of each value where it is asked for', async () => {
    const facets = [
      { column: 'secret_type', search: '', limit: 10 },
      { column: 'severity_id', search: '', limit: 2 },
      { column: 'vendor', search: '', limit: 2 },
    ];
    const asked = { question: ask('user.name:alice'), facets, withNewest: true };
    const [types] = unwrap(await service.facets(asked)).facets;
    const found = events.filter(({ userName }) => userName?.toLowerCase() === 'alice');
    const newestOf = (type: string) =>
      Math.max(...found.filter(({ secretType }) => secretType === type).map(({ timeUs }) => timeUs));
    const values = types?.state === 'ready' ? types.values : [];
    expect(values.length).toBeGreaterThan(3);
    for (const { value, newestUs } of values) expect([value, newestUs]).toEqual([value, newestOf(value)]);

    const several = { ...asked, facets: [{ column: 'raw.results.line_number', search: '', limit: 3 }] };
    const [lines] = unwrap(await service.facets(several)).facets;
    expect(lines).toMatchObject({ values: [{ newestUs: expect.any(Number) }, {}, {}] });

    const [plain] = unwrap(await service.facets({ ...asked, withNewest: false })).facets;
    expect(plain).not.toHaveProperty(['values', 0, 'newestUs']);
  });

  it('are stopped as a whole', async () => {
    const facets = [{ column: 'user_name', search: '', limit: 2 }];
    const answer = await service.facets({ question: ask('*'), facets }, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
