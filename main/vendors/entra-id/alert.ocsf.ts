import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { byWord, readObject, readText, without, wordKey } from '../read-value.ts';
import { alertEcs } from './alert.ecs.ts';
import { evidencesOf, type MappedEvidence } from './alert-evidence.ts';
import { findingInfo } from './alert-finding-info.ts';
import {
  alertStatuses,
  determinationOf,
  findingActivity,
  findingSeverities,
  securityProduct,
  verdicts,
} from './finding-words.ts';
import { type GraphRecord, readGraphRecord, timeOf } from './graph-record.ts';

/** One state of an alert; its time is that of the latest change. */
export function mapAlert(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['lastUpdateDateTime', 'createdDateTime']);
  if (!read.ok) return read;
  const { id, timeUs, fields } = read.value;
  const evidences = evidencesOf(fields);
  const user = firstOf(evidences, 'user');
  const device = firstOf(evidences, 'device');
  const endpoint = firstOf(evidences, 'src_endpoint');
  return ok({
    timeUs,
    vendorEventId: id,
    operation: readText(fields.category) ?? readText(fields.title),
    ocsf: ocsfOf(read.value, evidences, context),
    actor: readText(fields.actorDisplayName),
    userName: readText(user?.name),
    userEmail: readText(user?.email_addr),
    userUid: readText(user?.uid),
    srcIp: readText(endpoint?.ip),
    deviceName: readText(device?.hostname),
    resource: readText(device?.hostname) ?? readText(user?.name),
    ecs: alertEcs(read.value, evidences),
    object: { uid: id, versionUs: timeUs },
  });
}

/** The first evidence of a kind, by the name of OCSF's object. */
export function firstOf(evidences: readonly MappedEvidence[], name: string): JsonObject | null {
  const found = evidences.find(({ ocsf }) => name in ocsf);
  return found === undefined ? null : readObject(found.ocsf[name]);
}

function ocsfOf(record: GraphRecord, evidences: readonly MappedEvidence[], context: MappingContext) {
  const { id, timeUs, originalTime, fields } = record;
  const status = readText(fields.status);
  const statusId = status === null ? 0 : (byWord(alertStatuses, status) ?? 99);
  const assignee = readText(fields.assignedTo);
  const verdict = byWord(verdicts, fields.classification);
  const isOfIncident = assignee !== null || verdict !== undefined;
  return ocsfEvent({
    classUid: 2004,
    activityId: findingActivity(statusId === 4, timeOf(fields.createdDateTime), timeUs),
    severityId: byWord(findingSeverities, fields.severity) ?? 0,
    statusId,
    ...(status === null ? {} : { status }),
    timeUs,
    message: readText(fields.title) ?? `Alert ${id}`,
    metadata: {
      product: securityProduct,
      uid: `${id}@${originalTime}`,
      logName: 'alerts_v2',
      logProvider: readText(fields.serviceSource),
      eventCode: readText(fields.category),
      tenantUid: readText(fields.tenantId),
      correlationUid: readText(fields.incidentId),
      originalTime,
      receivedAtUs: context.receivedAtUs,
      profiles: isOfIncident ? ['incident'] : [],
    },
    attributes: {
      is_alert: true,
      finding_info: findingInfo(record),
      evidences: evidences.map(({ ocsf }) => ocsf),
      device: firstOf(evidences, 'device'),
      remediation: remediationOf(fields),
      status_detail: determinationOf(fields),
      ...(assignee === null ? {} : { assignee: { name: assignee, email_addr: emailOf(assignee) } }),
      ...(verdict === undefined ? {} : { verdict_id: verdict[0], verdict: verdict[1] }),
    },
    unmapped: without(fields, [...mapped, ...(verdict === undefined ? [] : ['classification'])]),
    observables,
  });
}

function remediationOf(fields: JsonObject): JsonObject | null {
  const desc = readText(fields.recommendedActions);
  return desc === null ? null : { desc };
}

const mapped: readonly string[] = [
  '@odata.type id providerAlertId incidentId status severity determination serviceSource productName detectorId',
  'tenantId title description recommendedActions category assignedTo alertWebUrl mitreTechniques createdDateTime',
  'lastUpdateDateTime firstActivityDateTime lastActivityDateTime evidence',
].flatMap((names) => names.split(' '));

const observables: readonly ObservedPath[] = [
  ['evidences[].user.name', 'userName'],
  ['evidences[].user.uid', 'userUid'],
  ['evidences[].user.email_addr', 'email'],
  ['evidences[].src_endpoint.ip', 'ip'],
  ['evidences[].device.hostname', 'hostname'],
  ['evidences[].device.ip', 'ip'],
  ['evidences[].file.name', 'fileName'],
  ['evidences[].file.path', 'filePath'],
  ['evidences[].file.hashes[].value', 'hash'],
  ['evidences[].process.name', 'processName'],
  ['evidences[].process.cmd_line', 'commandLine'],
  ['evidences[].process.pid', 'processId'],
  ['evidences[].url.url_string', 'url'],
  ['evidences[].reg_key.path', 'registryKeyPath'],
  ['evidences[].reg_value.name', 'registryValueName'],
  ['finding_info.src_url', 'url'],
];

/** An incident is told from an alert by what it lacks. */
export function isAlertRecord(record: JsonObject): boolean {
  const type = wordKey(record['@odata.type']);
  if (type.endsWith('security.alert')) return true;
  return (
    'lastUpdateDateTime' in record &&
    'severity' in record &&
    ['providerAlertId', 'serviceSource', 'detectorId', 'alertWebUrl', 'evidence'].some(
      (name) => name in record,
    )
  );
}
