import { isJsonObject } from '../../main/vendors/json-object.ts';

/** What vendors and their versions do to a record: each changes one place, chosen by `chance` (0 up to 1). */
export const mutations: Readonly<Record<string, (value: unknown, chance: () => number) => unknown>> = {
  'null for a value': () => null,
  'an empty text': () => '',
  'a number as text': (value) => (typeof value === 'number' ? String(value) : value),
  'text as a number': (value) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  'text for an object': (value) => (isJsonObject(value) ? 'text' : value),
  'an object for text': (value) => (typeof value === 'string' ? { name: value } : value),
  'a list for a value': (value) => (Array.isArray(value) ? value : [value]),
  'a single value for a list': (value) => (Array.isArray(value) ? value[0] : value),
  'true for a value': () => true,
  'an id beyond 2^53': (value) =>
    typeof value === 'string' && /^\d{15,}$/.test(value) ? 1e18 + 2_048 : value,
  'a time without a zone': (value) => (isTime(value) ? value.replace(/Z$/, '') : value),
  'a time with seven digits': (value) => (isTime(value) ? value.replace(/(\.\d+)?Z$/, '.1234567Z') : value),
  'a time with an offset': (value) => (isTime(value) ? value.replace(/(\.\d+)?Z$/, '.329+0000') : value),
  'a time that is none': (value) => (isTime(value) ? 'yesterday' : value),
  'a very long text': (value) => (typeof value === 'string' ? value.repeat(200).slice(0, 20_000) : value),
  'a text with control characters': (value) => (typeof value === 'string' ? `${value}\u0000\u202e\n` : value),
  'an unknown word': (value) =>
    typeof value === 'string' && value.length < 40 ? 'A word of tomorrow' : value,
  'a negative number': (value) => (typeof value === 'number' ? -1 : value),
  'a fraction': (value) => (typeof value === 'number' ? 0.5 : value),
  'a huge number': (value) => (typeof value === 'number' ? 1e300 : value),
};

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value);
}

/** A copy with one change somewhere: in a field at any depth, or with the field left out. */
export function mutateRecord(record: unknown, name: string, chance: () => number): unknown {
  const copy: unknown = structuredClone(record);
  const places = placesIn(copy);
  const place = places[Math.floor(chance() * places.length)];
  const mutation = mutations[name];
  if (place === undefined || mutation === undefined) return copy;
  place.set(mutation(place.value, chance));
  return copy;
}

interface Place {
  readonly value: unknown;
  set(value: unknown): void;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    {
      value: holder[key],
      set(changed) {
        holder[key] = changed;
      },
    } satisfies Place,
    ...placesIn(holder[key]),
  ]);
}
