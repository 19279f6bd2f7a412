import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { ipOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { alertEcs } from './alert.ecs.ts';
import { alertDevice } from './alert-device.ts';
import { alertEvidences } from './alert-evidences.ts';
import { alertObservables } from './alert-observables.ts';
import { alertResource } from './alert-resource.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import {
  fieldsOf,
  firstTime,
  type RecordFields,
  readTime,
  valueAt,
  withoutIdOrTime,
} from './record-fields.ts';
import { splitUserName } from './user-name.ts';
import { incidentStatusOf, severityOf, verdictOf } from './words.ts';

const timeFields = ['alertInfo.createdAt', 'alertInfo.reportedAt', 'alertInfo.updatedAt'] as const;

/** An alert of a custom rule, checked. */
export interface Alert {
  readonly record: JsonObject;
  readonly id: string;
  readonly time: { readonly at: number; readonly path: string };
  /** Null in records that do not say when they last changed. */
  readonly updatedAtUs: number | null;
}

export const readAlert = readOnce((record): Result<Alert, string> => {
  const id = readText(valueAt(record, 'alertInfo.alertId')) ?? readText(record.id);
  const time = firstTime(record, ...timeFields);
  return id === null || time === null
    ? failed(withoutIdOrTime('alertInfo.alertId', id, timeFields))
    : ok({ record, id, time, updatedAtUs: readTime(valueAt(record, 'alertInfo.updatedAt')) });
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
  const { record, id, time } = alert;
  const severity = fields.text('ruleInfo.severity');
  const statusId = incidentStatusOf(fields.text('alertInfo.incidentStatus'));
  const verdict = fields.get('alertInfo.analystVerdict', verdictOf);
  const eventType = fields.text('alertInfo.eventType');
  const rule = { name: fields.text('ruleInfo.name'), desc: fields.text('ruleInfo.description') };
  const tenantUid = fields.text('agentDetectionInfo.accountId');
  const title = rule.name ?? eventType ?? 'Alert of a custom rule';
  fields.take('alertInfo.alertId');
  const attributes = {
    is_alert: true,
    ...verdict,
    finding_info: {
      uid: id,
      title,
      desc: rule.desc,
      types: [eventType],
      created_time: timestampOf(fields.time('alertInfo.createdAt')),
      modified_time: timestampOf(fields.time('alertInfo.updatedAt')),
      analytic: analyticOf(fields.text('ruleInfo.id'), rule),
    },
    evidences: alertEvidences(record, fields),
    device,
  };
  const correlationUid = fields.text('sourceProcessInfo.storyline');
  return ocsfEvent({
    classUid: 2004,
    activityId: activityOf(alert, statusId),
    severityId: severityOf(severity),
    statusId,
    timeUs: time.at,
    message: messageOf(title, readText(device?.hostname)),
    metadata: metadataOf('alerts', context, {
      id,
      version: alert.updatedAtUs ?? time.at,
      originalTime: readText(valueAt(record, time.path)),
      eventCode: eventType,
      tenantUid,
      correlationUid,
      profiles: verdict === null ? [] : ['incident'],
    }),
    attributes,
    unmapped: fields.left(),
    observables: alertObservables,
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
