import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import type { AuditEvent } from './audit-event.ts';
import { certainChangeOf } from './certain-change.ts';
import { entityActionOf } from './entity-actions.ts';
import { type EntityFamily, entityTypeOf } from './entity-types.ts';
import { sourceOf } from './event-parts.ts';
import { operationOf } from './operation.ts';
import { outcomeOf, vendorFields } from './vendor-fields.ts';

/** What ECS calls identity and access management; all else is configuration. */
const identity: readonly (EntityFamily | undefined)[] = [
  'users',
  'groups',
  'organisations',
  'authenticators',
  'user-records',
  'roles',
];

/** `user` is who acted, `user.target` to whom it was done. */
export function managementEcs(event: AuditEvent, ocsf: OcsfEvent): JsonObject {
  const { subject, entity } = event;
  const { ip } = sourceOf(event);
  const family = entityTypeOf(entity.type)?.family;
  const change = certainChangeOf(event);
  const target = change?.user ?? (family === 'users' ? entity : null);
  const group = change?.classUid === 3006 ? change.group : family === 'groups' ? entity : null;
  const isIdentity = identity.includes(family);
  const about = target !== null ? ['user'] : group !== null ? ['group'] : [];
  return ecsDocument(
    {
      timeUs: event.timeUs,
      dataset: 'entrust_idaas.management',
      kind: 'event',
      category: isIdentity ? ['iam'] : ['configuration'],
      type: [...(isIdentity ? about : []), entityTypeOfEcs(event, isIdentity)],
      outcome: outcomeOf(ocsf.status_id),
      id: event.uid,
      action: operationOf(event),
      message: ocsf.message,
    },
    {
      ...vendorFields(event),
      'user.id': subject.uid,
      'user.name': subject.name,
      'user.email': emailOf(subject.name),
      'user.target.id': target?.uid,
      'user.target.name': target?.name,
      'user.target.email': emailOf(target?.name),
      'group.id': group?.uid,
      'group.name': group?.name,
      'source.ip': ip,
      'related.user': related(subject.name, subject.uid, target?.name, target?.uid),
      'related.ip': related(ip),
    },
  );
}

/** `access` is no type of ECS's identity category. */
function entityTypeOfEcs(event: AuditEvent, isIdentity: boolean): string {
  const { ecsType } = entityActionOf(event.entity.action);
  return isIdentity && ecsType === 'access' ? 'info' : ecsType;
}
