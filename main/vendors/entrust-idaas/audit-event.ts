import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { contentHash } from '../content-hash.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readEpochTime, readIsoTime } from '../read-time.ts';
import { readText } from '../read-value.ts';
import { type AuditDetails, readAuditDetails } from './audit-details.ts';
import { entityTypeOf } from './entity-types.ts';
import { isWebhookEvent, unwrapWebhookEvent } from './webhook-event.ts';

/** One audit event, read. Only its time is promised by the vendor: everything else may be missing. */
export interface AuditEvent {
  /** The vendor's id; a hash of the event where it has none. */
  readonly uid: string;
  readonly id: string | null;
  readonly timeUs: TimeUs;
  readonly originalTime: string;
  readonly accountId: string | null;
  readonly eventType: string | null;
  /** As the vendor wrote it. */
  readonly category: string | null;
  readonly outcome: string | null;
  readonly version: string | null;
  /** A key rather than a sentence. */
  readonly message: string | null;
  readonly subject: {
    readonly uid: string | null;
    readonly name: string | null;
    readonly type: string | null;
  };
  readonly resource: { readonly uid: string | null; readonly name: string | null };
  readonly sourceIp: string | null;
  /** Which authenticator was used; a word such as OTP, no credential. */
  readonly authenticator: string | null;
  readonly entity: {
    readonly type: string | null;
    readonly action: string | null;
    readonly uid: string | null;
    readonly name: string | null;
  };
  readonly requiredPermission: string | null;
  readonly role: { readonly uid: string | null; readonly name: string | null };
  readonly details: AuditDetails;
  /** It came by webhook, whose events have names of their own and tell only of what has been done. */
  readonly isWebhook: boolean;
  /** All fields, flat. */
  readonly fields: JsonObject;
}

/** Reads an audit event or a webhook's; the reason of a refusal names fields and types, never a value. */
export function readAuditEvent(record: unknown): Result<AuditEvent, string> {
  if (!isJsonObject(record)) return failed(`The record is ${typeName(record)}, not an object.`);
  const fields = unwrapWebhookEvent(record);
  const { eventTime } = fields;
  if (typeof eventTime !== 'string' && typeof eventTime !== 'number')
    return failed(`eventTime is ${typeName(eventTime)}, text is expected.`);
  const timeUs = typeof eventTime === 'string' ? readIsoTime(eventTime) : readEpochTime(eventTime);
  if (timeUs === null) return failed('eventTime can’t be read as a time.');
  const text = (name: string) => readText(fields[name]);
  return ok({
    uid: uidOfAuditEvent(record),
    id: text('id'),
    timeUs,
    originalTime: String(eventTime),
    accountId: text('accountId'),
    eventType: text('eventType'),
    category: text('eventCategory'),
    outcome: text('eventOutcome'),
    version: text('eventVersion'),
    message: text('message'),
    subject: { uid: text('subject'), name: text('subjectName'), type: text('subjectType') },
    resource: { uid: text('resourceId'), name: text('resourceName') },
    sourceIp: text('sourceIp'),
    authenticator: text('token'),
    entity: {
      // The documents list entity types as if they were event types; a record may do so, too.
      type: text('entityType') ?? (entityTypeOf(fields.eventType) === null ? null : text('eventType')),
      action: text('entityAction'),
      uid: text('entityId'),
      name: text('entityName'),
    },
    requiredPermission: text('requiredPermission'),
    role: {
      uid: text('subscriberAdminRoleId') ?? text('serviceProviderAdminRoleId'),
      name: text('subscriberAdminRoleName') ?? text('serviceProviderAdminRoleName'),
    },
    details: readAuditDetails(fields),
    isWebhook: isWebhookEvent(record),
    fields,
  });
}

/** The id; where there is none a hash of all that the event says. */
export function uidOfAuditEvent(record: unknown): string {
  return (isJsonObject(record) ? readText(record.id) : null) ?? contentHash(record);
}

function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'true or false' : 'a number';
}
