import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent, type SeverityId } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { actorOf, detail } from './audit-initiator.ts';
import { auditRest } from './audit-rest.ts';
import { auditSeverity } from './audit-severity.ts';
import { groupOfTargets, mainTarget, privilegesOf, targetOf } from './audit-targets.ts';
import { directoryAuditEcs } from './directory-audit.ecs.ts';
import { entraProduct, meaningful, readGraphRecord } from './graph-record.ts';
import { type Audit, readAudit } from './read-audit.ts';

/**
 * A change in the directory, as the class that says most about it: of an account, a group, a role. If the record does
 * not name what that class demands, it is a change of an entity.
 */
export function mapDirectoryAudit(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['activityDateTime']);
  if (!read.ok) return read;
  const audit = readAudit(read.value);
  const { initiator, targets, activityName } = audit;
  const user = targetOf(targets, 'user');
  const userName = user?.upn ?? user?.name ?? initiator.userName;
  return ok({
    timeUs: read.value.timeUs,
    vendorEventId: read.value.id,
    operation: activityName,
    ocsf: ocsfOf(audit, context),
    actor: initiator.userName ?? initiator.appName ?? initiator.userUid ?? initiator.appUid,
    userName,
    userEmail: emailOf(userName),
    userUid: user?.id ?? initiator.userUid,
    srcIp: initiator.ip,
    deviceName: targetOf(targets, 'device')?.name ?? null,
    resource: resourceOf(audit),
    ecs: directoryAuditEcs(audit),
  });
}

function ocsfOf(audit: Audit, context: MappingContext) {
  const { record, activity, activityName, initiator, statusId } = audit;
  const { fields } = record;
  const severityId: SeverityId = auditSeverity(audit);
  return ocsfEvent({
    classUid: activity.classUid,
    activityId: activity.activityId,
    activityName,
    severityId,
    statusId,
    timeUs: record.timeUs,
    message: audit.message,
    metadata: {
      product: entraProduct,
      uid: record.id,
      logName: 'directoryAudits',
      logProvider: readText(fields.loggedByService),
      eventCode: activityName,
      tenantUid: meaningful(detail(fields, 'tid')),
      correlationUid: readText(fields.correlationId),
      originalTime: record.originalTime,
      receivedAtUs: context.receivedAtUs,
    },
    attributes: {
      ...audit.attributes,
      actor: actorOf(initiator),
      src_endpoint: initiator.ip === null ? null : { ip: initiator.ip },
      http_request: { user_agent: initiator.userAgent },
      status_code: readText(fields.result),
      status_detail: readText(fields.resultReason),
    },
    unmapped: auditRest(fields, initiator),
    observables,
  });
}

function resourceOf({ targets, attributes }: Audit): string | null {
  const group = targetOf(targets, 'group') === null ? null : groupOfTargets(targets);
  const role = privilegesOf(targets)[0];
  const target = mainTarget(targets);
  if ('privileges' in attributes && role !== undefined) return role;
  return readText(group?.name) ?? target?.name ?? target?.upn ?? target?.id ?? null;
}

const observables: readonly ObservedPath[] = [
  ['actor.user.name', 'userName'],
  ['actor.user.email_addr', 'email'],
  ['actor.user.uid', 'userUid'],
  ['src_endpoint.ip', 'ip'],
  ['group.uid', 'groupUid'],
  ['group.name', 'groupName'],
  ['user.name', 'userName'],
  ['user.email_addr', 'email'],
  ['user.uid', 'userUid'],
  ['resources[].uid', 'resourceUid'],
  ['resources[].name', 'resourceName'],
  ['entity.user.name', 'userName'],
  ['entity.user.uid', 'userUid'],
  ['entity.group.name', 'groupName'],
  ['entity.group.uid', 'groupUid'],
  ['http_request.user_agent', 'userAgent'],
];
