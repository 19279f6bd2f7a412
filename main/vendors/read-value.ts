import { isJsonObject, type JsonObject, textOrNull } from './json-object.ts';

/**
 * Lenient readers for what vendors really send: numbers as text and text as numbers, null for anything. Each answers
 * null for what it can't use; none throws.
 */

/** Text, or a number or true/false written out. Blank text is nothing. */
export function readText(value: unknown): string | null {
  if (typeof value === 'string') return textOrNull(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A finite number; digits in text are as good. */
export function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A whole number that JavaScript holds exactly. */
export function readInteger(value: unknown): number | null {
  const number = readNumber(value);
  return Number.isSafeInteger(number) ? number : null;
}

export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : null;
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** An object, or one without fields. */
export function readObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** A list; a single value is a list of one, nothing is an empty one. */
export function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined || value === '' ? [] : [value];
}

/** The objects of a list. */
export function readObjects(value: unknown): readonly JsonObject[] {
  return readList(value).filter(isJsonObject);
}

/** The texts of a list, without repetition. */
export function readTexts(value: unknown): readonly string[] {
  const texts = readList(value).flatMap((element) => readText(element) ?? []);
  return [...new Set(texts)];
}

/** A name for telling words of a table apart: lower case, without spaces, hyphens and underscores. */
export function wordKey(value: unknown): string {
  return (readText(value) ?? '').toLowerCase().replaceAll(/[\s_-]+/g, '');
}

/** What a table says to a word, whatever its case and separators; undefined where it has no such word. */
export function byWord<Value>(table: Readonly<Record<string, Value>>, word: unknown): Value | undefined {
  const key = wordKey(word);
  return key !== '' && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The fields that are not named. */
export function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
