import { not, or, type QueryNode, valueIs, valueIsMissing } from '../../../shared/query/query-node.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { severities } from '../../../shared/query/severities.ts';

/** A filter on the values of one field, as facets, cells and charts make them. Null stands for "missing". */
export interface FieldFilter {
  /** The column, or the dotted path of a field that has none. */
  readonly key: string;
  readonly mode: 'include' | 'exclude';
  readonly values: readonly (string | null)[];
}

/** One name for a field however it was written: its column, or the path in lower case. */
export function fieldKey(name: string): string {
  const resolved = resolveField(name);
  if (resolved.kind === 'column') return resolved.field.column;
  return resolved.kind === 'json' ? [resolved.column, ...resolved.path].join('.') : name.toLowerCase();
}

/** The spelling that goes into a query: the ECS name where there is one. */
export function fieldSpelling(key: string): string {
  const resolved = resolveField(key);
  return resolved.kind === 'column' ? resolved.field.ecs : key;
}

/** A stored value as it is written in a query: severities by their word, the others as they are. */
export function filterValue(key: string, value: string | number | boolean): string {
  if (key !== 'severity_id') return String(value);
  const severity = severities.find((known) => String(known.id) === String(value));
  return severity ? severity.name.toLowerCase() : String(value).toLowerCase();
}

export function buildFieldFilter(filter: FieldFilter): QueryNode {
  const field = fieldSpelling(filter.key);
  const [first] = filter.values;
  if (filter.mode === 'exclude' && filter.values.length === 1 && first === null)
    return { kind: 'exists', field };
  const nodes = filter.values.map((value) =>
    value === null ? valueIsMissing(field) : valueIs(field, value),
  );
  return filter.mode === 'include' ? or(...nodes) : not(or(...nodes));
}

/** Reads back what `buildFieldFilter` made (or the same thing typed by hand); null for any other condition. */
export function readFieldFilter(node: QueryNode): FieldFilter | null {
  if (node.kind === 'exists') return { key: fieldKey(node.field), mode: 'exclude', values: [null] };
  const included = readValues(node);
  if (included) return { ...included, mode: 'include' };
  if (node.kind !== 'not') return null;
  const excluded = readValues(node.child);
  return excluded ? { ...excluded, mode: 'exclude' } : null;
}

function readValues(node: QueryNode): { key: string; values: (string | null)[] } | null {
  const leaves = node.kind === 'or' ? node.children.map(readValue) : [readValue(node)];
  const [first] = leaves;
  if (!first || leaves.some((leaf) => leaf === null || leaf.key !== first.key)) return null;
  return { key: first.key, values: leaves.flatMap((leaf) => (leaf ? [leaf.value] : [])) };
}

function readValue(node: QueryNode): { key: string; value: string | null } | null {
  if (node.kind === 'compare' && node.operator === 'equals') {
    const key = fieldKey(node.field);
    return { key, value: filterValue(key, node.value) };
  }
  if (node.kind === 'not' && node.child.kind === 'exists') {
    return { key: fieldKey(node.child.field), value: null };
  }
  return null;
}
