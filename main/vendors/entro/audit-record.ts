import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { isJsonObject, type JsonObject, textOrNull } from '../json-object.ts';
import { readEpochTime, readIsoTime } from '../read-time.ts';
import { readText } from '../read-value.ts';

/** One flattened record, checked. */
export interface AuditRecord {
  readonly requestId: string;
  readonly timeUs: TimeUs;
  /** The vendor's own spelling of the time. */
  readonly originalTime: string;
  /** Null for a scan that found nothing. */
  readonly exposure: Exposure | null;
  /** What no name here claims. */
  readonly extras: JsonObject;
}

export interface Exposure {
  readonly secretType: string | null;
  /** The marker that stands in place of the value. */
  readonly marker: string | null;
  readonly line: number | null;
}

let lastRead: { readonly record: unknown; readonly result: Result<AuditRecord, string> } | null = null;

/**
 * Reads a flattened record; the reason of a refusal names fields and types, never a value. The last one is remembered:
 * a record is mapped and then asked for its natural key, and reading it is half of the work of either.
 */
export function readAuditRecord(record: unknown): Result<AuditRecord, string> {
  if (lastRead === null || lastRead.record !== record) lastRead = { record, result: readRecord(record) };
  return lastRead.result;
}

function readRecord(record: unknown): Result<AuditRecord, string> {
  if (!isJsonObject(record)) return failed(`The record is ${typeName(record)}, not an object.`);
  const { request_id, secret_type, exposed_value, line_number, date, timestamp, ...extras } = record;
  const unsplit = reasonOfUnsplit(record);
  if (unsplit !== null) return failed(unsplit);
  const requestId = typeof request_id === 'boolean' ? null : readText(request_id);
  if (requestId === null) return failed(`request_id is ${typeName(request_id)}, text is expected.`);
  const time = readTime(date, timestamp);
  if (!time.ok) return time;
  const exposure = readExposure(secret_type, exposed_value, line_number);
  if (!exposure.ok) return exposure;
  return ok({ requestId, ...time.value, exposure: exposure.value, extras });
}

function reasonOfUnsplit({ results, secrets }: JsonObject): string | null {
  if (results !== undefined) return `results is ${typeName(results)}, an object is expected.`;
  if (secrets === undefined) return null;
  if (!Array.isArray(secrets)) return `secrets is ${typeName(secrets)}, a list is expected.`;
  const [secret] = secrets;
  return isJsonObject(secret)
    ? 'A secret of this scan has neither a secret_type nor an exposed_value.'
    : `A secret of this scan is ${typeName(secret)}, an object is expected.`;
}

type Time = Pick<AuditRecord, 'timeUs' | 'originalTime'>;

function readTime(date: unknown, timestamp: unknown): Result<Time, string> {
  const isDated = date !== undefined && date !== null;
  const written = isDated ? date : timestamp;
  if (typeof written !== 'string' && typeof written !== 'number') {
    return failed(
      isDated
        ? `date is ${typeName(date)}, text is expected.`
        : 'The record has no date, and no timestamp in epoch seconds either.',
    );
  }
  const timeUs = timeOf(written);
  if (timeUs === null) return failed(`${isDated ? 'date' : 'timestamp'} can’t be read as a time.`);
  return ok({ timeUs, originalTime: String(written) });
}

/** Either field is read in either form: drafts of the API disagree, and so may exports. */
function timeOf(written: string | number): TimeUs | null {
  if (typeof written === 'string' && !/^\d{9,13}(?:\.\d+)?$/.test(written)) return readIsoTime(written);
  return readEpochTime(Number(written));
}

function readExposure(type: unknown, value: unknown, line: unknown): Result<Exposure | null, string> {
  if (!isTextOrAbsent(type)) return failed(`secret_type is ${typeName(type)}, text is expected.`);
  if (!isTextOrAbsent(value)) return failed(`exposed_value is ${typeName(value)}, text is expected.`);
  const secretType = textOrNull(type);
  const marker = value === '' ? null : (value ?? null);
  if (secretType === null && marker === null) return ok(null);
  const lineNumber = readLine(line);
  if (lineNumber === undefined)
    return failed(`line_number is ${typeName(line)}, a whole number is expected.`);
  return ok({ secretType, marker, line: lineNumber });
}

function isTextOrAbsent(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

/** Null where there is none, undefined where it is not a line number. Digits in quotes are as good as a number. */
function readLine(line: unknown): number | null | undefined {
  if (line === undefined || line === null || line === '') return null;
  const number = typeof line === 'string' && /^\d{1,15}$/.test(line) ? Number(line) : line;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return value === '' ? 'empty' : 'text';
    case 'boolean':
      return 'true or false';
    default:
      return 'a number';
  }
}
