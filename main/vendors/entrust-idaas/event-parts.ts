import type { MappingContext } from '../../collector/stream-definition.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import type { OcsfMetadata } from '../ocsf/ocsf-event.ts';
import { emailOf, ipOf } from '../ocsf/ocsf-values.ts';
import { wordKey } from '../read-value.ts';
import type { AuditEvent } from './audit-event.ts';

/** Which of the two logs an event is of that does not say so itself. */
export type AuditLog = 'AUTHENTICATION' | 'MANAGEMENT';

/** What events of both logs say in the same way: metadata, status and where it came from. */

export function metadataOf(event: AuditEvent, log: AuditLog, context: MappingContext): OcsfMetadata {
  return {
    product: { name: 'Identity as a Service', vendor_name: 'Entrust' },
    uid: event.uid,
    logName: event.category ?? log,
    eventCode: event.eventType,
    tenantUid: event.accountId,
    originalTime: event.originalTime,
    logVersion: event.version,
    receivedAtUs: context.receivedAtUs,
  };
}

/** Fields that the metadata, the message and the status hold in every class. */
export const commonFields: readonly string[] = [
  'id',
  'eventTime',
  'eventType',
  'eventCategory',
  'eventOutcome',
  'eventVersion',
  'accountId',
  'message',
];

export interface EventStatus {
  readonly statusId: number;
  readonly status?: string;
}

/** The event's own outcome; what its name says only where it has none. A word that is new to us stays a word. */
export function statusOf(event: AuditEvent, impliedId: 0 | 1 | 2): EventStatus {
  const word = wordKey(event.outcome);
  if (word === '') return { statusId: impliedId };
  if (word.startsWith('succe')) return { statusId: 1 };
  if (word.startsWith('fail') || word === 'denied') return { statusId: 2 };
  return word === 'other' ? { statusId: 0 } : { statusId: 99, status: event.outcome ?? '' };
}

export function sourceOf(event: AuditEvent): {
  readonly ip: string | null;
  readonly fields: readonly string[];
} {
  const ip = ipOf(event.sourceIp);
  return { ip, fields: ip === null ? [] : ['sourceIp'] };
}

/** An OCSF user; empty where it has neither id nor name. */
export function userOf(
  uid: string | null,
  name: string | null,
  type: { readonly type_id: number; readonly type: string },
): JsonObject {
  if (uid === null && name === null) return {};
  return compact({ uid, name, email_addr: emailOf(name), ...type });
}

/** OCSF `user.type_id` of what acted. Not said: `otherwise`. */
export function userTypeOf(
  subjectType: string | null,
  otherwise: { readonly type_id: number; readonly type: string },
): { readonly type_id: number; readonly type: string } {
  const word = wordKey(subjectType);
  if (word === '') return otherwise;
  if (word === 'user') return { type_id: 1, type: 'User' };
  if (word === 'adminapi' || word === 'agent') return { type_id: 3, type: 'System' };
  return { type_id: 99, type: word === 'other' ? 'OTHER' : (subjectType ?? '') };
}

/** Whether it was a program that acted. */
export function isProgram(subjectType: string | null): boolean {
  return ['adminapi', 'agent'].includes(wordKey(subjectType));
}

/** What of the event's fields found no place. */
export function leftOver(event: AuditEvent, claimed: readonly string[]): JsonObject {
  const names = new Set([...commonFields, ...claimed]);
  return Object.fromEntries(Object.entries(event.fields).filter(([name]) => !names.has(name)));
}

export const reasonOfLockOut = 'ACCOUNT_LOCKED_OUT';
