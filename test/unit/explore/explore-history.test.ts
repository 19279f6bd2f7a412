import { describe, expect, it } from 'vitest';
import type { ExploreAction } from '../../../renderer/explore/state/explore-action.ts';
import {
  type ExploreHistory,
  reduceHistory,
  startHistory,
} from '../../../renderer/explore/state/explore-history.ts';
import { or, valueIs } from '../../../shared/query/query-node.ts';

const historyOf = (...actions: ExploreAction[]): ExploreHistory =>
  actions.reduce(reduceHistory, startHistory());
const typed = (text: string): ExploreAction => ({ kind: 'query-typed', text });
const chosen = (value: string): ExploreAction => ({ kind: 'value-toggled', key: 'vendor', value });

describe('the state of Explore', () => {
  it('keeps the last question while the text can not be read', () => {
    const { state } = historyOf(typed('vendor:entro'), typed('vendor:entro and ('));
    expect(state.query).toEqual({ text: 'vendor:entro and (', applied: 'vendor:entro' });
  });

  it('takes a whole word that was typed as one step back', () => {
    const history = historyOf(chosen('entro'), typed('a'), typed('aw'), typed('aws'), { kind: 'undo' });
    expect(history.state.query).toEqual({ text: '', applied: '' });
    expect(history.state.filters).toHaveLength(1);
  });

  it('goes back and forth through questions', () => {
    const history = historyOf(chosen('a'), chosen('b'), { kind: 'undo' });
    expect(history.state.filters.map(({ node }) => node)).toEqual([valueIs('observer.vendor', 'a')]);
    const again = reduceHistory(history, { kind: 'redo' });
    expect(again.state.filters.map(({ node }) => node)).toEqual([
      or(valueIs('observer.vendor', 'a'), valueIs('observer.vendor', 'b')),
    ]);
    expect(again.future).toEqual([]);
  });

  it('forgets what could be redone once something else is asked', () => {
    const history = historyOf(chosen('a'), { kind: 'undo' }, chosen('b'));
    expect(reduceHistory(history, { kind: 'redo' })).toBe(history);
  });

  it('does not undo widths, panes, sorting or the selection', () => {
    const history = historyOf(
      { kind: 'event-selected', eventId: 'e1' },
      { kind: 'sorted', sort: [{ column: 'vendor', direction: 'asc' }] },
      { kind: 'pane-changed', panes: { facetsOpen: false } },
    );
    expect(history.past).toEqual([]);
    const undone = reduceHistory(reduceHistory(history, chosen('a')), { kind: 'undo' });
    expect(undone.state).toMatchObject({ selectedEventId: 'e1', panes: { facetsOpen: false } });
  });

  it('leads back to questions that could be answered, not to text that could not be read', () => {
    const history = historyOf(typed('aws'), typed('aws ('), chosen('a'), { kind: 'undo' });
    expect(history.state.query).toEqual({ text: 'aws', applied: 'aws' });
  });

  it('makes no step of what changes nothing', () => {
    const history = historyOf({ kind: 'filters-cleared' }, { kind: 'query-set', text: '' });
    expect(history.past).toEqual([]);
  });

  it('replaces the whole question at once when another view asks for events', () => {
    const history = historyOf(typed('x'), chosen('a'), {
      kind: 'question-set',
      text: '',
      nodes: [valueIs('secret.type', 'JWT')],
      range: { kind: 'last', amount: 7, unit: 'd' },
    });
    expect(history.state).toMatchObject({
      query: { text: '', applied: '' },
      filters: [{ node: valueIs('secret.type', 'JWT'), enabled: true }],
      range: { kind: 'last', amount: 7, unit: 'd' },
    });
    expect(reduceHistory(history, { kind: 'undo' }).state.filters).toHaveLength(1);
  });

  it('switches a filter off and negates it', () => {
    const { state } = historyOf(
      chosen('a'),
      { kind: 'filter-toggled', id: 'f1' },
      { kind: 'filter-negated', id: 'f1' },
    );
    expect(state.filters).toEqual([
      { id: 'f1', enabled: false, node: { kind: 'not', child: valueIs('observer.vendor', 'a') } },
    ]);
  });
});
