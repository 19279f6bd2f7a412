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
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  if (Array.isArray(value)) return compactList(value);
  if (!isJsonObject(value)) return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
  const kept: Record<string, unknown> = {};
  let isEmpty = true;
  for (const name of Object.keys(value)) {
    const left = compactValue(value[name]);
    if (left === undefined) continue;
    kept[name] = left;
    isEmpty = false;
  }
  return isEmpty ? undefined : kept;
}

function compactList(list: readonly unknown[]): unknown[] | undefined {
  const kept: unknown[] = [];
  for (const element of list) {
    const left = compactValue(element);
    if (left !== undefined) kept.push(left);
  }
  return kept.length === 0 ? undefined : kept;
}

const SPACE = 32;

/** Nearly every text begins with a letter or digit; only the others are worth a closer look. */
function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return (!(first > SPACE) || first > 127) && text.trim() === '';
}
