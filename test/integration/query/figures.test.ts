import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryService } from '../../../main/query/query-service.ts';
import { ask } from './a-query-service.ts';
import { anEcsQueryService, type EcsQueries } from './an-ecs-query-service.ts';

let queries: EcsQueries;
let service: QueryService;

beforeAll(async () => {
  queries = await anEcsQueryService();
  ({ service } = queries);
});
afterAll(() => queries.remove());

describe('figures', () => {
  it('count events and different values, each with its own condition, in one go', async () => {
    const figures = [
      { id: 'all', where: null, distinctOf: null },
      { id: 'alerts', where: ask('event.kind:alert').tree, distinctOf: null },
      { id: 'kinds', where: null, distinctOf: 'event.kind' },
      {
        id: 'addresses',
        where: ask('event.category:malware or event.category:authentication').tree,
        distinctOf: 'related.ip',
      },
      { id: 'classes', where: null, distinctOf: 'class_name' },
      { id: 'destinations', where: null, distinctOf: 'dst_endpoint.ip' },
      { id: 'none', where: ask('user.name:nobody').tree, distinctOf: 'related.ip' },
      { id: 'latest', where: ask('latest:true').tree, distinctOf: null },
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
