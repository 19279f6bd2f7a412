import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { type OcsfMetadata, ocsfEvent } from '../ocsf/ocsf-event.ts';
import { ipOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { alertEcs } from './alert.ecs.ts';
import { alertDevice } from './alert-device.ts';
import { alertEvidences } from './alert-evidences.ts';
import { alertObservables } from './alert-observables.ts';
import { alertResource } from './alert-resource.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, firstTime, type RecordFields, readTime, valueAt } from './record-fields.ts';
import { type TimedRecord, timedRecord } from './timed-record.ts';
import { splitUserName } from './user-name.ts';
import { incidentStatusOf, severityOf, verdictOf } from './words.ts';

const timeFields = ['alertInfo.createdAt', 'alertInfo.reportedAt', 'alertInfo.updatedAt'] as const;

/** An alert of a custom rule, checked. */
export interface Alert extends TimedRecord {
  /** Null in records that do not say when they last changed. */
  readonly updatedAtUs: number | null;
}

export const readAlert = readOnce((record): Result<Alert, string> => {
  const id = readText(valueAt(record, 'alertInfo.alertId')) ?? readText(record.id);
  const timed = timedRecord(record, id, 'alertInfo.alertId', timeFields);
  const updatedAtUs = readTime(valueAt(record, 'alertInfo.updatedAt'));
  return timed.ok ? ok({ ...timed.value, updatedAtUs }) : timed;
});

/** What a custom rule found becomes a Detection Finding. */
export function mapAlert(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readAlert(record);
  if (!read.ok) return read;
  const alert = read.value;
  const text = (path: string) => readText(valueAt(alert.record, path));
  const fields = fieldsOf(alert.record);
  const device = alertDevice(alert.record, fields);
  const user = text('sourceProcessInfo.user') ?? text('alertInfo.loginsUserName');
  // Of a sign-in, the process is the system's; it is about who signed in.
  const person = text('alertInfo.loginsUserName') ?? user;
  return ok({
    timeUs: alert.time.at,
    vendorEventId: alert.id,
    operation: text('alertInfo.eventType'),
    actor: user,
    userName: splitUserName(person).name,
    srcIp: ipOf(text('alertInfo.srcIp')) ?? readText(device?.ip),
    deviceName: readText(device?.hostname),
    resource: alertResource(alert.record),
    ocsf: finding(alert, fields, device, context),
    ecs: alertEcs(alert),
    object: { uid: alert.id, versionUs: alert.updatedAtUs ?? alert.time.at },
  });
}

function finding(
  alert: Alert,
  fields: RecordFields,
  device: JsonObject | null,
  context: MappingContext,
): OcsfEvent {
  const statusId = incidentStatusOf(fields.text('alertInfo.incidentStatus'));
  const verdict = fields.get('alertInfo.analystVerdict', verdictOf);
  const info = findingInfo(alert, fields);
  const metadata = alertMetadata(alert, fields, verdict === null ? [] : ['incident'], context);
  const attributes = {
    is_alert: true,
    ...verdict,
    finding_info: info,
    evidences: alertEvidences(alert.record, fields),
    device,
  };
  return ocsfEvent({
    classUid: 2004,
    activityId: activityOf(alert, statusId),
    severityId: severityOf(fields.text('ruleInfo.severity')),
    statusId,
    timeUs: alert.time.at,
    message: messageOf(info.title, readText(device?.hostname)),
    metadata,
    attributes,
    unmapped: fields.left(),
    observables: alertObservables,
  });
}

function findingInfo({ id }: Alert, fields: RecordFields) {
  const rule = { name: fields.text('ruleInfo.name'), desc: fields.text('ruleInfo.description') };
  const eventType = fields.text('alertInfo.eventType');
  return {
    uid: id,
    title: rule.name ?? eventType ?? 'Alert of a custom rule',
    desc: rule.desc,
    types: [eventType],
    created_time: timestampOf(fields.time('alertInfo.createdAt')),
    modified_time: timestampOf(fields.time('alertInfo.updatedAt')),
    analytic: analyticOf(fields.text('ruleInfo.id'), rule),
  };
}

function alertMetadata(
  { record, id, time, updatedAtUs }: Alert,
  fields: RecordFields,
  profiles: NonNullable<OcsfMetadata['profiles']>,
  context: MappingContext,
): OcsfMetadata {
  fields.take('alertInfo.alertId');
  return metadataOf('alerts', context, {
    id,
    version: updatedAtUs ?? time.at,
    originalTime: readText(valueAt(record, time.path)),
    eventCode: fields.text('alertInfo.eventType'),
    tenantUid: fields.text('agentDetectionInfo.accountId'),
    correlationUid: fields.text('sourceProcessInfo.storyline'),
    profiles,
  });
}

function analyticOf(uid: string | null, { name, desc }: { name: string | null; desc: string | null }) {
  return uid === null && name === null ? null : { type_id: 1, type: 'Rule', uid, name, desc };
}

/** 1 new, 2 changed since it was reported, 3 resolved. An alert is reported a little after it was created. */
function activityOf({ record, updatedAtUs }: Alert, statusId: number): number {
  if (statusId === 4) return 3;
  const reported = firstTime(record, 'alertInfo.reportedAt', 'alertInfo.createdAt')?.at;
  return updatedAtUs !== null && reported !== undefined && updatedAtUs > reported ? 2 : 1;
}

function messageOf(title: string, host: string | null): string {
  return host === null ? `Rule “${title}” matched` : `Rule “${title}” matched on ${host}`;
}
