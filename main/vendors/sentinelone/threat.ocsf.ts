import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { type OcsfMetadata, ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { byWord, readText } from '../read-value.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, firstTime, type RecordFields, valueAt } from './record-fields.ts';
import { threatEcs } from './threat.ecs.ts';
import { threatDevice } from './threat-device.ts';
import { threatFindingInfo } from './threat-finding-info.ts';
import { controlOf, evidenceOf, malwareOf, threatFile } from './threat-parts.ts';
import { type TimedRecord, timedRecord } from './timed-record.ts';
import { splitUserName } from './user-name.ts';
import { incidentStatusOf, verdictOf } from './words.ts';

const timeFields = ['threatInfo.updatedAt', 'threatInfo.createdAt', 'threatInfo.identifiedAt'] as const;

/** A version of a threat, checked. */
export type ThreatVersion = TimedRecord;

export const readThreat = readOnce((record) => {
  const id = readText(record.id) ?? readText(valueAt(record, 'threatInfo.threatId'));
  return timedRecord(record, id, 'id (or threatInfo.threatId)', timeFields);
});

/** A threat in one of its states becomes a Detection Finding. */
export function mapThreat(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readThreat(record);
  if (!read.ok) return read;
  const threat = read.value;
  const fields = fieldsOf(threat.record);
  const device = threatDevice(threat.record, fields);
  const user = readText(valueAt(threat.record, 'threatInfo.processUser'));
  const mail = valueAt(threat.record, 'agentDetectionInfo.agentLastLoggedInUserMail');
  // Where nobody says whose process it was, whoever was at the endpoint is the one to ask.
  const person = user ?? readText(valueAt(threat.record, 'agentDetectionInfo.agentLastLoggedInUserName'));
  return ok({
    timeUs: threat.time.at,
    vendorEventId: threat.id,
    operation: readText(valueAt(threat.record, 'threatInfo.classification')),
    actor: user,
    userName: splitUserName(person).name,
    userEmail: user === null ? emailOf(mail) : null,
    srcIp: readText(device?.ip),
    deviceName: readText(device?.hostname),
    resource: readText(valueAt(threat.record, 'threatInfo.filePath')),
    ocsf: finding(threat, fields, device, context),
    ecs: threatEcs(threat),
    object: { uid: threat.id, versionUs: threat.time.at },
  });
}

function finding(
  threat: ThreatVersion,
  fields: RecordFields,
  device: JsonObject | null,
  context: MappingContext,
) {
  const title = fields.text('threatInfo.threatName');
  const classification = fields.text('threatInfo.classification');
  const confidence = fields.text('threatInfo.confidenceLevel');
  const statusId = incidentStatusOf(fields.text('threatInfo.incidentStatus'));
  const ticket = fields.text('threatInfo.externalTicketId');
  const metadata = threatMetadata(threat, fields, classification, context);
  fields.take('threatInfo.incidentStatusDescription', 'threatInfo.analystVerdictDescription');
  const file = threatFile(fields);
  const attributes = {
    is_alert: true,
    ...byWord(confidences, confidence),
    ...fields.get('threatInfo.analystVerdict', verdictOf),
    ...controlOf(fields),
    tickets: ticket === null ? null : [{ uid: ticket, type_id: 2, type: 'External' }],
    finding_info: threatFindingInfo(threat, fields, { title, classification }),
    malware: malwareOf(title, classification, file),
    evidences: evidenceOf(fields, file),
    device,
  };
  return ocsfEvent({
    classUid: 2004,
    activityId: activityOf(threat.record, statusId),
    severityId: byWord({ malicious: 4, suspicious: 3 } as const, confidence) ?? 0,
    statusId,
    timeUs: threat.time.at,
    message: messageOf(title, confidence, readText(device?.hostname)),
    metadata,
    attributes,
    unmapped: fields.left(),
    observables,
  });
}

function threatMetadata(
  { id, time }: ThreatVersion,
  fields: RecordFields,
  classification: string | null,
  context: MappingContext,
): OcsfMetadata {
  const tenantUid = fields.text('agentRealtimeInfo.accountId') ?? fields.text('agentDetectionInfo.accountId');
  fields.take('id');
  fields.takeEqual(id, 'threatInfo.threatId');
  fields.takeEqual(tenantUid, 'agentDetectionInfo.accountId');
  return metadataOf('threats', context, {
    id,
    version: time.at,
    originalTime: fields.text(time.path),
    eventCode: classification,
    tenantUid,
    correlationUid: fields.text('threatInfo.storyline'),
    profiles: ['incident', 'security_control'],
  });
}

const confidences: Readonly<Record<string, JsonObject>> = {
  malicious: { confidence_id: 3, confidence: 'High' },
  suspicious: { confidence_id: 2, confidence: 'Medium' },
};

/** 1 new, 2 changed since it was created, 3 resolved. */
function activityOf(record: JsonObject, statusId: number): number {
  if (statusId === 4) return 3;
  const created = firstTime(record, 'threatInfo.createdAt', 'threatInfo.identifiedAt')?.at;
  const updated = firstTime(record, 'threatInfo.updatedAt')?.at;
  return created !== undefined && updated !== undefined && updated > created ? 2 : 1;
}

function messageOf(title: string | null, confidence: string | null, host: string | null): string {
  const what = `Threat detected: ${title ?? 'without a name'}${confidence === null ? '' : ` (${confidence})`}`;
  return host === null ? what : `${what} on ${host}`;
}

const observables: readonly ObservedPath[] = [
  ['device.hostname', 'hostname'],
  ['device.ip', 'ip'],
  ['device.network_interfaces[].ip', 'ip'],
  ['device.network_interfaces[].mac', 'mac'],
  ['evidences[].file.name', 'fileName'],
  ['evidences[].file.path', 'filePath'],
  ['evidences[].file.hashes[].value', 'hash'],
  ['evidences[].user.name', 'userName'],
  // The originating process: only a name, so it is no process object, but worth asking for all the same.
  ['evidences[].data.originatorProcess', 'processName'],
  ['device', 'endpoint'],
];
