import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryService } from '../../../main/query/query-service.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { testId } from '../../helpers/event-builders.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { ask } from './a-query-service.ts';
import { anEcsQueryService, type EcsQueries } from './an-ecs-query-service.ts';

const MINUTE_US = 60_000_000;

let queries: EcsQueries;
let service: QueryService;
let find: EcsQueries['find'];
let facet: EcsQueries['facet'];

beforeAll(async () => {
  queries = await anEcsQueryService();
  ({ service, find, facet } = queries);
});
afterAll(() => queries.remove());

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
          { timeUs: testNowUs - 2 * MINUTE_US, isLatest: true },
          { timeUs: testNowUs - 3 * MINUTE_US, isLatest: false },
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
