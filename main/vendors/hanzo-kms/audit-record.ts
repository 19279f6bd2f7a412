import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readEpochTime, readIsoTime } from '../read-time.ts';
import { readText } from '../read-value.ts';

/** A canonical record, read. */
export interface AuditRecord {
  readonly id: string;
  readonly timeUs: TimeUs;
  /** The vendor's own spelling of the time. */
  readonly originalTime: string;
  readonly eventType: string | null;
  readonly eventMetadata: JsonObject;
  readonly actorType: string | null;
  readonly actorMetadata: JsonObject;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly userAgentType: string | null;
  readonly expiresAt: string | null;
  readonly updatedAt: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** What no name here claims, or is of another shape than its name says. */
  readonly extras: JsonObject;
}

/** The Azure form has `TimeGenerated` alone; the last two are for copies that lost the others. */
const TIME_NAMES = ['createdAt', 'TimeGenerated', 'updatedAt', 'timestamp'] as const;
const TEXT_NAMES = [
  'eventType',
  'actor',
  'ipAddress',
  'userAgent',
  'userAgentType',
  'expiresAt',
  'updatedAt',
  'orgId',
  'projectId',
  'projectName',
] as const;
const READ_NAMES: ReadonlySet<string> = new Set(['id', 'createdAt', 'TimeGenerated', ...TEXT_NAMES]);

/** The reason of a refusal names fields and types, never a value. */
export function readAuditRecord(record: unknown): Result<AuditRecord, string> {
  if (!isJsonObject(record)) return failed(`The record is ${typeName(record)}, not an object.`);
  const id = readText(record.id);
  if (id === null) return failed(`id is ${typeName(record.id)}, text is expected.`);
  const time = readTime(record);
  if (time === null) return failed(reasonOfNoTime(record));
  return ok({
    id,
    ...time,
    eventType: readText(record.eventType),
    eventMetadata: isJsonObject(record.eventMetadata) ? record.eventMetadata : {},
    actorType: readText(record.actor),
    actorMetadata: isJsonObject(record.actorMetadata) ? record.actorMetadata : {},
    ipAddress: readText(record.ipAddress),
    userAgent: readText(record.userAgent),
    userAgentType: readText(record.userAgentType),
    expiresAt: readText(record.expiresAt),
    updatedAt: readText(record.updatedAt),
    orgId: readText(record.orgId),
    projectId: readText(record.projectId),
    projectName: readText(record.projectName),
    extras: extrasOf(record),
  });
}

function readTime(record: JsonObject): Pick<AuditRecord, 'timeUs' | 'originalTime'> | null {
  for (const name of TIME_NAMES) {
    const value = record[name];
    const timeUs =
      typeof value === 'string'
        ? readIsoTime(value)
        : typeof value === 'number'
          ? readEpochTime(value)
          : null;
    if (timeUs !== null) return { timeUs, originalTime: String(value) };
  }
  return null;
}

function reasonOfNoTime(record: JsonObject): string {
  const { createdAt, TimeGenerated } = record;
  if (createdAt === undefined && TimeGenerated === undefined)
    return 'The record has neither createdAt nor TimeGenerated.';
  const [name, value] = createdAt === undefined ? ['TimeGenerated', TimeGenerated] : ['createdAt', createdAt];
  return typeof value === 'string' && value !== ''
    ? `${name} can’t be read as a time.`
    : `${name} is ${typeName(value)}, a time is expected.`;
}

function extrasOf(record: JsonObject): JsonObject {
  const extras: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'eventMetadata' || name === 'actorMetadata') {
      if (!isJsonObject(value)) extras[name] = value;
    } else if (!READ_NAMES.has(name) || (typeof value === 'object' && value !== null)) extras[name] = value;
  }
  return extras;
}

function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value.trim() === '' ? 'empty' : 'text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
