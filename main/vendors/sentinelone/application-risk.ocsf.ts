import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { byWord, readText } from '../read-value.ts';
import { applicationRiskEcs } from './application-risk.ecs.ts';
import { deviceOf } from './device.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, type RecordFields, readTime } from './record-fields.ts';
import { riskVulnerability } from './risk-vulnerability.ts';
import { machineTypeOf, severityOf } from './words.ts';

/** One vulnerability of one application on one endpoint, checked. */
export interface ApplicationRisk {
  readonly record: JsonObject;
  readonly id: string;
  /** Null where the last scan has no time. */
  readonly scannedAtUs: number | null;
}

export const readApplicationRisk = readOnce((record): Result<ApplicationRisk, string> => {
  const parts = ['cveId', 'endpointId', 'applicationName', 'applicationVersion'].map((name) =>
    readText(record[name]),
  );
  const id =
    readText(record.id) ??
    (parts[0] === null || parts[1] === null ? null : parts.map((part) => part ?? '').join('|'));
  if (id === null) return failed('id is missing, and cveId and endpointId are not both there.');
  return ok({ record, id, scannedAtUs: readTime(record.lastScanDate) });
});

/** A vulnerability of installed software becomes a Vulnerability Finding, at the time of the scan that saw it. */
export function mapApplicationRisk(
  record: unknown,
  context: MappingContext,
): Result<NormalisedEvent, string> {
  const read = readApplicationRisk(record);
  if (!read.ok) return read;
  const risk = read.value;
  const timeUs = risk.scannedAtUs ?? context.receivedAtUs;
  return ok({
    timeUs,
    vendorEventId: risk.id,
    operation: readText(risk.record.status),
    deviceName: readText(risk.record.endpointName),
    resource: readText(risk.record.application) ?? readText(risk.record.applicationName),
    ocsf: finding(risk, timeUs, context),
    ecs: applicationRiskEcs(risk, timeUs),
    object: { uid: risk.id, versionUs: context.receivedAtUs },
  });
}

const statuses = {
  detected: 1,
  new: 1,
  tobepatched: 2,
  inprogress: 2,
  ignored: 3,
  falsepositive: 3,
  patched: 4,
  resolved: 4,
} as const;

function finding({ record, id, scannedAtUs }: ApplicationRisk, timeUs: number, context: MappingContext) {
  const fields = fieldsOf(record);
  const cve = fields.text('cveId');
  const severity = fields.text('severity');
  const application = readText(record.application) ?? readText(record.applicationName) ?? 'an application';
  const statusId = fields.get('status', (word) => byWord(statuses, word) ?? null) ?? 0;
  const endpoint = { uid: fields.text('endpointId'), name: fields.text('endpointName') };
  const detectedAt = timestampOf(fields.time('detectionDate'));
  const originalTime = scannedAtUs === null ? null : readText(record.lastScanDate);
  const title = `${cve ?? 'A vulnerability'} in ${application}`;
  fields.take('id', 'application');
  const attributes = {
    finding_info: {
      uid: id,
      title,
      first_seen_time: detectedAt,
      last_seen_time: timestampOf(fields.time('lastScanDate')),
    },
    vulnerabilities: [riskVulnerability(fields, { cve, id, severity, title, detectedAt })],
    ...whereFound(endpoint, fields),
  };
  return ocsfEvent({
    classUid: 2002,
    activityId: statusId === 4 ? 3 : fields.time('markedDate') === null ? 1 : 2,
    severityId: severityOf(severity),
    statusId,
    timeUs,
    message: endpoint.name === null ? title : `${title} on ${endpoint.name}`,
    metadata: metadataOf('risks', context, { id, version: timeUs, originalTime, eventCode: cve }),
    attributes,
    unmapped: fields.left(),
    observables: [
      ['device.hostname', 'hostname'],
      ['vulnerabilities[].cve.uid', 'cve'],
      ['resources[].uid', 'resourceUid'],
    ],
  });
}

function whereFound(
  endpoint: { readonly uid: string | null; readonly name: string | null },
  fields: RecordFields,
): JsonObject {
  const os = { name: fields.text('osType') };
  return {
    device: deviceOf({ ...endpoint, os, machine: fields.get('endpointType', machineTypeOf) }),
    resources: endpoint.uid === null && endpoint.name === null ? [] : [{ ...endpoint, type: 'Endpoint' }],
  };
}
