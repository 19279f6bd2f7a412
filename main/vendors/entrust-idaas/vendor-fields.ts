import type { JsonObject } from '../json-object.ts';
import type { AuditEvent } from './audit-event.ts';

/** What ECS has no field for, under the vendor's name. */
export function vendorFields(event: AuditEvent): JsonObject {
  const { subject, resource, entity, role, details } = event;
  return {
    'observer.vendor': 'Entrust',
    'observer.product': 'Identity as a Service',
    'event.code': event.eventType,
    'event.reason': event.message,
    'organization.id': event.accountId,
    'user.roles': [role.name],
    'entrust_idaas.event_type': event.eventType,
    'entrust_idaas.event_category': event.category,
    'entrust_idaas.event_outcome': event.outcome,
    'entrust_idaas.event_version': event.version,
    'entrust_idaas.subject.id': subject.uid,
    'entrust_idaas.subject.name': subject.name,
    'entrust_idaas.subject.type': subject.type,
    'entrust_idaas.resource.id': resource.uid,
    'entrust_idaas.resource.name': resource.name,
    'entrust_idaas.authenticator': event.authenticator,
    'entrust_idaas.entity.type': entity.type,
    'entrust_idaas.entity.action': entity.action,
    'entrust_idaas.entity.id': entity.uid,
    'entrust_idaas.entity.name': entity.name,
    'entrust_idaas.entity.attributes': details.attributes,
    'entrust_idaas.entity.old_values': details.oldValues,
    'entrust_idaas.entity.new_values': details.newValues,
    'entrust_idaas.required_permission': event.requiredPermission,
    'entrust_idaas.role.id': role.uid,
    'entrust_idaas.role.name': role.name,
  };
}

export function outcomeOf(statusId: unknown): 'success' | 'failure' | 'unknown' {
  return statusId === 1 ? 'success' : statusId === 2 ? 'failure' : 'unknown';
}
