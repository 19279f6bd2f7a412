import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { type OcsfClassUid, ocsfCategories, ocsfClasses } from '../../../shared/ocsf-class.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { type ObservedPath, observablesOf } from './observables.ts';

/** What a mapping says of an event; captions, uids and observables follow from it. */
export interface OcsfParts {
  readonly classUid: OcsfClassUid;
  /** 99 needs the vendor's own word beside it. */
  readonly activityId: number;
  readonly activityName?: string;
  readonly severityId?: SeverityId;
  readonly statusId?: number;
  /** The vendor's word, for status 99. */
  readonly status?: string;
  readonly timeUs: TimeUs;
  readonly message: string;
  readonly metadata: OcsfMetadata;
  /** The class's own attributes. Empty values may stand in them; they are left out. */
  readonly attributes: JsonObject;
  /** What found no place, under the vendor's names. */
  readonly unmapped?: JsonObject;
  readonly observables?: readonly ObservedPath[];
}

export interface OcsfMetadata {
  readonly product: { readonly name: string; readonly vendor_name: string; readonly version?: string | null };
  /** The vendor's id of this event; of a version of a thing `<id>@<time of the change>`. */
  readonly uid: string;
  readonly logName: string;
  readonly logProvider?: string | null;
  readonly eventCode?: string | null;
  readonly tenantUid?: string | null;
  readonly correlationUid?: string | null;
  /** As the vendor wrote it. */
  readonly originalTime?: string | null;
  readonly logVersion?: string | null;
  readonly receivedAtUs: TimeUs;
  readonly profiles?: readonly ('host' | 'incident' | 'security_control')[];
}

export type SeverityId = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const severityNames: Readonly<Record<SeverityId, string>> = {
  0: 'Unknown',
  1: 'Informational',
  2: 'Low',
  3: 'Medium',
  4: 'High',
  5: 'Critical',
  6: 'Fatal',
};

/** An OCSF 1.5.0 event. Without a severity it is a log entry: informational. */
export function ocsfEvent(parts: OcsfParts): OcsfEvent {
  const { classUid, activityId, severityId = 1, statusId } = parts;
  const { name, category, activities, statuses } = ocsfClasses[classUid];
  const activityName = activityId === 99 ? (parts.activityName ?? 'Unmapped') : activities[activityId];
  const attributes = compact(parts.attributes);
  const unmapped = compact(parts.unmapped ?? {});
  const status =
    statusId === 99 ? (parts.status ?? 'Unmapped') : statusId === undefined ? undefined : statuses[statusId];
  const event: OcsfEvent = {
    class_uid: classUid,
    class_name: name,
    category_uid: category,
    category_name: ocsfCategories[category],
    activity_id: activityId,
    activity_name: activityName ?? 'Unknown',
    type_uid: classUid * 100 + activityId,
    type_name: `${name}: ${activityId === 99 ? 'Other' : (activityName ?? 'Unknown')}`,
    severity_id: severityId,
    severity: severityNames[severityId],
    ...(statusId === undefined ? {} : { status_id: statusId }),
    ...(status === undefined ? {} : { status }),
    time: Math.floor(parts.timeUs / 1_000),
    ...(parts.message.trim() === '' ? {} : { message: parts.message }),
    metadata: metadataOf(parts.metadata),
    ...attributes,
    ...(Object.keys(unmapped).length === 0 ? {} : { unmapped }),
  };
  const observables = observablesOf(event, parts.observables ?? []);
  return observables.length === 0 ? event : { ...event, observables };
}

function metadataOf(given: OcsfMetadata): JsonObject {
  return compact({
    version: '1.5.0',
    product: given.product,
    uid: given.uid,
    log_name: given.logName,
    log_provider: given.logProvider,
    log_version: given.logVersion,
    event_code: given.eventCode,
    tenant_uid: given.tenantUid,
    correlation_uid: given.correlationUid,
    original_time: given.originalTime,
    logged_time: Math.floor(given.receivedAtUs / 1_000),
    profiles: given.profiles,
  });
}
