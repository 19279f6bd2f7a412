import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { type JsonObject, textOrNull } from '../json-object.ts';
import { auditEcs } from './audit.ecs.ts';
import { type AuditRecord, type Exposure, readAuditRecord } from './audit-record.ts';
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
  const ocsf: OcsfEvent = {
    class_uid: 6007,
    class_name: 'Scan Activity',
    category_uid: 6,
    category_name: 'Application Activity',
    activity_id: 2,
    activity_name: 'Completed',
    type_uid: 600702,
    type_name: 'Scan Activity: Completed',
    severity_id: 1,
    severity: 'Informational',
    status_id: 1,
    status: 'Success',
    time: milliseconds(timeUs),
    message: 'Scan found no secret',
    metadata: metadata(`${requestId}@${record.originalTime}`, record, context),
    scan: { uid: requestId, type_id: 0, type: 'Unknown' },
    num_detections: 0,
    ...unmapped(extras),
  };
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
  const { claimed, activity, status, severity } = readFindingState(record.extras);
  const link = textOrNull(record.extras.link);
  const uidParts = [record.requestId, secretType, line, place.resourceName].filter((part) => part !== null);
  const observables = [...place.observables, ...linkObservable(link, place)];
  const unclaimed = without(record.extras, [
    'location',
    'owner',
    ...claimed,
    ...(link === null ? [] : ['link']),
  ]);
  return {
    class_uid: 2006,
    class_name: 'Data Security Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: activity[0],
    activity_name: activity[1],
    type_uid: 2006 * 100 + activity[0],
    type_name: `Data Security Finding: ${activity[1]}`,
    severity_id: severity[0],
    severity: severity[1],
    status_id: status[0],
    status: status[1],
    time: milliseconds(record.timeUs),
    message: messageOf(exposure, place.resourceName),
    is_alert: true,
    metadata: metadata(eventUid(uidParts, record, context), record, context),
    finding_info: findingInfo(uidParts.join(':'), record, secretType, place.dataSource, link),
    data_security: dataSecurity(exposure),
    ...(place.resource === null ? {} : { resources: [place.resource] }),
    ...(place.file === null ? {} : { file: place.file }),
    ...unmapped({ ...unclaimed, ...place.left }),
    ...(observables.length === 0 ? {} : { observables }),
  };
}

/** Two values of one type can lie on one line; the fingerprint keeps their events apart for whoever receives them. */
function eventUid(
  uidParts: readonly (string | number)[],
  record: AuditRecord,
  context: MappingContext,
): string {
  const fingerprint = context.secret?.fingerprint.slice(0, 8);
  return `${[...uidParts, ...(fingerprint ? [fingerprint] : [])].join(':')}@${record.originalTime}`;
}

function metadata(uid: string, record: AuditRecord, context: MappingContext): JsonObject {
  return {
    version: '1.5.0',
    product: { name: 'Entro', vendor_name: 'Entro Security' },
    uid,
    log_name: 'audit',
    log_provider: 'Entro',
    original_time: record.originalTime,
    logged_time: milliseconds(context.receivedAtUs),
  };
}

function findingInfo(
  uid: string,
  record: AuditRecord,
  secretType: string | null,
  dataSource: string | null,
  link: string | null,
): JsonObject {
  return {
    uid,
    title: secretType === null ? 'Exposed secret' : `Exposed secret: ${secretType}`,
    types: ['Exposed Secret'],
    created_time: milliseconds(record.timeUs),
    ...(dataSource === null ? {} : { data_sources: [dataSource] }),
    ...(link === null ? {} : { src_url: link }),
    // Whether a detector is a pattern or something else is not said.
    ...(secretType === null ? {} : { analytic: { type_id: 0, type: 'Unknown', name: secretType } }),
  };
}

function dataSecurity({ secretType, marker, line }: Exposure): JsonObject {
  const occurrences = line === null ? {} : { occurrences: [{ start_line: line, end_line: line }] };
  return {
    category_id: 6,
    category: 'Security',
    detection_system_id: 11,
    detection_system: 'Developer Security',
    confidentiality_id: 3,
    confidentiality: 'Secret',
    data_lifecycle_state_id: 1,
    data_lifecycle_state: 'Data at-Rest',
    ...(secretType === null ? {} : { detection_pattern: secretType }),
    ...(marker === null ? {} : { pattern_match: marker }),
    classifier_details: { type: 'Secret Detection', ...(secretType === null ? {} : { name: secretType }) },
    discovery_details: [{ ...(secretType === null ? {} : { type: secretType }), count: 1, ...occurrences }],
  };
}

function messageOf({ secretType, line }: Exposure, place: string | null): string {
  const what = secretType === null ? 'Exposed secret' : `Exposed secret ${secretType}`;
  return `${what}${line === null ? '' : ` on line ${line}`}${place === null ? '' : ` in ${place}`}`;
}

function linkObservable(link: string | null, place: FindingPlace): NonNullable<OcsfEvent['observables']> {
  const isThere = place.observables.some(({ type_id, value }) => type_id === 6 && value === link);
  return link === null || isThere
    ? []
    : [{ name: 'finding_info.src_url', type_id: 6, type: 'URL String', value: link }];
}

function unmapped(fields: JsonObject): JsonObject {
  return Object.keys(fields).length === 0 ? {} : { unmapped: fields };
}

function without(fields: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function milliseconds(timeUs: number): number {
  return Math.floor(timeUs / 1_000);
}
