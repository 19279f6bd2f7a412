import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything, type QueryNode } from '../../../shared/query/query-node.ts';
import { defaultSort, type Question } from '../../../shared/question.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let service: QueryService;
let remove: () => Promise<void>;

const MINUTE = 60_000_000;

function anEvent(
  name: string,
  ecs: Readonly<Record<string, unknown>>,
  ocsf: Readonly<Record<string, unknown>> = {},
): EventToStore {
  return anEventToStore({
    eventId: testId(name),
    event: { vendorEventId: name, timeUs: testNowUs - MINUTE, ecs, ocsf },
  });
}

function aVersion(state: string, timeUs: number): EventToStore {
  const object = { uid: 'threat-1', versionUs: timeUs };
  return anEventToStore({
    eventId: testId(state),
    event: { vendorEventId: state, timeUs, object, ecs: { event: { kind: 'state' } } },
  });
}

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  await commitEvents(workspace, [
    anEvent(
      'sign-in',
      {
        event: { kind: 'event', category: ['authentication'], type: ['start'], outcome: 'failure' },
        data_stream: { dataset: 'entra_id.sign_in' },
        related: { ip: ['192.0.2.7', '2001:db8::17'], user: ['ana@example.com', 'ana'] },
        tags: ['forwarded'],
      },
      { class_name: 'Authentication', status: 'Failure', dst_endpoint: { ip: '198.51.100.9' } },
    ),
    anEvent(
      'malware',
      {
        event: { kind: 'alert', category: ['malware', 'process'], type: ['info'] },
        process: { name: 'Evil.exe' },
        file: { path: 'C:\\Temp\\evil.exe', size: 2048 },
        threat: [{ technique: { id: ['T1059', 'T1027'] } }, { technique: { id: 'T1059' } }],
        related: { ip: ['192.0.2.200'] },
      },
      { class_name: 'Detection Finding', process: { name: 'parent.exe' } },
    ),
    anEvent('secret', {
      event: { kind: 'event', category: ['vulnerability'] },
      secret: { type: 'JWT', value: '‹secret:fp:0a1b2c3d›' },
      related: { ip: [] },
    }),
  ]);
  await commitEvents(
    workspace,
    [aVersion('opened', testNowUs - 3 * MINUTE), aVersion('closed', testNowUs - 2 * MINUTE)],
    { versions: 'by-time' },
  );
  service = createQueryService({ readers: workspace.readers, clock: testClock });
});
afterAll(() => remove());

function tree(query: string): QueryNode {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const ask = (query: string): Question => ({
  tree: tree(query),
  span: { fromUs: null, toUs: null },
  storedUntilUs: null,
});

async function rowsOf(query: string, columns: string[]) {
  const page = await service.page({
    question: ask(query),
    sort: defaultSort,
    columns,
    offset: 0,
    limit: 100,
  });
  if (!page.ok) throw new Error(`${page.error.message} ${page.error.detail}`);
  return page.value.rows;
}

async function find(query: string): Promise<string[]> {
  const rows = await rowsOf(query, ['vendor_event_id']);
  return rows.map((row) => String(row.vendor_event_id)).toSorted();
}

async function facet(column: string, query = '*') {
  const answer = await service.facets({
    question: ask(query),
    facets: [{ column, search: '', limit: 10 }],
  });
  const [counted] = answer.ok ? answer.value.facets : [];
  if (counted?.state !== 'ready') throw new Error(JSON.stringify(counted));
  return {
    values: counted.values.map(({ value, count }) => `${value} ${count}`),
    distinct: counted.distinct,
    missing: counted.missing,
  };
}

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
      Object.entries(scores).map(([name, base]) => anEvent(name, { vulnerability: { score: { base } } })),
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

describe('figures', () => {
  it('count events and different values, each with its own condition, in one go', async () => {
    const figures = [
      { id: 'all', where: null, distinctOf: null },
      { id: 'alerts', where: tree('event.kind:alert'), distinctOf: null },
      { id: 'kinds', where: null, distinctOf: 'event.kind' },
      {
        id: 'addresses',
        where: tree('event.category:malware or event.category:authentication'),
        distinctOf: 'related.ip',
      },
      { id: 'classes', where: null, distinctOf: 'class_name' },
      { id: 'destinations', where: null, distinctOf: 'dst_endpoint.ip' },
      { id: 'none', where: tree('user.name:nobody'), distinctOf: 'related.ip' },
      { id: 'latest', where: tree('latest:true'), distinctOf: null },
    ];
    const answer = await service.figures({ question: ask('*'), figures });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        figures: [
          { id: 'all', value: 5 },
          { id: 'alerts', value: 1 },
          { id: 'kinds', value: 3 },
          { id: 'addresses', value: 3 },
          { id: 'classes', value: 3 },
          { id: 'destinations', value: 1 },
          { id: 'none', value: 0 },
          { id: 'latest', value: 4 },
        ],
      },
    });
  });

  it('refuse a field that is none', async () => {
    const figures = [{ id: 'x', where: null, distinctOf: 'no_such_field' }];
    expect(await service.figures({ question: ask('*'), figures })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' },
    });
  });
});

describe('versions', () => {
  it('are told apart in queries', async () => {
    expect(await find('latest:false')).toEqual(['opened']);
    expect(await find('object:threat-1')).toEqual(['closed', 'opened']);
    expect(await find('object:threat-1 and keyglass.latest:true')).toEqual(['closed']);
    expect(await facet('is_latest')).toMatchObject({ values: ['true 4', 'false 1'], missing: 0 });
  });

  it('are listed in the detail, newest first, beside the ECS form', async () => {
    const detail = await service.detail({ eventId: testId('opened') });
    expect(detail).toMatchObject({
      ok: true,
      value: {
        ecs: { event: { kind: 'state' } },
        row: { is_latest: 'false', object_uid: 'threat-1' },
        versions: [
          { timeUs: testNowUs - 2 * MINUTE, isLatest: true },
          { timeUs: testNowUs - 3 * MINUTE, isLatest: false },
        ],
      },
    });
    const other = await service.detail({ eventId: testId('secret') });
    expect(other.ok && other.value.versions).toEqual([]);
  });

  it('count as everything in an empty question', async () => {
    expect(await service.count({ question: { ...ask('*'), tree: everything } })).toMatchObject({
      value: { count: 5 },
    });
  });
});
