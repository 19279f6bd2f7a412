import { parseQuery } from '../../../shared/query/parse-query.ts';
import {
  addFilter,
  clearField,
  includeOnly,
  negated,
  removeFilter,
  replaceFilter,
  toggleExcluded,
  toggleIncluded,
} from './change-filters.ts';
import type { ExploreAction } from './explore-action.ts';
import type { ExploreState, Filter } from './explore-state.ts';

type Change<Kind extends ExploreAction['kind']> = Extract<ExploreAction, { kind: Kind }>;

/** The state after the action; undo and redo are `explore-history.ts`'s. Pure. */
export function reduceExplore(state: ExploreState, action: ExploreAction): ExploreState {
  switch (action.kind) {
    case 'query-typed':
    case 'query-set':
      return withQuery(state, action.text);
    case 'range-set':
      return { ...state, range: action.range };
    case 'question-set':
      return withQuestion(state, action);
    case 'undo':
    case 'redo':
      return state;
    case 'sorted':
      return { ...state, sort: action.sort };
    case 'columns-changed':
      return { ...state, columns: action.columns };
    case 'facet-opened':
    case 'facet-searched':
    case 'facet-extended':
      return { ...state, facets: changeFacets(state.facets, action) };
    case 'event-selected':
      return { ...state, selectedEventId: action.eventId };
    case 'histogram-split':
      return { ...state, histogramSplit: action.by };
    case 'pane-changed':
      return { ...state, panes: { ...state.panes, ...action.panes } };
    default: {
      const filters = changeFilters(state.filters, action);
      return filters === state.filters ? state : { ...state, filters: [...filters] };
    }
  }
}

/** Text that can't be read stays in the bar; the question stays the last that could. */
function withQuery(state: ExploreState, text: string): ExploreState {
  const applied = parseQuery(text).ok ? text : state.query.applied;
  if (text === state.query.text && applied === state.query.applied) return state;
  return { ...state, query: { text, applied } };
}

function withQuestion(state: ExploreState, action: Change<'question-set'>): ExploreState {
  const filters = action.nodes.reduce<readonly Filter[]>(addFilter, []);
  return withQuery(
    { ...state, filters: [...filters], range: action.range, selectedEventId: null },
    action.text,
  );
}

type FilterAction = Exclude<
  ExploreAction,
  Change<
    | 'query-typed'
    | 'query-set'
    | 'range-set'
    | 'question-set'
    | 'undo'
    | 'redo'
    | 'sorted'
    | 'columns-changed'
    | 'facet-opened'
    | 'facet-searched'
    | 'facet-extended'
    | 'event-selected'
    | 'histogram-split'
    | 'pane-changed'
  >
>;

function changeFilters(filters: readonly Filter[], action: FilterAction): readonly Filter[] {
  switch (action.kind) {
    case 'value-toggled':
      return toggleIncluded(filters, action.key, action.value);
    case 'value-only':
      return includeOnly(filters, action.key, action.value);
    case 'value-excluded':
      return toggleExcluded(filters, action.key, action.value);
    case 'field-cleared':
      return clearField(filters, action.key);
    case 'filter-added':
      return addFilter(filters, action.node);
    case 'filter-changed':
      return replaceFilter(filters, action.id, { node: action.node });
    case 'filter-removed':
      return removeFilter(filters, action.id);
    case 'filters-cleared':
      return filters.length === 0 ? filters : [];
    case 'filter-toggled':
      return filters.map((filter) =>
        filter.id === action.id ? { ...filter, enabled: !filter.enabled } : filter,
      );
    case 'filter-negated':
      return filters.map((filter) =>
        filter.id === action.id ? { ...filter, node: negated(filter.node) } : filter,
      );
  }
}

function changeFacets(
  facets: ExploreState['facets'],
  action: Change<'facet-opened' | 'facet-searched' | 'facet-extended'>,
): ExploreState['facets'] {
  switch (action.kind) {
    case 'facet-opened':
      return { ...facets, open: { ...facets.open, [action.column]: action.open } };
    case 'facet-searched':
      return { ...facets, searches: { ...facets.searches, [action.column]: action.search } };
    case 'facet-extended':
      return { ...facets, limits: { ...facets.limits, [action.column]: action.limit } };
  }
}
