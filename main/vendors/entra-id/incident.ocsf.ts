import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { byWord, readObjects, readText, without, wordKey } from '../read-value.ts';
import {
  determinationOf,
  findingActivity,
  findingSeverities,
  incidentStatuses,
  priorities,
  securityProduct,
  verdicts,
} from './finding-words.ts';
import { type GraphRecord, readGraphRecord, timeOf } from './graph-record.ts';
import { incidentEcs } from './incident.ecs.ts';

/** One state of an incident. Its alerts are a stream of their own; they name it as `incidentId`. */
export function mapIncident(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGraphRecord(record, ['lastUpdateDateTime', 'createdDateTime']);
  if (!read.ok) return read;
  const { id, timeUs, fields } = read.value;
  const assignee = assigneeOf(fields);
  return ok({
    timeUs,
    vendorEventId: id,
    operation: readText(fields.status),
    ocsf: ocsfOf(read.value, assignee, context),
    actor: assignee,
    userName: assignee,
    userEmail: emailOf(assignee),
    resource: readText(fields.displayName),
    ecs: incidentEcs(read.value, assignee),
    object: { uid: id, versionUs: timeUs },
  });
}

function assigneeOf(fields: JsonObject): string | null {
  const name = readText(fields.assignedTo);
  return name === null || wordKey(name) === 'unassigned' ? null : name;
}

function ocsfOf(record: GraphRecord, assignee: string | null, context: MappingContext) {
  const { id, timeUs, originalTime, fields } = record;
  const status = readText(fields.status);
  const statusId = status === null ? 0 : (byWord(incidentStatuses, status) ?? 99);
  const createdUs = timeOf(fields.createdDateTime);
  const verdict = byWord(verdicts, fields.classification);
  const priority = byWord(priorities, fields.severity);
  return ocsfEvent({
    classUid: 2005,
    activityId: findingActivity(statusId === 4, createdUs, timeUs),
    severityId: byWord(findingSeverities, fields.severity) ?? 0,
    statusId,
    ...(status === null ? {} : { status }),
    timeUs,
    message: readText(fields.displayName) ?? `Incident ${id}`,
    metadata: {
      product: securityProduct,
      uid: `${id}@${originalTime}`,
      logName: 'incidents',
      tenantUid: readText(fields.tenantId),
      originalTime,
      receivedAtUs: context.receivedAtUs,
      profiles: ['incident'],
    },
    attributes: {
      finding_info_list: findingsOf(record),
      desc: readText(fields.description) ?? readText(fields.summary),
      // The class demands somebody.
      ...(assignee === null
        ? { assignee_group: { name: 'Unassigned' } }
        : { assignee: { name: assignee, email_addr: emailOf(assignee) } }),
      ...(verdict === undefined ? {} : { verdict_id: verdict[0], verdict: verdict[1] }),
      ...(priority === undefined ? {} : { priority_id: priority[0], priority: priority[1] }),
      src_url: readText(fields.incidentWebUrl),
      start_time: timestampOf(createdUs),
      status_detail: determinationOf(fields),
    },
    unmapped: without(fields, [
      ...mapped,
      ...(verdict === undefined ? [] : ['classification']),
      ...(readText(fields.description) === null ? ['summary'] : []),
    ]),
    observables: [
      ['assignee.email_addr', 'email'],
      ['src_url', 'url'],
    ],
  });
}

/** One for each alert; as the alerts are not asked for along with it, usually the incident itself. */
function findingsOf({ id, fields }: GraphRecord): readonly JsonObject[] {
  const alerts = readObjects(fields.alerts).flatMap((alert) => {
    const uid = readText(alert.id);
    return uid === null ? [] : [{ uid, title: readText(alert.title) }];
  });
  if (alerts.length > 0) return alerts;
  return [
    {
      uid: id,
      title: readText(fields.displayName),
      created_time: timestampOf(timeOf(fields.createdDateTime)),
      modified_time: timestampOf(timeOf(fields.lastUpdateDateTime)),
    },
  ];
}

const mapped: readonly string[] = [
  '@odata.type id tenantId displayName description createdDateTime lastUpdateDateTime assignedTo status severity',
  'determination incidentWebUrl alerts',
].flatMap((names) => names.split(' '));

export function isIncidentRecord(record: JsonObject): boolean {
  if (wordKey(record['@odata.type']).endsWith('security.incident')) return true;
  return (
    'lastUpdateDateTime' in record &&
    'displayName' in record &&
    ['incidentWebUrl', 'redirectIncidentId', 'customTags', 'systemTags'].some((name) => name in record)
  );
}
