import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { replaceInTexts } from '../../secrets/replace-in-texts.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';

/**
 * Flattens an answer (a bare array of scans) to one record for each exposed secret, and one for each scan without any:
 * `request_id, secret_type, exposed_value, line_number, date` and whatever else came along. Takes the released nested
 * form, the older drafts with everything at the top, and records that are flat already (imported files).
 */
export function readAuditAnswer(answer: unknown): Result<readonly unknown[], AppError> {
  if (!Array.isArray(answer)) return failed(notTheAuditLog(answer));
  return ok(answer.flatMap(recordsOfRow));
}

function recordsOfRow(row: unknown): unknown[] {
  if (!isJsonObject(row)) return [row];
  if (!('results' in row) && !('secrets' in row)) return [row];
  const { results, ...scan } = row;
  if (results === undefined) return recordsOfScan(scan, {});
  if (Array.isArray(results) && results.length > 0 && results.every(isJsonObject))
    return results.flatMap((one) => recordsOfScan(one, scan));
  return isJsonObject(results) ? recordsOfScan(results, scan) : [row];
}

/**
 * A single secret is a list of one. What else is no list stays in the record under `secrets`, which no well-formed
 * record has.
 */
function recordsOfScan(results: JsonObject, row: JsonObject): unknown[] {
  const { secrets, ...scan } = results;
  if (secrets === undefined || secrets === null) return [flatten({}, scan, row)];
  if (isJsonObject(secrets)) return recordsOfScan({ ...scan, secrets: [secrets] }, row);
  if (!Array.isArray(secrets)) return [flatten({ secrets }, scan, row)];
  if (secrets.length === 0) return [flatten({}, scan, row)];
  return secrets.map((secret: unknown, index) => {
    if (!saysWhatWasExposed(secret)) return flatten({ secrets: [secret] }, scan, row);
    const others = secrets.flatMap((other: unknown, at) => (at === index ? [] : exposedText(other)));
    return flatten(secret, withoutValues(scan, others), withoutValues(row, others));
  });
}

function saysWhatWasExposed(secret: unknown): secret is JsonObject {
  return isJsonObject(secret) && (!isBlank(secret.secret_type) || !isEmpty(secret.exposed_value));
}

function isBlank(value: unknown): boolean {
  return isEmpty(value) || (typeof value === 'string' && value.trim() === '');
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function exposedText(secret: unknown): string[] {
  const value = isJsonObject(secret) ? secret.exposed_value : undefined;
  return typeof value === 'string' && value.length >= 6 ? [value] : [];
}

/**
 * What is said of the whole scan goes into each of its records. If it quotes the scan's other secrets, these have to
 * be out of it: each record lifts only its own secret.
 */
function withoutValues(shared: JsonObject, values: readonly string[]): JsonObject {
  return values.length === 0
    ? shared
    : (replaceInTexts(shared, values, '‹another secret of this scan›') as JsonObject);
}

/** The order in which people read a record; what else came along follows. */
const namesInOrder = {
  request_id: undefined,
  secret_type: undefined,
  exposed_value: undefined,
  line_number: undefined,
  date: undefined,
};

/**
 * The innermost of two equal names wins, except that the scan's id and time are the scan's. What lost is kept under
 * `shadowed`, so that nothing is.
 */
function flatten(secret: JsonObject, scan: JsonObject, row: JsonObject): JsonObject {
  const outer = { ...row, ...scan };
  const flat: Record<string, unknown> = { ...namesInOrder, ...outer, ...secret };
  for (const name of ['request_id', 'date', 'timestamp']) {
    if (outer[name] !== undefined) flat[name] = outer[name];
  }
  for (const name of Object.keys(namesInOrder)) {
    if (flat[name] === undefined) delete flat[name];
  }
  const shadowed = [
    ...shadowedIn('row', row, flat),
    ...shadowedIn('scan', scan, flat),
    ...shadowedIn('secret', secret, flat),
  ];
  return shadowed.length === 0 ? flat : { ...flat, shadowed: Object.fromEntries(shadowed) };
}

function shadowedIn(name: string, layer: JsonObject, flat: JsonObject): [string, JsonObject][] {
  const lost = Object.keys(layer).filter((key) => layer[key] !== flat[key]);
  return lost.length === 0 ? [] : [[name, Object.fromEntries(lost.map((key) => [key, layer[key]]))]];
}

function notTheAuditLog(answer: unknown): AppError {
  const what = answer === null ? 'null' : typeof answer === 'object' ? 'an object' : `a ${typeof answer}`;
  return appError(
    'unexpected-response',
    'The address answered with JSON, but not with Entro’s audit log. Nothing was stored from this answer.',
    'Check that the address is the base address of the Entro API (without /v1), then try again.',
    { detail: `Expected a list of scans, got ${what}.` },
  );
}
