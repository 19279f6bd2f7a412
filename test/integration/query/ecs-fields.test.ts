import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';
import { ask } from './a-query-service.ts';
import { anEcsEvent, anEcsQueryService, type EcsQueries } from './an-ecs-query-service.ts';

let queries: EcsQueries;
let service: QueryService;
let rowsOf: EcsQueries['rowsOf'];
let find: EcsQueries['find'];
let facet: EcsQueries['facet'];

beforeAll(async () => {
  queries = await anEcsQueryService();
  ({ service, rowsOf, find, facet } = queries);
});
afterAll(() => queries.remove());

describe('a query by ECS names', () => {
  it.each([
    ['event.category:authentication', ['sign-in']],
    ['event.category:Process', ['malware']],
    ['event.category in (process, authentication)', ['malware', 'sign-in']],
    ['event.outcome:failure', ['sign-in']],
    ['event.outcome=Failure', []],
    ['data_stream.dataset:entra_id.*', ['sign-in']],
    ['related.ip:192.0.2.7', ['sign-in']],
    ['related.ip:192.0.2.0/25', ['sign-in']],
    ['related.ip:192.0.2.0/24', ['malware', 'sign-in']],
    ['related.ip:2001:db8::/64', ['sign-in']],
    ['related.ip:2001:db8:1::/48', []],
    ['related.ip:0.0.0.0/0', ['malware', 'sign-in']],
    ['related.ip:192.0.2.7/32', ['sign-in']],
    ['related.ip:192.0.0.0/22', ['malware', 'sign-in']],
    ['related.user:192.0.2.0/24', []],
    ['dst_endpoint.ip:198.51.100.0/24', ['sign-in']],
    ['related.ip:*', ['malware', 'sign-in']],
    ['related.user:ana*', ['sign-in']],
    ['tags:forwarded', ['sign-in']],
    ['secret.value:*', ['secret']],
    ['threat.technique.id:t1027', ['malware']],
    ['file.size > 1000', ['malware']],
    ['file.size > 5000', []],
    ['ecs.secret.type:jwt', ['secret']],
    ['class:Authentication', ['sign-in']],
    ['status:failure', ['sign-in']],
    ['not event.category:*', ['closed', 'opened']],
  ])('%s', async (query, found) => {
    expect(await find(query)).toEqual(found);
  });

  it('finds a name that both schemas have in either form', async () => {
    expect(await find('process.name:evil.exe')).toEqual(['malware']);
    expect(await find('process.name:parent.exe')).toEqual(['malware']);
    expect(await find('ocsf.process.name:evil.exe')).toEqual([]);
    expect(await find('not process.name:*')).toEqual(['closed', 'opened', 'secret', 'sign-in']);
    expect(await find('file.path:"C:\\\\Temp\\\\evil.exe"')).toEqual(['malware']);
  });

  it('says which name was meant', async () => {
    expect(parseQuery('evnt.severity:high')).toMatchObject({ ok: false, error: { kind: 'query-syntax' } });
  });
});

describe('columns, sorts, facets and bars of any field', () => {
  it('show what is in the ECS form, and in either', async () => {
    const [row] = await rowsOf('event.category:malware', [
      'event.category',
      'process.name',
      'ecs',
      'is_latest',
    ]);
    expect(row).toMatchObject({
      'event.category': 'malware, process',
      'process.name': 'parent.exe',
      is_latest: 'true',
    });
    expect(JSON.parse(String(row?.ecs))).toMatchObject({ process: { name: 'Evil.exe' } });
  });

  it('sort by a path', async () => {
    const page = await service.page({
      question: ask('event.category:*'),
      sort: [{ column: 'event.category', direction: 'desc' }],
      columns: ['vendor_event_id'],
      offset: 0,
      limit: 10,
    });
    expect(page.ok && page.value.rows.map((row) => row.vendor_event_id)).toEqual([
      'secret',
      'malware',
      'sign-in',
    ]);
  });

  it('sort what are numbers at a path by their size, before text', async () => {
    const scored = await aTemporaryWorkspace();
    const scores: Readonly<Record<string, unknown>> = { low: 9.6, top: '10', odd: 'none', small: 7 };
    await commitEvents(
      scored.workspace,
      Object.entries(scores).map(([name, base]) => anEcsEvent(name, { vulnerability: { score: { base } } })),
    );
    const page = await createQueryService({ readers: scored.workspace.readers, clock: testClock }).page({
      question: ask('*'),
      sort: [{ column: 'vulnerability.score.base', direction: 'desc' }],
      columns: ['vendor_event_id'],
      offset: 0,
      limit: 10,
    });
    await scored.remove();
    expect(page.ok && page.value.rows.map((row) => row.vendor_event_id)).toEqual([
      'top',
      'low',
      'small',
      'odd',
    ]);
  });

  it('count each element of an array, once for an event', async () => {
    expect(await facet('event.category')).toEqual({
      values: ['authentication 1', 'malware 1', 'process 1', 'vulnerability 1'],
      distinct: 4,
      missing: 2,
    });
    expect(await facet('threat.technique.id')).toEqual({
      values: ['T1027 1', 'T1059 1'],
      distinct: 2,
      missing: 4,
    });
    expect(await facet('related.ip')).toMatchObject({ distinct: 3, missing: 3 });
  });

  it('count what either form has, as a click on it will find', async () => {
    expect((await facet('process.name')).values).toEqual(['Evil.exe 1', 'parent.exe 1']);
  });

  it('count a place of OCSF that has one value, and one that has several', async () => {
    expect(await facet('dst_endpoint.ip')).toEqual({ values: ['198.51.100.9 1'], distinct: 1, missing: 4 });
    expect((await facet('observables.name')).values).toEqual(['data_security.pattern_match 5']);
  });

  it('leave the facet’s own filter aside', async () => {
    expect(await facet('event.category', 'event.category:malware')).toMatchObject({ distinct: 4 });
  });

  it('split the bars by it', async () => {
    const answer = await service.histogram({
      question: ask('*'),
      buckets: 10,
      intervalUs: null,
      splitBy: 'event.kind',
      maxParts: 5,
    });
    expect(answer.ok && answer.value.parts).toEqual(['event', 'state', 'alert']);
  });

  it('never read a path as SQL', async () => {
    for (const column of ["event.x' OR 1=1 --", 'event."x', 'ecs.$', 'raw.a[*]']) {
      const answer = await service.facets({ question: ask('*'), facets: [{ column, search: '', limit: 1 }] });
      expect(answer).toMatchObject({ ok: true, value: { facets: [{ state: 'failed' }] } });
    }
  });
});
