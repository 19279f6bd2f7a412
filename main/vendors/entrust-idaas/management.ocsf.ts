import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { without, wordKey } from '../read-value.ts';
import { attributeText } from './audit-details.ts';
import type { AuditEvent } from './audit-event.ts';
import { type CertainChange, certainChangeOf } from './certain-change.ts';
import { entityActionOf } from './entity-actions.ts';
import { entityTypeOf } from './entity-types.ts';
import { isProgram, leftOver, metadataOf, sourceOf, statusOf, userOf, userTypeOf } from './event-parts.ts';

const endUser = { type_id: 1, type: 'User' } as const;

/** What an administrator or a program changed: Entity Management (3004), or the narrower class that surely fits. */
export function managementOcsf(event: AuditEvent, context: MappingContext): OcsfEvent {
  const change = certainChangeOf(event);
  const source = sourceOf(event);
  const isEntity = change === null;
  const action = entityActionOf(event.entity.action);
  return ocsfEvent({
    classUid: change?.classUid ?? 3004,
    activityId: change?.activityId ?? action.activityId,
    ...(event.entity.action === null ? {} : { activityName: event.entity.action }),
    ...statusOf(event, event.isWebhook ? 1 : 0),
    timeUs: event.timeUs,
    message: event.message ?? sentenceOf(event),
    metadata: metadataOf(event, 'MANAGEMENT', context),
    attributes: {
      status_code: event.outcome,
      status_detail: event.message,
      actor: actorOf(event),
      src_endpoint: { ip: source.ip },
      ...(isEntity ? entityAttributes(event) : changeAttributes(change)),
    },
    unmapped: unmappedOf(event, change, source.fields),
    observables,
  });
}

const observables: readonly ObservedPath[] = [
  ['user.name', 'userName'],
  ['user.uid', 'userUid'],
  ['user.email_addr', 'email'],
  ['entity.user.name', 'userName'],
  ['entity.user.uid', 'userUid'],
  ['entity.user.email_addr', 'email'],
  ['group.name', 'groupName'],
  ['group.uid', 'groupUid'],
  ['entity.group.name', 'groupName'],
  ['entity.group.uid', 'groupUid'],
  ['actor.user.name', 'userName'],
  ['actor.user.uid', 'userUid'],
  ['actor.user.email_addr', 'email'],
  ['src_endpoint.ip', 'ip'],
];

/**
 * Attributes and changes stay in `unmapped` with the classes that have no place for them; so does a type's own name
 * where OCSF has a caption for it, and what kind of program acted.
 */
function unmappedOf(event: AuditEvent, change: CertainChange | null, sourceFields: readonly string[]) {
  const { subject, entity, fields } = event;
  const always = ['subject', 'subjectName', 'entityId', 'entityName', ...sourceFields];
  const subjectType = isProgram(subject.type) ? [] : ['subjectType'];
  if (change !== null) return leftOver(event, [...always, ...subjectType]);
  const entityType = entityTypeOf(entity.type)?.caption == null ? ['entityType'] : [];
  const entityAction = isSaidByActivity(entity.action) ? ['entityAction'] : [];
  const left = leftOver(event, [
    ...always,
    ...subjectType,
    ...entityType,
    ...entityAction,
    'requiredPermission',
  ]);
  return isJsonObject(fields.auditDetails)
    ? { ...left, auditDetails: without(fields.auditDetails, ['modifiedEntityAttributes']) }
    : left;
}

/** To assign, to unassign and to reset are updates to OCSF; the event goes on saying which. */
function isSaidByActivity(action: string | null): boolean {
  return !['assign', 'unassign', 'reset'].includes(wordKey(action));
}

function actorOf({ subject }: AuditEvent): JsonObject {
  if (isProgram(subject.type)) return { app_uid: subject.uid, app_name: subject.name };
  const admin = { type_id: 2, type: 'Admin' } as const;
  const given = userTypeOf(subject.type, admin);
  return { user: userOf(subject.uid, subject.name, given.type_id === endUser.type_id ? admin : given) };
}

function changeAttributes(change: CertainChange): JsonObject {
  const user = userOf(change.user.uid, change.user.name, endUser);
  if (change.classUid === 3001) return { user };
  if (change.classUid === 3006) return { user, group: change.group };
  const { uid, name } = change.role;
  return { user, privileges: [name ?? uid], resources: [{ uid, name, type: 'Role' }] };
}

function entityAttributes(event: AuditEvent): JsonObject {
  const { entity, details, requiredPermission } = event;
  const type = entityTypeOf(entity.type);
  const isNamed = entity.uid !== null || entity.name !== null;
  const base = {
    uid: entity.uid,
    // The object demands a name.
    name: isNamed ? entity.name : (entity.type ?? event.eventType),
    type_id: type?.typeId ?? (entity.type === null ? 0 : 99),
    type: entity.type === null ? 'Unknown' : (type?.caption ?? entity.type),
  };
  const hasResult = Object.keys(details.newValues).length > 0;
  return {
    entity: { ...base, data: details.oldValues, ...ownerOrSelf(event) },
    entity_result: hasResult ? { ...base, data: details.newValues } : null,
    access_list: [requiredPermission],
  };
}

/** The user or group that the entity is, or whose authenticator it is. */
function ownerOrSelf(event: AuditEvent): JsonObject {
  const { entity, subject, role, details } = event;
  const family = entityTypeOf(entity.type)?.family;
  if (family === 'users') return { user: userOf(entity.uid, entity.name, endUser) };
  if (family === 'groups') return { group: { uid: entity.uid, name: entity.name } };
  if (family !== 'authenticators') return {};
  const uid = attributeText(details.attributes, 'userid', 'useruuid');
  const name = attributeText(details.attributes, 'username', 'user');
  if (uid !== null || name !== null) return { user: userOf(uid, name, endUser) };
  // With a role it was an administrator who did it for somebody else.
  const isOwn = !isProgram(subject.type) && role.uid === null && role.name === null;
  return isOwn ? { user: userOf(subject.uid, subject.name, endUser) } : {};
}

function sentenceOf({ entity, subject, eventType }: AuditEvent): string {
  const what = [entity.action, entity.type].filter((word) => word !== null).join(' ');
  const which = entity.name ?? entity.uid;
  const who = subject.name ?? subject.uid;
  return `${what === '' ? (eventType ?? 'Change') : what}${which === null ? '' : ` ${which}`}${who === null ? '' : ` by ${who}`}`;
}
