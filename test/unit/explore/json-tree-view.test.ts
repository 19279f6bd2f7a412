import { describe, expect, it } from 'vitest';
import { jsonLines, pathKey, queryPath } from '../../../renderer/explore/detail/json-tree-view.ts';

const event = { a: { b: [1, 'two'], c: {} }, d: null };

describe('the JSON tree', () => {
  it('lists what is open, line by line', () => {
    expect(
      jsonLines(event, new Set()).map(({ key, depth, size, value }) => [key, depth, size, value]),
    ).toEqual([
      ['a', 0, 2, null],
      ['b', 1, 2, null],
      ['0', 2, null, 1],
      ['1', 2, null, 'two'],
      ['c', 1, 0, null],
      ['d', 0, null, null],
    ]);
  });

  it('leaves out what lies below a closed part', () => {
    expect(jsonLines(event, new Set([pathKey(['a'])])).map(({ key }) => key)).toEqual(['a', 'd']);
  });

  it('names a path as a query writes it, and none that no name leads to', () => {
    expect(queryPath('raw', ['results', 'request_id'])).toBe('raw.results.request_id');
    expect(queryPath('ocsf', ['observables', '0', 'name'])).toBeNull();
    expect(queryPath('raw', ['with space'])).toBeNull();
  });
});
