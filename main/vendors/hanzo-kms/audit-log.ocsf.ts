import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { type OcsfMetadata, type OcsfParts, ocsfEvent } from '../ocsf/ocsf-event.ts';
import { auditLogEcs } from './audit-log.ecs.ts';
import { type AuditRecord, readAuditRecord } from './audit-record.ts';
import { loginEvent } from './login-event.ts';
import { type ReadEvent, readEvent, unmappedOf } from './read-event.ts';

/** A login is an Authentication, everything else API Activity; an event without a type a Base Event. */
export function mapAuditLogRecord(given: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readAuditRecord(given);
  if (!read.ok) return read;
  const event = readEvent(read.value);
  const login = event.kind.isLogin ? loginEvent(event) : null;
  const { record, actor, endpoint } = event;
  const person = login?.user ?? { uid: actor.uid, name: actor.name, email_addr: actor.email };
  const ocsf = ocsfEvent({
    timeUs: record.timeUs,
    message: messageOf(event, login?.label ?? actor.label),
    metadata: metadataOf(record, context),
    ...(record.eventType === null
      ? baseEvent(event)
      : (login?.parts ?? apiActivity(event, record.eventType))),
  });
  const [resource] = event.resources;
  return ok({
    timeUs: record.timeUs,
    vendorEventId: record.id,
    operation: record.eventType,
    ocsf,
    actor: login?.label ?? actor.label,
    userName: person.name ?? null,
    userEmail: person.email_addr ?? null,
    userUid: person.uid ?? null,
    srcIp: endpoint.ip,
    resource: login === null ? (resource?.name ?? resource?.uid ?? null) : null,
    ecs: auditLogEcs(event, person, ocsf),
  });
}

type Parts = Omit<OcsfParts, 'timeUs' | 'message' | 'metadata'>;

function apiActivity(event: ReadEvent, eventType: string): Parts {
  const { record, kind, actor, endpoint, resources } = event;
  const isProject = resources.some(({ type, uid }) => type === 'Project' && uid === record.projectId);
  return {
    classUid: 6003,
    activityId: kind.activityId,
    activityName: eventType,
    // An administrator of the organisation let himself into a project that is not his.
    severityId: kind.canonicalType === 'org-admin-accessed-project' ? 3 : 1,
    ...(kind.isFailure ? { statusId: 2 } : {}),
    attributes: {
      actor: actor.ocsf,
      api: { operation: eventType, service: { name: 'Hanzo KMS' } },
      src_endpoint: endpoint.ocsf,
      http_request: { user_agent: record.userAgent },
      resources: resources.map((resource) => ({
        ...resource,
        namespace: isProject ? null : record.projectId,
      })),
    },
    unmapped: {
      projectId: resources.length === 0 ? record.projectId : null,
      projectName: isProject ? null : record.projectName,
      // Machine identities and service tokens are both System to OCSF.
      actor: actor.label === actor.type || (actor.type === 'user' && actor.user !== null) ? null : actor.type,
      ...unmappedOf(event),
    },
    observables: [
      ['actor.user.name', 'userName'],
      ['actor.user.uid', 'userUid'],
      ['actor.user.email_addr', 'email'],
      ['src_endpoint.ip', 'ip'],
      ['http_request.user_agent', 'userAgent'],
      ['resources[].uid', 'resourceUid'],
      ['resources[].name', 'resourceName'],
    ],
  };
}

function baseEvent(event: ReadEvent): Parts {
  const { eventMetadata, actorMetadata, actorType, ipAddress, userAgent, projectId, projectName } =
    event.record;
  return {
    classUid: 0,
    activityId: 0,
    attributes: {},
    unmapped: {
      ...unmappedOf(event),
      ...{ eventMetadata, actorMetadata, actor: actorType, ipAddress, userAgent, projectId, projectName },
    },
  };
}

function metadataOf(record: AuditRecord, context: MappingContext): OcsfMetadata {
  return {
    product: { name: 'Hanzo KMS', vendor_name: 'Hanzo AI' },
    uid: record.id,
    logName: 'audit-log',
    logProvider: 'Hanzo KMS',
    eventCode: record.eventType,
    tenantUid: record.orgId,
    originalTime: record.originalTime,
    receivedAtUs: context.receivedAtUs,
  };
}

/** `create-secret prod:/payments/API_KEY by ada@example.com`. */
function messageOf({ record, resources }: ReadEvent, who: string): string {
  if (record.eventType === null) return `An event without a type by ${who}`;
  const [first, ...others] = resources;
  const what = first?.name ?? first?.uid ?? null;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${record.eventType}${what === null ? '' : ` ${what}${more}`} by ${who}`;
}
