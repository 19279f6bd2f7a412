import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { isJsonObject, type JsonObject, jsonKind } from '../json-object.ts';
import { readEpochTime, readIsoTime } from '../read-time.ts';
import { readBoolean, readInteger, readText } from '../read-value.ts';
import { splitPath } from '../split-path.ts';

/**
 * A record's fields by their dotted paths. What is read counts as used; `left` is what nothing used, so that every
 * field of the record ends up in one place. A value that does not fit where it was wanted (an address with a mask, a
 * process id in words) is not used and so stays in `left`.
 */
export interface RecordFields {
  get<Value>(path: string, read: (value: unknown) => Value | null): Value | null;
  text(path: string): string | null;
  integer(path: string): number | null;
  boolean(path: string): boolean | null;
  time(path: string): TimeUs | null;
  /** Fields that say nothing more, because another one says it or because they are no fields of the event. */
  take(...paths: readonly string[]): void;
  /** Those of the fields that only repeat the value. */
  takeEqual(value: unknown, ...paths: readonly string[]): void;
  /** What is still unused of a field that was used in part; nothing where it is undefined or empty. */
  leave(path: string, rest: unknown): void;
  left(): JsonObject;
}

export function fieldsOf(record: JsonObject): RecordFields {
  const used: Used = new Map();
  const get = <Value>(path: string, read: (value: unknown) => Value | null): Value | null => {
    const parts = splitPath(path);
    const holder = holderOf(record, parts);
    const key = parts.at(-1) ?? path;
    const value = holder?.[key];
    const found = value === undefined ? null : read(value);
    if (holder !== null && found !== null) markUsed(used, holder, key, undefined);
    return found;
  };
  const mark = (path: string, rest: unknown): void => {
    const parts = splitPath(path);
    const holder = holderOf(record, parts);
    if (holder !== null) markUsed(used, holder, parts.at(-1) ?? path, rest);
  };
  return {
    get,
    text: (path) => get(path, readText),
    integer: (path) => get(path, readInteger),
    boolean: (path) => get(path, readBoolean),
    time: (path) => get(path, readTime),
    take(...paths) {
      for (const path of paths) mark(path, undefined);
    },
    takeEqual(value, ...paths) {
      for (const path of paths) {
        if (value !== null && valueAt(record, path) === value) mark(path, undefined);
      }
    },
    leave: (path, rest) => mark(path, cleaned(rest)),
    left: () => unused(record, used) ?? {},
  };
}

/** For each object of the record, the fields that are used, with what is left of each. */
type Used = Map<JsonObject, Map<string, unknown>>;

function markUsed(used: Used, holder: JsonObject, key: string, rest: unknown): void {
  const fields = used.get(holder);
  if (fields === undefined) used.set(holder, new Map([[key, rest]]));
  else fields.set(key, rest);
}

/** The object that has the last of these keys, or would have it; null where the way there ends before. */
function holderOf(record: JsonObject, parts: readonly string[]): JsonObject | null {
  let at: JsonObject = record;
  for (let index = 0; index < parts.length - 1; index += 1) {
    const next = at[parts[index] ?? ''];
    if (!isJsonObject(next)) return null;
    at = next;
  }
  return at;
}

/** Paths come from the mappings' tables: none of them names what every object inherits. */
export function valueAt(record: JsonObject, path: string): unknown {
  const parts = splitPath(path);
  return holderOf(record, parts)?.[parts.at(-1) ?? path];
}

function unused(object: JsonObject, used: Used): JsonObject | null {
  const left: Record<string, unknown> = {};
  let isEmpty = true;
  const usedHere = used.get(object);
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (usedHere?.has(key)) {
      const rest = usedHere.get(key);
      if (rest === undefined) continue;
      left[key] = rest;
    } else if (isJsonObject(value)) {
      const inner = unused(value, used);
      if (inner === null) continue;
      left[key] = inner;
    } else {
      left[key] = value;
    }
    isEmpty = false;
  }
  return isEmpty ? null : left;
}

/**
 * The record without what says nothing: null, empty text, empty lists and objects, the console's way of writing an
 * unknown time (1970), and ids that came as a JSON number and are no longer exact. An error names types only.
 */
export function readRecord(record: unknown): Result<JsonObject, string> {
  if (isJsonObject(record)) return ok((cleaned(record) as JsonObject | undefined) ?? {});
  return failed(`The record is ${jsonKind(record)}, not an object.`);
}

const UNKNOWN_TIME = /^1970-01-01T00:00:00(?:\.0+)?(?:Z|\+00:?00)?$/;

function cleaned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return saysNothing(value) ? undefined : value;
  if (typeof value === 'number') return isRounded(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map(cleaned).filter((element) => element !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isJsonObject(value)) return value;
  const kept: Record<string, unknown> = {};
  let isEmpty = true;
  for (const key of Object.keys(value)) {
    const clean = cleaned(value[key]);
    // Under this name a value would become the object's kind and lend it its fields.
    if (clean === undefined || key === '__proto__') continue;
    kept[key] = clean;
    isEmpty = false;
  }
  return isEmpty ? undefined : kept;
}

const SPACE = 32;

/** Its first character tells of nearly every text that it says something. */
function saysNothing(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > SPACE && first <= 127) return text.startsWith('1970-') && UNKNOWN_TIME.test(text);
  return text.trim() === '';
}

function isRounded(value: number): boolean {
  return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
}

/** ISO 8601 as the console writes it; epoch seconds or milliseconds as others do. 1970 is no time. */
export function readTime(value: unknown): TimeUs | null {
  if (typeof value === 'string') return saysNothing(value) ? null : readIsoTime(value);
  return typeof value === 'number' && Number.isFinite(value) ? readEpochTime(value) : null;
}

/** The first of the fields that holds a time. */
export function firstTime(
  record: JsonObject,
  ...paths: readonly string[]
): { at: TimeUs; path: string } | null {
  for (const path of paths) {
    const at = readTime(valueAt(record, path));
    if (at !== null) return { at, path };
  }
  return null;
}

/** An id as text; a number that JavaScript does not hold exactly is none. */
export function readId(value: unknown): string | null {
  return typeof value === 'number' && isRounded(value) ? null : readText(value);
}

/** The reason of a rejection, with names of fields and no values. */
export function withoutIdOrTime(idField: string, id: unknown, timeFields: readonly string[]): string {
  return id === null
    ? `${idField} is missing, or is neither text nor a whole number.`
    : `None of ${timeFields.join(', ')} holds a time.`;
}
