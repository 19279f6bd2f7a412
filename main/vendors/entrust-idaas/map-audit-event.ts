import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readObject, readText, wordKey } from '../read-value.ts';
import { type AuditEvent, readAuditEvent } from './audit-event.ts';
import { authenticationEcs } from './authentication.ecs.ts';
import { authenticationOcsf } from './authentication.ocsf.ts';
import { authenticationKindOf, isKnownAuthenticationEvent } from './authentication-kind.ts';
import { certainChangeOf } from './certain-change.ts';
import { entityTypeOf } from './entity-types.ts';
import { type AuditLog, leftOver, metadataOf, sourceOf, statusOf } from './event-parts.ts';
import { managementEcs } from './management.ecs.ts';
import { managementOcsf } from './management.ocsf.ts';
import { operationOf } from './operation.ts';
import { outcomeOf, vendorFields } from './vendor-fields.ts';

/**
 * The mapping of either log. What an event says of itself goes before the log it was read from: a file may hold both,
 * mixed.
 */
export function mapAuditEvent(log: AuditLog) {
  return (record: unknown, context: MappingContext): Result<NormalisedEvent, string> => {
    const read = readAuditEvent(record);
    if (!read.ok) return read;
    const event = read.value;
    switch (shapeOf(event, log)) {
      case 'authentication':
        return ok(mapAuthentication(event, context));
      case 'management':
        return ok(mapManagement(event, context));
      case 'unknown':
        return ok(mapUnknown(event, log, context));
    }
  };
}

function shapeOf(event: AuditEvent, log: AuditLog): 'authentication' | 'management' | 'unknown' {
  const { type, uid, name } = event.entity;
  const hasEntity = type !== null || uid !== null || name !== null;
  const category = wordKey(event.category);
  if (category === 'authentication') return 'authentication';
  if (category === 'management' || category === 'issuance')
    return hasEntity || event.eventType !== null ? 'management' : 'unknown';
  if (isKnownAuthenticationEvent(event.eventType)) return 'authentication';
  if (hasEntity) return 'management';
  return category === '' && log === 'AUTHENTICATION' ? 'authentication' : 'unknown';
}

function mapAuthentication(event: AuditEvent, context: MappingContext): NormalisedEvent {
  const ocsf = authenticationOcsf(event, authenticationKindOf(event.eventType), context);
  const { subject, resource } = event;
  return {
    ...columnsOf(event),
    operation: event.eventType,
    deviceName: readText(readObject(ocsf.device).name),
    ocsf,
    userName: subject.name,
    userUid: subject.uid,
    userEmail: emailOf(subject.name),
    resource: resource.name ?? resource.uid,
    ecs: authenticationEcs(event, ocsf),
  };
}

/** The columns of the user tell of whom it was done to, where it was done to a user, and of who did it elsewhere. */
function mapManagement(event: AuditEvent, context: MappingContext): NormalisedEvent {
  const ocsf = managementOcsf(event, context);
  const { entity, subject } = event;
  const change = certainChangeOf(event);
  const isUser = entityTypeOf(entity.type)?.family === 'users';
  const user = change?.user ?? (isUser && (entity.uid ?? entity.name) !== null ? entity : subject);
  return {
    ...columnsOf(event),
    operation: operationOf(event),
    ocsf,
    userName: user.name,
    userUid: user.uid,
    userEmail: emailOf(user.name),
    resource: entity.name ?? entity.uid ?? event.resource.name ?? event.resource.uid,
    ecs: managementEcs(event, ocsf),
  };
}

/** A category that is new to us, or a change of which not even the type is told: a Base Event, which claims nothing. */
function mapUnknown(event: AuditEvent, log: AuditLog, context: MappingContext): NormalisedEvent {
  const { subject, eventType } = event;
  const { ip } = sourceOf(event);
  const operation = operationOf(event);
  const ocsf = ocsfEvent({
    classUid: 0,
    activityId: operation === null ? 0 : 99,
    ...(operation === null ? {} : { activityName: operation }),
    ...statusOf(event, 0),
    timeUs: event.timeUs,
    message: event.message ?? eventType ?? '',
    metadata: metadataOf(event, log, context),
    attributes: { status_code: event.outcome, status_detail: event.message },
    unmapped: leftOver(event, []),
  });
  const ecs = ecsDocument(
    {
      timeUs: event.timeUs,
      dataset: `entrust_idaas.${log.toLowerCase()}`,
      kind: 'event',
      outcome: outcomeOf(ocsf.status_id),
      id: event.uid,
      action: operation,
      message: ocsf.message,
    },
    {
      ...vendorFields(event),
      'user.id': subject.uid,
      'user.name': subject.name,
      'source.ip': ip,
      'related.user': related(subject.name, subject.uid),
      'related.ip': related(ip),
    },
  );
  return {
    ...columnsOf(event),
    operation,
    ocsf,
    userName: subject.name,
    userUid: subject.uid,
    userEmail: emailOf(subject.name),
    resource: event.resource.name ?? event.resource.uid,
    ecs,
  };
}

function columnsOf(event: AuditEvent) {
  const { subject } = event;
  return {
    timeUs: event.timeUs,
    vendorEventId: event.id,
    actor: subject.name ?? subject.uid,
    srcIp: sourceOf(event).ip,
    deviceName: null,
  };
}
