import { describe, expect, it } from 'vitest';
import { type ExploreState, initialExploreState } from '../../../renderer/explore/state/explore-state.ts';
import {
  deserialiseExploreState,
  serialiseExploreState,
} from '../../../renderer/explore/state/serialise-explore-state.ts';
import { valueIs } from '../../../shared/query/query-node.ts';

const filter = { id: 'f1', node: valueIs('vendor', 'entro'), enabled: false };
const state: ExploreState = {
  ...initialExploreState,
  query: { text: 'aws (', applied: 'aws' },
  filters: [filter],
  range: { kind: 'between', fromUs: 1, toUs: 2 },
  panes: { ...initialExploreState.panes, detailWidth: 500 },
};
const data = serialiseExploreState(state) as Record<string, unknown>;

describe('a kept state', () => {
  it('comes back as it was', () => {
    expect(deserialiseExploreState(JSON.parse(JSON.stringify(data)))).toEqual({ state, dropped: [] });
  });

  it('keeps the valid parts when one is not, and names what it dropped', () => {
    const read = deserialiseExploreState({
      ...data,
      range: { kind: 'last', amount: -1, unit: 'd' },
      sort: 'time',
    });
    expect(read.dropped).toEqual(['range', 'sort']);
    expect(read.state).toEqual({ ...state, range: { kind: 'all' }, sort: initialExploreState.sort });
  });

  it('loses only the filters that can not be read', () => {
    const read = deserialiseExploreState({
      ...data,
      filters: [filter, { id: 'f2', node: { kind: 'sql' } }, 7],
    });
    expect(read.state.filters).toEqual([filter]);
    expect(read.dropped).toEqual(['filters']);
  });

  it('does not take a column that the table does not have', () => {
    const columns = { ...initialExploreState.columns, shown: ['time', 'gone'] };
    expect(deserialiseExploreState({ ...data, columns }).state.columns).toEqual(initialExploreState.columns);
  });

  it('starts afresh from anything else', () => {
    for (const other of [null, undefined, 'x', 7, [], {}]) {
      expect(deserialiseExploreState(other).state).toEqual(initialExploreState);
    }
  });
});
