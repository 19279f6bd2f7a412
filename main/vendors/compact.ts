import { isJsonObject, type JsonObject } from './json-object.ts';

/**
 * The same without what says nothing: null, undefined, empty text, empty lists and objects, at any depth. To OCSF and
 * ECS alike these are no values; what is unknown is left out.
 */
export function compact(object: JsonObject): JsonObject {
  return (compactValue(object) as JsonObject | undefined) ?? {};
}

function compactValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map(compactValue).filter((element) => element !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isJsonObject(value)) return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
  const kept: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(value)) {
    const left = compactValue(child);
    if (left !== undefined) kept[name] = left;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}
