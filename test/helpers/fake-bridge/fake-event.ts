import type { EventRow } from '../../../shared/event-record.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';

/** A made-up event: its columns, and the documents that paths lead into. */
export interface FakeEvent {
  readonly row: EventRow;
  readonly ocsf: object;
  readonly ecs: object;
  readonly raw: object;
}

type Value = string | number | boolean;

/** What is at the name: one value, several below lists, or none. */
export function valuesOf(event: FakeEvent, name: string): readonly Value[] {
  const field = resolveField(name);
  if (field.kind === 'unknown') return [];
  if (field.kind === 'column') {
    const value = event.row[field.field.column] ?? null;
    return value === null ? [] : [value];
  }
  const places = field.also ? [field, field.also] : [field];
  return [...new Set(places.flatMap(({ column, path }) => valuesAt(event[column], path)))];
}

/** As a row shows it: several values as one text. */
export function shownValue(event: FakeEvent, name: string): Value | null {
  const [first, ...others] = valuesOf(event, name);
  if (first === undefined) return null;
  return others.length === 0 ? first : [first, ...others].join(', ');
}

function valuesAt(root: unknown, path: readonly string[]): Value[] {
  let at: unknown[] = [root];
  for (const part of path) {
    at = at.flat().map((node) => (node as Record<string, unknown> | null | undefined)?.[part]);
  }
  return at.flat().filter((value): value is Value => ['string', 'number', 'boolean'].includes(typeof value));
}
