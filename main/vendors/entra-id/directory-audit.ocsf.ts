import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent, type SeverityId } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { byWord, readObject, readObjects, readText, without, wordKey } from '../read-value.ts';
import { type AuditActivity, auditActivityOf, entityActivityOf } from './audit-activities.ts';
import { actorOf, detail, type Initiator, readInitiator } from './audit-initiator.ts';
import { auditSeverity } from './audit-severity.ts';
import {
  type AuditTarget,
  entityOfTarget,
  groupOfTargets,
  mainTarget,
  privilegesOf,
  readTargets,
  roleResource,
  targetOf,
  userOfTargets,
} from './audit-targets.ts';
import { directoryAuditEcs } from './directory-audit.ecs.ts';
import { entraProduct, type GraphRecord, meaningful, readGraphRecord } from './graph-record.ts';
import { changesOf } from './modified-properties.ts';

/** Any other word, and a time-out, leave open what became of it. */
const statuses: Readonly<Record<string, number>> = { success: 1, failure: 2, failed: 2 };

export interface Audit {
  readonly record: GraphRecord;
  readonly activity: AuditActivity;
  readonly activityName: string;
  readonly attributes: JsonObject;
  readonly targets: readonly AuditTarget[];
  readonly initiator: Initiator;
  readonly statusId: number;
  readonly message: string;
}

/**
 * A change in the directory, as the class that says most about it: of an account, a group, a role. If the record does
 * not name what that class demands, it is a change of an entity.
 */
export function mapDirectoryAudit(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['activityDateTime']);
  if (!read.ok) return read;
  const audit = auditOf(read.value);
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

function auditOf(record: GraphRecord): Audit {
  const { fields } = record;
  const targets = readTargets(fields);
  const initiator = readInitiator(fields);
  const named = auditActivityOf(fields);
  const attributes = attributesOf(named, targets);
  const activityName = readText(fields.activityDisplayName) ?? 'Directory activity';
  const status = byWord(statuses, fields.result) ?? 0;
  return {
    record,
    activity: attributes === null ? entityActivityOf(fields) : named,
    activityName,
    attributes: attributes ?? { entity: entityOf(targets) },
    targets,
    initiator,
    statusId: status,
    message: messageOf(activityName, targets, initiator, status),
  };
}

/** Null where the record does not name what the class demands. */
function attributesOf({ classUid }: AuditActivity, targets: readonly AuditTarget[]): JsonObject | null {
  const user = userOfTargets(targets);
  switch (classUid) {
    case 3001:
      return user === null ? null : { user };
    case 3006: {
      const group = groupOfTargets(targets);
      return group === null ? null : { group, user };
    }
    case 3005: {
      const privileges = privilegesOf(targets);
      if (user === null || privileges.length === 0) return null;
      return { user, privileges, resources: [roleResource(targets, privileges)] };
    }
    default:
      return null;
  }
}

function entityOf(targets: readonly AuditTarget[]): JsonObject {
  const target = mainTarget(targets);
  return target === null ? { name: 'Directory', type_id: 4, type: 'Organization' } : entityOfTarget(target);
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
    unmapped: restOf(fields, initiator),
    observables,
  });
}

const mapped: readonly string[] = [
  'id activityDateTime activityDisplayName correlationId loggedByService result resultReason initiatedBy',
  'targetResources additionalDetails',
].flatMap((names) => names.split(' '));
const mappedOfInitiator = 'id displayName userPrincipalName ipAddress appId servicePrincipalId'.split(' ');

/** What changed is taken out of the targets and decoded: there it can be read and searched. */
function restOf(fields: JsonObject, { userAgent, ip }: Initiator): JsonObject {
  const { user, app } = readObject(fields.initiatedBy);
  const targets = readObjects(fields.targetResources);
  const used = ['tid', ...(userAgent === null ? [] : ['useragent']), ...(ip === null ? [] : ['ipaddr'])];
  return {
    ...without(fields, mapped),
    initiatedBy: {
      user: without(readObject(user), mappedOfInitiator),
      app: without(readObject(app), mappedOfInitiator),
    },
    targetResources: targets.map((target) => without(target, ['modifiedProperties'])),
    modifiedProperties: Object.assign(
      {},
      ...targets.map(({ modifiedProperties }) => changesOf(modifiedProperties)),
    ),
    additionalDetails: readObjects(fields.additionalDetails).filter(
      ({ key }) => !used.includes(wordKey(key)),
    ),
  };
}

function resourceOf({ targets, attributes }: Audit): string | null {
  const group = targetOf(targets, 'group') === null ? null : groupOfTargets(targets);
  const role = privilegesOf(targets)[0];
  const target = mainTarget(targets);
  if ('privileges' in attributes && role !== undefined) return role;
  return readText(group?.name) ?? target?.name ?? target?.upn ?? target?.id ?? null;
}

function messageOf(
  name: string,
  targets: readonly AuditTarget[],
  { userName, appName }: Initiator,
  status: number,
): string {
  const on = targets.flatMap((target) => target.upn ?? target.name ?? []).slice(0, 3);
  const by = userName ?? appName;
  const end = status === 2 ? ' (failed)' : '';
  return `${name}${on.length === 0 ? '' : `: ${on.join(', ')}`}${by === null ? '' : `, by ${by}`}${end}`;
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
