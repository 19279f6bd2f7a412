import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readObject, readText, without } from '../read-value.ts';

/**
 * One event comes in many forms: nested from the list API (`actor` and `event` are objects), flat from a log stream, and
 * flat within what the receiver of a stream puts around it. They all become the flat form here, before anything else, so
 * that an event is the same whichever way it came. A canonical record stays as it is; what is no object does, too.
 */
export function canonicalRecord(entry: unknown): unknown {
  const unwrapped = unwrap(entry, 0);
  return unwrapped === null ? entry : flatten(unwrapped.record, unwrapped.delivery);
}

/** What a server sends to a new log stream to see whether it is taken; it is no event. */
export function isTestMessage(entry: unknown): boolean {
  const unwrapped = unwrap(entry, 0);
  return unwrapped !== null && isPing(unwrapped.record);
}

interface Unwrapped {
  readonly record: JsonObject;
  /** What the receiver added around it. */
  readonly delivery: JsonObject;
}

/** Where receivers keep what they got: Splunk in `event` (`result`, `_raw` in its exports), Datadog in `attributes`. */
const WRAPPERS = ['event', 'result', '_raw', 'attributes', 'message'] as const;
const MOST_WRAPPERS = 4;

function unwrap(entry: unknown, depth: number): Unwrapped | null {
  if (!isJsonObject(entry)) return null;
  if (isRecord(entry) || isPing(entry)) return { record: entry, delivery: {} };
  for (const name of depth < MOST_WRAPPERS ? WRAPPERS : []) {
    const inner = unwrap(parsed(entry[name]), depth + 1);
    if (inner !== null && (isRecord(inner.record) || isPing(inner.record)))
      return { record: inner.record, delivery: { ...without(entry, [name]), ...inner.delivery } };
  }
  return { record: entry, delivery: {} };
}

function isRecord(entry: JsonObject): boolean {
  if ('eventType' in entry || isNested(entry)) return true;
  return 'id' in entry && ('createdAt' in entry || 'TimeGenerated' in entry || 'actor' in entry);
}

/** The list API's `event: { type, metadata }`; what Splunk has under the same name is a whole record. */
function isNested({ event }: JsonObject): boolean {
  return isJsonObject(event) && ('type' in event || 'metadata' in event) && !('eventType' in event);
}

function isPing(entry: JsonObject): boolean {
  return 'ping' in entry && !isRecord(entry);
}

/** The order in which people read a record; what else came along follows. */
const NAMES = [
  'id',
  'actor',
  'actorMetadata',
  'ipAddress',
  'eventType',
  'eventMetadata',
  'userAgent',
  'userAgentType',
  'expiresAt',
  'createdAt',
  'updatedAt',
  'TimeGenerated',
  'orgId',
  'projectId',
  'projectName',
] as const;

/** Fields that Datadog's intake wants beside the record's own. */
const DATADOG_NAMES = ['ddsource', 'ddtags', 'hostname', 'service', 'timestamp'];

function flatten(record: JsonObject, delivery: JsonObject): JsonObject {
  const beside = addedByDatadog(record);
  const added = { ...delivery, ...beside };
  const fields: Record<string, unknown> = without(record, Object.keys(beside));
  if (isJsonObject(record.actor)) {
    const { type, metadata } = typeAndMetadata(record.actor);
    fields.actor = type;
    fields.actorMetadata = { ...readObject(parsed(record.actorMetadata)), ...metadata };
  }
  if (isNested(record)) {
    const { type, metadata } = typeAndMetadata(readObject(record.event));
    fields.eventType = record.eventType ?? type;
    fields.eventMetadata = { ...readObject(parsed(record.eventMetadata)), ...metadata };
    delete fields.event;
  }
  for (const name of ['actorMetadata', 'eventMetadata']) {
    if (name in fields) fields[name] = parsed(fields[name]);
  }
  if (Object.keys(added).length > 0) fields.delivery = { ...readObject(record.delivery), ...added };
  const inOrder = NAMES.flatMap((name) => (name in fields ? [[name, fields[name]] as const] : []));
  return { ...Object.fromEntries(inOrder), ...fields };
}

function addedByDatadog(record: JsonObject): JsonObject {
  if (!('ddsource' in record)) return {};
  const hasOwnTime = 'createdAt' in record || 'TimeGenerated' in record;
  const names = DATADOG_NAMES.filter((name) => name in record && (name !== 'timestamp' || hasOwnTime));
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

/** The two parts of a nested `actor` or `event`. Whatever else is in it counts as metadata. */
function typeAndMetadata(nested: JsonObject): {
  readonly type: string | null;
  readonly metadata: JsonObject;
} {
  const { type, metadata, ...others } = nested;
  const read = parsed(metadata);
  if (isJsonObject(read)) return { type: readText(type), metadata: { ...others, ...read } };
  const odd = read === undefined || read === null ? {} : { metadata: read };
  return { type: readText(type), metadata: { ...others, ...odd } };
}

/** Objects come as text from tables (a Log Analytics or CSV export) and from `_raw`. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
