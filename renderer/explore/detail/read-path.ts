import type { EventDetail } from '../../../shared/event-record.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';

/** What the event has at a path of one of its documents, as one text; several values are set apart by commas. */
export function readPath(detail: EventDetail, name: string): string | null {
  const field = resolveField(name);
  if (field.kind !== 'json') return null;
  const places = field.also ? [field, field.also] : [field];
  for (const { column, path } of places) {
    const values = valuesAt(detail[column], path);
    if (values.length > 0) return [...new Set(values)].join(', ');
  }
  return null;
}

function valuesAt(root: unknown, path: readonly string[]): string[] {
  let at: readonly unknown[] = [root];
  for (const step of path) at = at.flat().map((node) => childOf(node, step));
  return at.flat().flatMap((value) => (isPlain(value) ? [String(value)] : []));
}

function childOf(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
