import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { detail } from './audit-initiator.ts';
import { groupOfTargets, privilegesOf, targetOf } from './audit-targets.ts';
import { meaningful } from './graph-record.ts';
import type { Audit } from './read-audit.ts';

/** By class and activity; what is neither made nor deleted is changed. */
const types: Readonly<Record<string, string>> = {
  '3001:1': 'creation',
  '3001:6': 'deletion',
  '3004:1': 'creation',
  '3004:4': 'deletion',
  '3006:6': 'creation',
  '3006:5': 'deletion',
};

/** `user` is who did it, `user.target` whom it was done to. */
export function directoryAuditEcs(audit: Audit): JsonObject {
  const { record, activity, activityName, targets, initiator, statusId } = audit;
  const { fields } = record;
  const target = targetOf(targets, 'user');
  const group = targets.some(({ typeKey }) => typeKey === 'group') ? groupOfTargets(targets) : null;
  const isOnGroup = activity.classUid === 3006;
  return ecsDocument(
    {
      timeUs: record.timeUs,
      dataset: 'entra_id.directory_audit',
      kind: 'event',
      category: activity.classUid === 3004 ? ['configuration'] : ['iam'],
      type: [
        ...(isOnGroup ? ['group'] : target === null ? [] : ['user']),
        types[`${activity.classUid}:${activity.activityId}`] ?? 'change',
      ],
      outcome: statusId === 1 ? 'success' : statusId === 2 ? 'failure' : 'unknown',
      id: record.id,
      action: activityName,
      message: audit.message,
    },
    {
      'event.provider': readText(fields.loggedByService),
      'event.reason': readText(fields.resultReason),
      'organization.id': meaningful(detail(fields, 'tid')),
      'user.id': initiator.userUid,
      'user.name': initiator.userName,
      'user.full_name': initiator.fullName,
      'user.email': emailOf(initiator.userName),
      'user.target.id': target?.id,
      'user.target.name': target?.upn ?? target?.name,
      'user.target.email': emailOf(target?.upn),
      'group.id': group?.uid,
      'group.name': group?.name,
      'source.ip': initiator.ip,
      'user_agent.original': initiator.userAgent,
      'related.ip': related(initiator.ip),
      'related.user': related(initiator.userName, initiator.userUid, target?.upn, target?.name, target?.id),
      entra_id: {
        category: readText(fields.category),
        operation_type: readText(fields.operationType),
        result: readText(fields.result),
        correlation_id: readText(fields.correlationId),
        initiated_by_app: { id: initiator.appUid, display_name: initiator.appName },
        roles: privilegesOf(targets),
        target_resources: targets.map(({ id, name, type, upn }) => ({
          id,
          display_name: name,
          type,
          user_principal_name: upn,
        })),
      },
    },
  );
}
