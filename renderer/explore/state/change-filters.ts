import { not, type QueryNode } from '../../../shared/query/query-node.ts';
import type { Filter } from './explore-state.ts';
import { buildFieldFilter, type FieldFilter, fieldKey, readFieldFilter } from './field-filter.ts';

type Value = string | null;
type Filters = readonly Filter[];

/** Values of one field that enabled filters include or exclude. */
export interface FieldChoice {
  readonly included: ReadonlySet<Value>;
  readonly excluded: ReadonlySet<Value>;
}

export function choiceOfField(filters: Filters, key: string): FieldChoice {
  const included = new Set<Value>();
  const excluded = new Set<Value>();
  for (const { read } of fieldFiltersOf(filters, key)) {
    for (const value of read.values) (read.mode === 'include' ? included : excluded).add(value);
  }
  return { included, excluded };
}

/** Includes the value beside those of its field that are included already (any of them matches), or takes it out again. */
export function toggleIncluded(filters: Filters, key: string, value: Value): Filters {
  const choice = choiceOfField(filters, key);
  const without = replaceValues(filters, key, 'exclude', remove(choice.excluded, value));
  const included = choice.included.has(value) ? remove(choice.included, value) : [...choice.included, value];
  return replaceValues(without, key, 'include', included);
}

/** Only this value of the field, whatever was chosen of it before. */
export function includeOnly(filters: Filters, key: string, value: Value): Filters {
  return replaceValues(replaceValues(filters, key, 'exclude', []), key, 'include', [value]);
}

/** Leaves the value out, or lets it in again. */
export function toggleExcluded(filters: Filters, key: string, value: Value): Filters {
  const choice = choiceOfField(filters, key);
  const without = replaceValues(filters, key, 'include', remove(choice.included, value));
  const excluded = choice.excluded.has(value) ? remove(choice.excluded, value) : [...choice.excluded, value];
  return replaceValues(without, key, 'exclude', excluded);
}

export function clearField(filters: Filters, key: string): Filters {
  return replaceValues(replaceValues(filters, key, 'include', []), key, 'exclude', []);
}

export function addFilter(filters: Filters, node: QueryNode): Filters {
  return [...filters, { id: freeId(filters), node, enabled: true }];
}

export function replaceFilter(filters: Filters, id: string, change: Partial<Omit<Filter, 'id'>>): Filters {
  return filters.map((filter) => (filter.id === id ? { ...filter, ...change } : filter));
}

export function removeFilter(filters: Filters, id: string): Filters {
  return filters.filter((filter) => filter.id !== id);
}

/** The opposite condition, without piling one "not" on another. */
export function negated(node: QueryNode): QueryNode {
  return node.kind === 'not' ? node.child : not(node);
}

function remove(values: ReadonlySet<Value>, value: Value): Value[] {
  return [...values].filter((candidate) => candidate !== value);
}

function fieldFiltersOf(filters: Filters, name: string): { filter: Filter; read: FieldFilter }[] {
  const key = fieldKey(name);
  return filters.flatMap((filter) => {
    const read = filter.enabled ? readFieldFilter(filter.node) : null;
    return read && read.key === key ? [{ filter, read }] : [];
  });
}

/** The field keeps at most one filter of a mode, at the place of the first it had, so that chips don't jump about. */
function replaceValues(filters: Filters, key: string, mode: FieldFilter['mode'], values: Value[]): Filters {
  const old = fieldFiltersOf(filters, key).filter(({ read }) => read.mode === mode);
  const [first, ...others] = old.map(({ filter }) => filter.id);
  const kept = filters.filter((filter) => !others.includes(filter.id));
  if (values.length === 0) return first === undefined ? kept : removeFilter(kept, first);
  const node = buildFieldFilter({ key, mode, values });
  return first === undefined ? addFilter(kept, node) : replaceFilter(kept, first, { node });
}

/** Counts upwards from the largest id in use: the reducer stays pure, without randomness. */
function freeId(filters: Filters): string {
  const largest = filters.reduce((top, filter) => Math.max(top, Number(filter.id.replace(/^f/, '')) || 0), 0);
  return `f${largest + 1}`;
}
