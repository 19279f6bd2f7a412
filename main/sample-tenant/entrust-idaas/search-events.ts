import type { AuditEventRow, WrittenEvent } from './audit-event-row.ts';
import type { SearchAttribute, SearchParameters } from './search-parameters.ts';

/** What is asked for at all pages of one search. */
export type Search = Pick<SearchParameters, 'attributes' | 'order'>;

/** From and to which time events can be in the answer at all, in milliseconds, both ends included. */
export function timeBounds({ attributes }: Search): { readonly fromMs: number; readonly toMs: number } {
  let fromMs = Number.NEGATIVE_INFINITY;
  let toMs = Number.POSITIVE_INFINITY;
  for (const { operator, value } of attributes) {
    const ms = Date.parse(`${value}Z`);
    if (operator.startsWith('GREATER_THAN')) fromMs = Math.max(fromMs, ms);
    if (operator.startsWith('LESS_THAN')) toMs = Math.min(toMs, ms);
  }
  return { fromMs, toMs };
}

/** The events that fit, in the order that was asked for; without one, oldest first. */
export function searchEvents(events: readonly WrittenEvent[], search: Search): readonly AuditEventRow[] {
  const fitting = events.filter((event) => search.attributes.every((attribute) => fits(event, attribute)));
  const oldestFirst = fitting
    .sort((a, b) => a.timeMs - b.timeMs || compare(a.row.id, b.row.id))
    .map(({ row }) => row);
  const { order } = search;
  if (order === null) return oldestFirst;
  // As the vendor warns: what lacks the attribute is not in the answer.
  const having = oldestFirst.filter((row) => row[order.name] !== undefined);
  const sorted = having.sort((a, b) => compare(String(a[order.name]), String(b[order.name])));
  return order.ascending ? sorted : sorted.reverse();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const fieldOf: Readonly<Record<string, string>> = {
  category: 'eventCategory',
  outcome: 'eventOutcome',
  authenticator: 'token',
};

function fits({ row, timeMs }: WrittenEvent, { name, operator, value }: SearchAttribute): boolean {
  switch (operator) {
    case 'GREATER_THAN':
      return timeMs > Date.parse(`${value}Z`);
    case 'GREATER_THAN_OR_EQUAL':
      return timeMs >= Date.parse(`${value}Z`);
    case 'LESS_THAN':
      return timeMs < Date.parse(`${value}Z`);
    case 'LESS_THAN_OR_EQUAL':
      return timeMs <= Date.parse(`${value}Z`);
    default:
      return fitsText(String(row[fieldOf[name] ?? name] ?? ''), operator, value);
  }
}

function fitsText(text: string, operator: string, value: string): boolean {
  switch (operator) {
    case 'EQUALS':
      return text === value;
    case 'NOT_EQUALS':
      return text !== value;
    case 'CONTAINS':
      return text.includes(value);
    case 'NOT_CONTAINS':
      return !text.includes(value);
    case 'STARTS_WITH':
      return text.startsWith(value);
    default:
      return text.endsWith(value);
  }
}
