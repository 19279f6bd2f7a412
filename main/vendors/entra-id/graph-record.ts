import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readIsoTime } from '../read-time.ts';
import { readText } from '../read-value.ts';

export const entraProduct = { name: 'Entra ID', vendor_name: 'Microsoft' } as const;

/** What every record of Graph has: an id and, in a property that differs, a time. */
export interface GraphRecord {
  readonly id: string;
  readonly timeUs: TimeUs;
  /** With up to seven digits of the second, as Graph wrote it. */
  readonly originalTime: string;
  readonly fields: JsonObject;
}

/** The first of the named properties that is a time is the record's. A refusal names properties, never a value. */
export function readGraphRecord(
  record: unknown,
  timeProperties: readonly string[],
): Result<GraphRecord, string> {
  if (!isJsonObject(record)) return failed('The record is not an object.');
  const id = readText(record.id);
  if (id === null) return failed('The record has no id.');
  for (const name of timeProperties) {
    const originalTime = readText(record[name]);
    const timeUs = originalTime === null ? null : readIsoTime(originalTime);
    if (originalTime !== null && timeUs !== null) return ok({ id, timeUs, originalTime, fields: record });
  }
  const [first = 'time'] = timeProperties;
  const isThere = timeProperties.some((name) => readText(record[name]) !== null);
  return failed(isThere ? `${first} can’t be read as a time.` : `The record has no ${first}.`);
}

/** ISO 8601 in text, with any number of digits, to UTC microseconds. */
export function timeOf(value: unknown): TimeUs | null {
  const text = readText(value);
  return text === null ? null : readIsoTime(text);
}

/** A name that is none: `N/A`, and the id that stands for nobody. */
export function meaningful(value: unknown): string | null {
  const text = readText(value);
  return text === null || /^n\/a$/i.test(text) || /^0{8}(?:-0{4}){3}-0{12}$/.test(text) ? null : text;
}

/** Properties of the transport, not of the thing. */
export function withoutAnnotations(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('@odata.')));
}
