import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readObject, readText } from '../read-value.ts';
import { activityEcs } from './activity.ecs.ts';
import { classOf } from './activity-class.ts';
import { activityTypeName } from './activity-kind.ts';
import { type ActivityPeople, actorOf, peopleOf } from './activity-people.ts';
import { firstAddress } from './device.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, type RecordFields, readTime, valueAt, withoutIdOrTime } from './record-fields.ts';

/** An entry of the console's log, checked. */
export interface Activity {
  readonly record: JsonObject;
  readonly id: string;
  readonly timeUs: number;
  readonly createdAtUs: number | null;
  readonly updatedAtUs: number | null;
  /** `primaryDescription` in lower case: what the activity is, for a good part only its sentence says. */
  readonly text: string;
}

export const readActivity = readOnce((record): Result<Activity, string> => {
  const id = readText(record.id);
  const createdAtUs = readTime(record.createdAt);
  const updatedAtUs = readTime(record.updatedAt);
  const timeUs = createdAtUs ?? updatedAtUs;
  if (id === null || timeUs === null) return failed(withoutIdOrTime('id', id, ['createdAt', 'updatedAt']));
  const text = (readText(record.primaryDescription) ?? '').toLowerCase();
  return ok({ record, id, timeUs, createdAtUs, updatedAtUs, text });
});

/** Signing in becomes Authentication, a console user's account Account Change, all else Entity Management. */
export function mapActivity(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readActivity(record);
  if (!read.ok) return read;
  const activity = read.value;
  const row = activity.record;
  const fields = fieldsOf(row);
  const people = peopleOf(row, fields);
  const actor = people.actor;
  const address = fields.get('data.ipAddress', firstAddress);
  const ocsf = eventOf(activity, fields, people, address, context);
  return ok({
    timeUs: activity.timeUs,
    vendorEventId: activity.id,
    operation: activityTypeName(readText(row.activityType)),
    actor: actor?.name ?? actor?.uid ?? null,
    userName: people.subject?.name ?? actor?.name ?? null,
    userEmail: emailOf(people.subject?.name ?? actor?.name),
    userUid: people.subject === null ? (actor?.uid ?? null) : people.subject.uid,
    srcIp: address ?? firstAddress(valueAt(row, 'data.externalIp')),
    deviceName: readText(valueAt(row, 'data.computerName')),
    resource:
      readText(valueAt(row, 'data.filePath')) ??
      readText(valueAt(row, 'data.fileDisplayName')) ??
      entityName(ocsf.entity),
    ocsf,
    ecs: activityEcs(activity),
  });
}

/** The group, site, policy or user that it is about; an endpoint has a column of its own, the console is no news. */
function entityName(entity: unknown): string | null {
  const { name, type } = readObject(entity);
  return type === 'Device' || type === 'Console' ? null : readText(name);
}

function eventOf(
  activity: Activity,
  fields: RecordFields,
  people: ActivityPeople,
  address: string | null,
  context: MappingContext,
): OcsfEvent {
  const { record, id, timeUs } = activity;
  const type = fields.text('activityType');
  const kind = classOf(activity, fields, people);
  const message = fields.text('primaryDescription') ?? fields.text('description') ?? activityTypeName(type);
  const metadata = metadataOf('activities', context, {
    id,
    originalTime: fields.text('createdAt') ?? fields.text('updatedAt'),
    eventCode: type,
    tenantUid: readText(record.accountId),
    correlationUid: fields.text('threatId'),
  });
  fields.take('id', 'accountId');
  fields.takeEqual(record.accountName ?? null, 'data.accountName');
  const attributes = {
    ...kind.attributes,
    actor: actorOf(people),
    src_endpoint: address === null ? null : { ip: address },
    status_detail: fields.text('secondaryDescription'),
  };
  return ocsfEvent({
    ...kind,
    timeUs,
    message,
    metadata,
    attributes,
    unmapped: fields.left(),
    observables,
  });
}

const observables: readonly ObservedPath[] = [
  ['actor.user.name', 'userName'],
  ['actor.user.email_addr', 'email'],
  ['actor.user.uid', 'userUid'],
  ['user.name', 'userName'],
  ['user.email_addr', 'email'],
  ['user.uid', 'userUid'],
  ['entity.user.name', 'userName'],
  ['entity.device.hostname', 'hostname'],
  ['entity.device.ip', 'ip'],
  ['entity.group.name', 'groupName'],
  ['entity.group.uid', 'groupUid'],
  ['entity.device.groups[].name', 'groupName'],
  ['entity.device.groups[].uid', 'groupUid'],
  ['src_endpoint.ip', 'ip'],
];
