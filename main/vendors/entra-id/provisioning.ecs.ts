import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { readInteger, readText, wordKey } from '../read-value.ts';
import { meaningful } from './graph-record.ts';
import { type Provisioning, systemName } from './provisioning-record.ts';

const types: Readonly<Record<number, string>> = { 1: 'creation', 3: 'change', 4: 'deletion' };

export function provisioningEcs(provisioning: Provisioning): JsonObject {
  const { record, action, activityId, statusId, error, identity, initiator, target } = provisioning;
  const { fields } = record;
  const isUser = wordKey(identity.type) === 'user';
  const isGroup = wordKey(identity.type) === 'group';
  const durationMs = readInteger(fields.durationInMilliseconds);
  return ecsDocument(
    {
      timeUs: record.timeUs,
      dataset: 'entra_id.provisioning',
      kind: 'event',
      category: ['iam'],
      type: [...(isUser ? ['user'] : isGroup ? ['group'] : []), types[activityId] ?? 'change'],
      outcome: statusId === 1 ? 'success' : statusId === 2 ? 'failure' : 'unknown',
      id: record.id,
      action,
      message: provisioning.message,
    },
    {
      'event.provider': 'provisioning',
      // ECS counts nanoseconds.
      'event.duration': durationMs === null ? null : durationMs * 1_000_000,
      'event.reason': readText(error.reason),
      'error.code': readText(error.errorCode),
      'organization.id': meaningful(fields.tenantId),
      'user.id': initiator.isPerson ? initiator.uid : null,
      'user.name': initiator.isPerson ? initiator.name : null,
      'user.target.id': isUser ? identity.uid : null,
      'user.target.name': isUser ? identity.name : null,
      'group.id': isGroup ? identity.uid : null,
      'group.name': isGroup ? identity.name : null,
      'related.user': related(isUser ? identity.name : null, initiator.isPerson ? initiator.name : null),
      entra_id: {
        status: provisioning.status,
        job_id: readText(fields.jobId),
        cycle_id: readText(fields.cycleId),
        change_id: readText(fields.changeId),
        source_system: systemName(fields.sourceSystem),
        target_system: target,
        initiated_by: { id: initiator.uid, display_name: initiator.name },
      },
    },
  );
}
