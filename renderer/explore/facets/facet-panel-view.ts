import type { Facet } from '../../../shared/answer.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { hasOwnFilter } from '../../../shared/query/own-filter.ts';
import { everything, type QueryNode } from '../../../shared/query/query-node.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { severities } from '../../../shared/query/severities.ts';
import { pathValueText } from '../../fields/path-field.ts';
import { choiceOfField, type FieldChoice } from '../state/change-filters.ts';
import type { ExploreState } from '../state/explore-state.ts';
import { filterValue } from '../state/field-filter.ts';
import { type FacetField, FIRST_VALUES, OPEN_AT_FIRST } from './facet-fields.ts';

export interface FacetRow {
  /** As a filter takes it; null stands for "missing". */
  readonly value: string | null;
  readonly label: string;
  /** Null while the count isn't known: a filtered value that isn't among the values asked for. */
  readonly count: number | null;
  /** Of the largest count, 0 to 1. */
  readonly share: number;
  readonly state: 'plain' | 'included' | 'excluded';
}

export interface FacetView {
  readonly column: string;
  readonly label: string;
  readonly description: string;
  readonly open: boolean;
  /** "2 in, 1 out", "in query"; empty without a filter. */
  readonly filtered: string;
  /** Whether it is a chip's filter, which can be cleared here; a condition in the query bar can't. */
  readonly canClear: boolean;
  readonly rows: readonly FacetRow[];
  readonly distinct: number | null;
  /** Values beyond those shown. */
  readonly more: number;
  readonly search: string;
  readonly limit: number;
  readonly status: 'waiting' | 'ready' | 'failed';
  readonly error: AppError | null;
}

export interface FacetPanelView {
  /** Filtered ones first, then those with values, in their fixed order. */
  readonly facets: readonly FacetView[];
  /** Fields without a value in anything that is stored. */
  readonly empty: readonly FacetField[];
}

/**
 * The facet panel as it is to be drawn. `answers` by column, absent while on the way; `available` holds the columns
 * that have any value at all, null while that isn't known. `query` is what the query bar asks: a facet leaves its own
 * field's condition out there, too, and says so.
 */
export function buildFacetPanelView(
  facetFields: readonly FacetField[],
  state: Pick<ExploreState, 'filters' | 'facets'>,
  answers: ReadonlyMap<string, Facet>,
  available: ReadonlySet<string> | null,
  query: QueryNode = everything,
): FacetPanelView {
  const choices = new Map(
    facetFields.map((field) => [field.column, choiceOfField(state.filters, field.column)]),
  );
  const inQuery = new Set(
    facetFields.filter(({ column }) => hasOwnFilter(query, column)).map(({ column }) => column),
  );
  const isFiltered = (field: FacetField) => hasChoice(choices.get(field.column)) || inQuery.has(field.column);
  const present = facetFields.filter((field) => isFiltered(field) || (available?.has(field.column) ?? true));
  const ordered = [...present.filter(isFiltered), ...present.filter((field) => !isFiltered(field))];
  const openByDefault = new Set(
    [
      ...present.filter((field) => !isFiltered(field)).slice(0, OPEN_AT_FIRST),
      ...present.filter(isFiltered),
    ].map((field) => field.column),
  );
  return {
    facets: ordered.map((field) =>
      buildFacetView(
        field,
        state.facets,
        answers.get(field.column),
        choices.get(field.column),
        openByDefault,
        inQuery.has(field.column),
      ),
    ),
    empty: facetFields.filter((field) => !present.includes(field)),
  };
}

/** What to ask the facets for: the open ones, each with its search and length. */
export function facetRequests(view: FacetPanelView): { column: string; search: string; limit: number }[] {
  return view.facets
    .filter((facet) => facet.open)
    .map(({ column, search, limit }) => ({ column, search, limit }));
}

const noChoice: FieldChoice = { included: new Set(), excluded: new Set() };

function hasChoice(choice: FieldChoice | undefined): boolean {
  return choice !== undefined && choice.included.size + choice.excluded.size > 0;
}

function buildFacetView(
  field: FacetField,
  facets: ExploreState['facets'],
  answer: Facet | undefined,
  choice: FieldChoice = noChoice,
  openByDefault: ReadonlySet<string>,
  isInQuery: boolean,
): FacetView {
  const ready = answer?.state === 'ready' ? answer : null;
  const search = facets.searches[field.column] ?? '';
  const rows = ready ? buildRows(field.column, ready, choice, search) : [];
  return {
    ...field,
    open: facets.open[field.column] ?? openByDefault.has(field.column),
    filtered: describeChoice(choice, isInQuery),
    canClear: hasChoice(choice),
    rows,
    distinct: ready?.distinct ?? null,
    more: ready ? Math.max(0, ready.distinct - ready.values.length) : 0,
    search,
    limit: facets.limits[field.column] ?? FIRST_VALUES,
    status: answer === undefined ? 'waiting' : answer.state === 'ready' ? 'ready' : 'failed',
    error: answer?.state === 'failed' ? answer.error : null,
  };
}

function describeChoice(choice: FieldChoice, isInQuery: boolean): string {
  const parts = [
    isInQuery ? 'in query' : '',
    choice.included.size > 0 ? `${choice.included.size} in` : '',
    choice.excluded.size > 0 ? `${choice.excluded.size} out` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

type Ready = Extract<Facet, { state: 'ready' }>;

function buildRows(column: string, facet: Ready, choice: FieldChoice, search: string): FacetRow[] {
  const largest = Math.max(1, facet.missing, ...facet.values.map((value) => value.count));
  const row = (value: string | null, count: number | null): FacetRow => ({
    value,
    label: facetLabel(column, value),
    count,
    share: (count ?? 0) / largest,
    state: choice.included.has(value) ? 'included' : choice.excluded.has(value) ? 'excluded' : 'plain',
  });
  const answered = facet.values.map(({ value, count }) => row(filterValue(column, value), count));
  const shown = new Set(answered.map(({ value }) => value));
  const chosen = [...choice.included, ...choice.excluded].filter(
    (value) => value !== null && !shown.has(value),
  );
  const unanswered = search === '' ? chosen.map((value) => row(value, isWhole(facet) ? 0 : null)) : [];
  const showsMissing = facet.missing > 0 || choice.included.has(null) || choice.excluded.has(null);
  const missing = showsMissing && search === '' ? [row(null, facet.missing)] : [];
  return [...unanswered, ...answered, ...missing];
}

/** All values are there: one that isn't among them has no event. */
function isWhole(facet: Ready): boolean {
  return facet.values.length >= facet.distinct;
}

/** A value as it is shown. */
export function facetLabel(column: string, value: string | null): string {
  if (value === null) return 'Missing';
  if (resolveField(column).kind === 'json') return pathValueText(value);
  if (column !== 'severity_id') return value === '' ? '(empty)' : value;
  return severities.find((severity) => severity.name.toLowerCase() === value)?.name ?? value;
}
