import type { QueryNode } from '../../../shared/query/query-node.ts';
import type { Sort } from '../../../shared/question.ts';
import type { TimeRange } from '../../../shared/time-range.ts';
import type { ColumnsChoice, ExploreState, HistogramSplit } from './explore-state.ts';

/** Everything the analyst can do to the state of Explore. Field keys are columns or dotted paths (`field-filter.ts`). */
export type ExploreAction =
  /** The query bar's text changed; what is asked follows where the text can be read. */
  | { readonly kind: 'query-typed'; readonly text: string }
  /** The text was set as a whole: Enter, a recent query, "clear". A step of its own for undo. */
  | { readonly kind: 'query-set'; readonly text: string }
  | { readonly kind: 'value-toggled'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'value-only'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'value-excluded'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'field-cleared'; readonly key: string }
  | { readonly kind: 'filter-added'; readonly node: QueryNode }
  | { readonly kind: 'filter-changed'; readonly id: string; readonly node: QueryNode }
  | { readonly kind: 'filter-toggled'; readonly id: string }
  | { readonly kind: 'filter-negated'; readonly id: string }
  | { readonly kind: 'filter-removed'; readonly id: string }
  | { readonly kind: 'filters-cleared' }
  | { readonly kind: 'range-set'; readonly range: TimeRange }
  /** Query, filters and range in one step: a pivot or another view's "show the events". */
  | {
      readonly kind: 'question-set';
      readonly text: string;
      readonly nodes: readonly QueryNode[];
      readonly range: TimeRange;
    }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'sorted'; readonly sort: Sort }
  | { readonly kind: 'columns-changed'; readonly columns: ColumnsChoice }
  | { readonly kind: 'facet-opened'; readonly column: string; readonly open: boolean }
  | { readonly kind: 'facet-searched'; readonly column: string; readonly search: string }
  | { readonly kind: 'facet-extended'; readonly column: string; readonly limit: number }
  | { readonly kind: 'event-selected'; readonly eventId: string | null }
  | { readonly kind: 'histogram-split'; readonly by: HistogramSplit }
  | { readonly kind: 'pane-changed'; readonly panes: Partial<ExploreState['panes']> };
