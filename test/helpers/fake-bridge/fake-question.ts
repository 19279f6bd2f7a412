import type { EventRow } from '../../../shared/event-record.ts';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import { readTime } from '../../../shared/query/read-time.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { severities } from '../../../shared/query/severities.ts';
import type { Question, Sort } from '../../../shared/question.ts';
import { type FakeEvent, shownValue, valuesOf } from './fake-event.ts';

/** A plain reading of a question: what main does with SQL, event by event. */
export function isAsked(event: FakeEvent, { tree, span, storedUntilUs }: Question): boolean {
  const time = Number(event.row.time);
  if (span.fromUs !== null && time < span.fromUs) return false;
  if (span.toUs !== null && time >= span.toUs) return false;
  if (storedUntilUs !== null && Number(event.row.received_at) > storedUntilUs) return false;
  return matches(event, tree);
}

export function matches(event: FakeEvent, node: QueryNode): boolean {
  switch (node.kind) {
    case 'and':
      return node.children.every((child) => matches(event, child));
    case 'or':
      return node.children.some((child) => matches(event, child));
    case 'not':
      return !matches(event, node.child);
    case 'text':
      return like(Object.values(event.row).join(' '), `*${node.pattern}*`, node.quoted);
    case 'exists':
      return valuesOf(event, node.field).length > 0;
    case 'compare':
      return valuesOf(event, node.field).some((value) => compares(value, node));
  }
}

type Comparison = Extract<QueryNode, { kind: 'compare' }>;

function compares(value: string | number | boolean, comparison: Comparison): boolean {
  const { operator, value: wanted, quoted } = comparison;
  const number = wantedNumber(comparison);
  switch (operator) {
    case 'is':
      return typeof value === 'number' ? value === number : like(String(value), wanted, quoted);
    case 'equals':
      return typeof value === 'number' ? value === number : String(value) === wanted;
    case 'matches':
      return new RegExp(wanted, 'i').test(String(value));
    case 'gt':
      return Number(value) > number;
    case 'gte':
      return Number(value) >= number;
    case 'lt':
      return Number(value) < number;
    case 'lte':
      return Number(value) <= number;
  }
}

function wantedNumber({ field, value }: Comparison): number {
  const resolved = resolveField(field);
  if (resolved.kind !== 'column') return Number(value);
  if (resolved.field.type === 'time') {
    const time = readTime(value, Date.now() * 1_000);
    return time.ok ? time.value.fromUs : Number.NaN;
  }
  const severity = severities.find(({ name }) => name.toLowerCase() === value.toLowerCase());
  return resolved.field.type === 'severity' && severity ? severity.id : Number(value);
}

function like(text: string, pattern: string, quoted: boolean): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${quoted ? escaped.replace(/(?<!^)\*(?!$)/g, '\\*') : escaped}$`.replaceAll('*', '.*'),
    'i',
  ).test(text);
}

export function compareBy(sort: Sort, one: FakeEvent, other: FakeEvent): number {
  for (const { column, direction } of sort) {
    const [left, right] = [shownValue(one, column), shownValue(other, column)];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return (left < right ? -1 : 1) * (direction === 'asc' ? 1 : -1);
  }
  return 0;
}

export function pick(event: FakeEvent, columns: readonly string[]): EventRow {
  return Object.fromEntries(['event_id', ...columns].map((column) => [column, shownValue(event, column)]));
}
