import { createHash } from 'node:crypto';
import { isJsonObject } from './json-object.ts';

/**
 * A record's content as 32 hexadecimal digits: the same whatever the order of its keys, another for any other value.
 * For natural keys of things that come again without a time of change. The record has markers in it already, so the
 * hash tells nothing of a secret. `ignoring` names fields at the top that change though the thing does not.
 */
export function contentHash(record: unknown, ignoring: readonly string[] = []): string {
  const kept = isJsonObject(record)
    ? Object.fromEntries(Object.entries(record).filter(([name]) => !ignoring.includes(name)))
    : record;
  return createHash('sha256').update(canonicalJson(kept)).digest('hex').slice(0, 32);
}

/** JSON with the keys of every object in order, without what JSON has no form for. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${fields.join(',')}}`;
}
