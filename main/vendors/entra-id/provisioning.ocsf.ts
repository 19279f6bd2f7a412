import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { byWord, readInteger, readText, without, wordKey } from '../read-value.ts';
import { entraProduct, meaningful, readGraphRecord } from './graph-record.ts';
import { changesOf } from './modified-properties.ts';
import { provisioningEcs } from './provisioning.ecs.ts';
import { type Provisioning, readProvisioning, systemName } from './provisioning-record.ts';

const entityTypes: Readonly<Record<string, readonly [number, string]>> = {
  user: [2, 'User'],
  group: [3, 'Group'],
  device: [1, 'Device'],
};

export function mapProvisioning(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['activityDateTime']);
  if (!read.ok) return read;
  const provisioning = readProvisioning(read.value);
  const { identity, initiator, action, target } = provisioning;
  const isUser = wordKey(identity.type) === 'user';
  return ok({
    timeUs: read.value.timeUs,
    vendorEventId: read.value.id,
    operation: action,
    ocsf: ocsfOf(provisioning, context),
    actor: initiator.name ?? initiator.uid,
    userName: isUser ? identity.name : null,
    userEmail: isUser ? emailOf(identity.name) : null,
    userUid: isUser ? identity.uid : null,
    resource: target,
    ecs: provisioningEcs(provisioning),
  });
}

function ocsfOf(provisioning: Provisioning, context: MappingContext) {
  const { record, action, error, identity, initiator, target, status } = provisioning;
  const { fields } = record;
  const [type_id, type] = byWord(entityTypes, identity.type) ?? [99, identity.type ?? 'Resource'];
  const duration = readInteger(fields.durationInMilliseconds);
  const { uid, name } =
    (identity.uid ?? identity.name) ? identity : { uid: null, name: target ?? 'Unnamed object' };
  return ocsfEvent({
    classUid: 3004,
    activityId: provisioning.activityId,
    activityName: action,
    statusId: provisioning.statusId,
    ...(status === null ? {} : { status }),
    timeUs: record.timeUs,
    message: provisioning.message,
    metadata: {
      product: entraProduct,
      uid: record.id,
      logName: 'provisioning',
      logProvider: systemName(fields.servicePrincipal),
      eventCode: action,
      tenantUid: meaningful(fields.tenantId),
      correlationUid: meaningful(fields.changeId),
      originalTime: record.originalTime,
      receivedAtUs: context.receivedAtUs,
    },
    attributes: {
      entity: { uid, name, type_id, type, ...(type_id === 2 ? { user: { uid, name } } : {}) },
      actor: actorOf(initiator),
      duration,
      status_code: readText(error.errorCode) ?? status,
      status_detail: readText(error.reason),
    },
    unmapped: {
      ...without(fields, mapped),
      errorInformation: without(error, ['errorCode', 'reason']),
      modifiedProperties: changesOf(fields.modifiedProperties),
    },
    observables: [
      ['actor.user.name', 'userName'],
      ['actor.user.uid', 'userUid'],
      ['entity.user.name', 'userName'],
      ['entity.user.uid', 'userUid'],
    ],
  });
}

const mapped: readonly string[] = [
  'id activityDateTime tenantId changeId provisioningAction action durationInMilliseconds modifiedProperties',
  'provisioningStatusInfo statusInfo',
].flatMap((names) => names.split(' '));

function actorOf({ uid, name, isPerson }: Provisioning['initiator']): JsonObject | null {
  if (uid === null && name === null) return null;
  return isPerson ? { user: { uid, name } } : { app_uid: uid, app_name: name };
}
