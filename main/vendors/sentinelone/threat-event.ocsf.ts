import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { ipOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { firstAddress } from './device.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, type RecordFields } from './record-fields.ts';
import { threatEventEcs } from './threat-event.ecs.ts';
import { buildersOf, type EventClass } from './threat-event-class.ts';
import { kindOfRecord } from './threat-event-kind.ts';
import { threatEventObservables } from './threat-event-observables.ts';
import { actingProcess, eventDevice, eventProcess } from './threat-event-parts.ts';
import { threatEventResource } from './threat-event-resource.ts';
import { type TimedRecord, timedRecord } from './timed-record.ts';
import { splitUserName } from './user-name.ts';

const timeFields = ['createdAt', 'processStartTime'] as const;

/** What happened in the course of a threat, checked. The threat's id was joined: the event does not name it. */
export interface ThreatEvent extends TimedRecord {
  readonly threatId: string | null;
}

export const readThreatEvent = readOnce((record): Result<ThreatEvent, string> => {
  const timed = timedRecord(record, readText(record.id), 'id', timeFields);
  return timed.ok ? ok({ ...timed.value, threatId: readText(record.threatId) }) : timed;
});

/**
 * A threat event becomes an activity of the system or the network by what it is about, a finding where it has an
 * indicator only, and a Base Event where what its class requires is missing.
 */
export function mapThreatEvent(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readThreatEvent(record);
  if (!read.ok) return read;
  const event = read.value;
  const text = (name: string) => readText(event.record[name]);
  const login = text('loginsUserName');
  const user = text('processUserName') ?? text('user') ?? login;
  const isLogin = kindOfRecord(event.record) === 'login';
  return ok({
    timeUs: event.time.at,
    vendorEventId: event.id,
    operation: text('eventType') ?? text('objectType'),
    actor: user,
    userName: splitUserName(isLogin ? (login ?? text('user') ?? user) : user).name,
    srcIp: ipOf(event.record.srcIp) ?? firstAddress(event.record.agentIp),
    deviceName: text('agentName'),
    resource: threatEventResource(event.record),
    ocsf: ocsfOf(event, context),
    ecs: threatEventEcs(event),
  });
}

function ocsfOf(event: ThreatEvent, context: MappingContext): OcsfEvent {
  const { record } = event;
  const eventType = readText(record.eventType);
  for (const build of buildersOf(kindOfRecord(record))) {
    const fields = fieldsOf(record);
    const built = build({ fields, eventType, device: eventDevice(fields) });
    if (built !== null) return complete(event, built, fields, context);
  }
  const fields = fieldsOf(record);
  return complete(event, findingOf(event, fields) ?? baseOf(eventType, fields), fields, context);
}

function findingOf({ id, record }: ThreatEvent, fields: RecordFields): EventClass | null {
  const names = ['indicatorName', 'indicatorCategory', 'indicatorDescription', 'indicatorMetadata'] as const;
  const [name, category, description] = names.map((field) => readText(record[field]));
  if (!name && !category && !description) return null;
  fields.take(...names);
  const process = eventProcess(fields);
  const data = compact(Object.fromEntries(names.map((field) => [field, record[field]])));
  return {
    classUid: 2004,
    activityId: 1,
    statusId: 0,
    isOfHost: false,
    attributes: {
      finding_info: { uid: id, title: name ?? category ?? description, desc: description, types: [category] },
      evidences: [compact({ process, data })],
      device: eventDevice(fields),
    },
  };
}

function baseOf(eventType: string | null, fields: RecordFields): EventClass {
  const attributes = { device: eventDevice(fields), actor: actingProcess(fields) };
  const activity = eventType === null ? { activityId: 0 } : { activityId: 99, activityName: eventType };
  return { classUid: 0, ...activity, isOfHost: true, attributes };
}

function complete(
  { record, id, time }: ThreatEvent,
  { attributes, isOfHost, ...built }: EventClass,
  fields: RecordFields,
  context: MappingContext,
): OcsfEvent {
  const eventType = fields.text('eventType');
  const hasHost = isOfHost && Boolean(attributes.device ?? attributes.actor);
  const metadata = metadataOf('threat events', context, {
    id,
    originalTime: readText(record[time.path]),
    eventCode: eventType,
    correlationUid: fields.text('storyline'),
    profiles: hasHost ? ['host'] : [],
  });
  fields.take('id', time.path);
  return ocsfEvent({
    ...built,
    severityId: built.classUid === 2004 ? 0 : 1,
    timeUs: time.at,
    message: messageOf(record, eventType),
    metadata,
    attributes,
    unmapped: fields.left(),
    observables: threatEventObservables,
  });
}

function messageOf(record: JsonObject, eventType: string | null): string {
  const what = eventType ?? readText(record.objectType) ?? 'Threat event';
  const isOfProcess = kindOfRecord(record) === 'process';
  const actor = readText(isOfProcess ? record.parentProcessName : record.processName);
  const object = isOfProcess
    ? (readText(record.processName) ?? threatEventResource(record))
    : threatEventResource(record);
  return `${what}${object === null ? '' : `: ${object}`}${actor === null ? '' : ` by ${actor}`}`;
}
