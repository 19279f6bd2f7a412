import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import type { AuditEvent } from './audit-event.ts';
import { sourceOf } from './event-parts.ts';
import { outcomeOf, vendorFields } from './vendor-fields.ts';

/** No document of the vendor names ECS fields: these are ECS's own for a sign-in. */
export function authenticationEcs(event: AuditEvent, ocsf: OcsfEvent): JsonObject {
  const { subject } = event;
  const { ip } = sourceOf(event);
  const email = emailOf(subject.name);
  const isPasswordChange = ocsf.activity_name === 'Password Change';
  return ecsDocument(
    {
      timeUs: event.timeUs,
      dataset: 'entrust_idaas.authentication',
      kind: 'event',
      category: isPasswordChange ? ['iam'] : ['authentication'],
      type: isPasswordChange ? ['user', 'change'] : typesByActivity[ocsf.activity_id],
      outcome: outcomeOf(ocsf.status_id),
      id: event.uid,
      action: event.eventType,
      message: ocsf.message,
    },
    {
      ...vendorFields(event),
      'user.id': subject.uid,
      'user.name': subject.name,
      'user.email': email,
      'source.ip': ip,
      'related.user': related(subject.name, subject.uid, email),
      'related.ip': related(ip),
    },
  );
}

const typesByActivity: Readonly<Record<number, readonly string[]>> = {
  1: ['start'],
  2: ['end'],
  6: ['info'],
  99: ['info'],
};
