import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from './json-object.ts';

/**
 * A record's content as 32 hexadecimal digits: the same whatever the order of its keys, another for any other value.
 * For natural keys of things that come again without a time of change. The record has markers in it already, so the
 * hash tells nothing of a secret. `ignoring` names fields at the top that change though the thing does not.
 */
export function contentHash(record: unknown, ignoring: readonly string[] = []): string {
  const kept = isJsonObject(record) ? inOrder(record, ignoring) : ordered(record);
  return createHash('sha256')
    .update(JSON.stringify(kept) ?? 'null')
    .digest('hex')
    .slice(0, 32);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  return isJsonObject(value) ? inOrder(value, nothing) : value;
}

const nothing: readonly string[] = [];

/** Without a prototype, so that a key `__proto__` is a key like any other. Writing out the copy at once is fastest. */
function inOrder(object: JsonObject, ignoring: readonly string[]): object {
  const copy: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(object).sort()) {
    if (!ignoring.includes(name)) copy[name] = ordered(object[name]);
  }
  return copy;
}
