import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { textOrNull } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { type OcsfMetadata, ocsfEvent } from '../ocsf/ocsf-event.ts';
import { without } from '../read-value.ts';
import { auditEcs } from './audit.ecs.ts';
import { type AuditRecord, type Exposure, readAuditRecord } from './audit-record.ts';
import { dataSecurity, findingInfo } from './finding-attributes.ts';
import { type FindingPlace, readFindingPlace } from './finding-place.ts';
import { readFindingState } from './finding-state.ts';

/**
 * An exposed secret becomes a Data Security Finding, a scan that found nothing a Scan Activity. OCSF's `raw_data` is
 * left out: the record is kept beside the event, and would be there twice.
 */
export function mapAuditRecord(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readAuditRecord(record);
  if (!read.ok) return read;
  const { exposure } = read.value;
  return ok(
    exposure === null ? mapCleanScan(read.value, context) : mapExposure(read.value, exposure, context),
  );
}

function mapCleanScan(record: AuditRecord, context: MappingContext): NormalisedEvent {
  const { requestId, timeUs, extras } = record;
  const ocsf = ocsfEvent({
    classUid: 6007,
    activityId: 2,
    statusId: 1,
    timeUs,
    message: 'Scan found no secret',
    metadata: metadata(`${requestId}@${record.originalTime}`, record, context),
    attributes: { scan: { uid: requestId, type_id: 0, type: 'Unknown' }, num_detections: 0 },
    unmapped: extras,
  });
  return { timeUs, vendorEventId: requestId, operation: null, ocsf, ecs: auditEcs(record, null) };
}

function mapExposure(record: AuditRecord, exposure: Exposure, context: MappingContext): NormalisedEvent {
  const place = readFindingPlace(record.extras);
  return {
    timeUs: record.timeUs,
    vendorEventId: record.requestId,
    operation: null,
    ocsf: buildFinding(record, exposure, place, context),
    userName: place.owner.name,
    userEmail: place.owner.email,
    userUid: place.owner.uid,
    resource: place.resourceName,
    secretType: exposure.secretType,
    secretLine: exposure.line,
    ecs: auditEcs(record, place),
  };
}

function buildFinding(
  record: AuditRecord,
  exposure: Exposure,
  place: FindingPlace,
  context: MappingContext,
): OcsfEvent {
  const { secretType, line } = exposure;
  const { claimed, activityId, statusId, severityId } = readFindingState(record.extras);
  const link = textOrNull(record.extras.link);
  const uidParts = [record.requestId, secretType, line, place.resourceName].filter((part) => part !== null);
  const taken = ['location', 'owner', ...claimed, ...(link === null ? [] : ['link'])];
  return ocsfEvent({
    classUid: 2006,
    activityId,
    severityId,
    statusId,
    timeUs: record.timeUs,
    message: messageOf(exposure, place.resourceName),
    metadata: metadata(eventUid(uidParts, record, context), record, context),
    attributes: {
      is_alert: true,
      finding_info: findingInfo(uidParts.join(':'), record, secretType, place.dataSource, link),
      data_security: dataSecurity(exposure),
      resources: place.resource === null ? null : [place.resource],
      file: place.file,
    },
    unmapped: { ...without(record.extras, taken), ...place.left },
    observables,
  });
}

const observables: readonly ObservedPath[] = [
  ['resources[0].uid', 'resourceUid'],
  ['resources[0].name', 'resourceName'],
  ['resources[0].owner.name', 'userName'],
  ['resources[0].owner.email_addr', 'email'],
  ['file.name', 'fileName'],
  ['file.path', 'filePath'],
  ['file.url.url_string', 'url'],
  ['finding_info.src_url', 'url'],
];

/** Two values of one type can lie on one line; the fingerprint keeps their events apart for whoever receives them. */
function eventUid(
  uidParts: readonly (string | number)[],
  record: AuditRecord,
  context: MappingContext,
): string {
  const fingerprint = context.secret?.fingerprint.slice(0, 8);
  return `${[...uidParts, ...(fingerprint ? [fingerprint] : [])].join(':')}@${record.originalTime}`;
}

function metadata(uid: string, record: AuditRecord, context: MappingContext): OcsfMetadata {
  return {
    product: { name: 'Entro', vendor_name: 'Entro Security' },
    uid,
    logName: 'audit',
    logProvider: 'Entro',
    originalTime: record.originalTime,
    receivedAtUs: context.receivedAtUs,
  };
}

function messageOf({ secretType, line }: Exposure, place: string | null): string {
  const what = secretType === null ? 'Exposed secret' : `Exposed secret ${secretType}`;
  return `${what}${line === null ? '' : ` on line ${line}`}${place === null ? '' : ` in ${place}`}`;
}
