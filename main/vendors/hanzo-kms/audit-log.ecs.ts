import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import type { EventGroup } from './event-types.ts';
import type { LoginUser } from './login-event.ts';
import type { ReadEvent } from './read-event.ts';

/** ECS has no table of this vendor: common fields where there are any, the vendor's own words under `hanzo_kms`. */
export function auditLogEcs(event: ReadEvent, person: LoginUser, ocsf: OcsfEvent): JsonObject {
  const { record, kind, actor, endpoint } = event;
  const { eventMetadata: metadata } = record;
  return ecsDocument(
    {
      timeUs: record.timeUs,
      dataset: 'hanzo_kms.audit_log',
      kind: 'event',
      category: kind.isLogin ? ['authentication'] : (categories[kind.group] ?? ['api']),
      type: typesOf(event),
      outcome: kind.isFailure ? 'failure' : kind.isLogin ? 'success' : 'unknown',
      id: record.id,
      action: record.eventType,
      message: ocsf.message,
    },
    {
      'event.provider': 'Hanzo KMS',
      'event.reason': kind.isFailure ? metadata.message : null,
      'observer.vendor': 'Hanzo AI',
      'observer.product': 'Hanzo KMS',
      'organization.id': record.orgId,
      'source.ip': endpoint.ip,
      'source.address': endpoint.ip,
      'user.id': person.uid,
      'user.name': person.name,
      'user.email': person.email_addr,
      'user_agent.original': record.userAgent,
      'related.ip': related(endpoint.ip),
      'related.user': related(person.name, person.email_addr, person.uid),
      'hanzo_kms.event.type': record.eventType,
      'hanzo_kms.event.canonical_type': kind.canonicalType,
      'hanzo_kms.event.group': kind.group,
      'hanzo_kms.event.metadata': metadata,
      'hanzo_kms.actor.type': actor.type,
      'hanzo_kms.actor.metadata': record.actorMetadata,
      'hanzo_kms.project.id': record.projectId,
      'hanzo_kms.project.name': record.projectName,
      'hanzo_kms.resource': event.resources,
      'hanzo_kms.user_agent_type': record.userAgentType,
      'hanzo_kms.expires_at': record.expiresAt,
    },
  );
}

const categories: Readonly<Partial<Record<EventGroup, readonly string[]>>> = {
  identities: ['iam'],
  'members-roles': ['iam'],
  'service-tokens': ['iam'],
  'project-access': ['iam'],
  'trusted-ips': ['configuration'],
  integrations: ['configuration'],
  webhooks: ['configuration'],
  chat: ['configuration'],
};

const typeOfActivity = { 1: 'creation', 2: 'access', 3: 'change', 4: 'deletion', 99: 'info' } as const;

function typesOf({ kind }: ReadEvent): readonly string[] {
  if (kind.isLogin) return ['start'];
  const isIam = categories[kind.group]?.includes('iam') === true;
  // `access` is none of the types of ECS's iam.
  return [isIam && kind.activityId === 2 ? 'info' : typeOfActivity[kind.activityId]];
}
