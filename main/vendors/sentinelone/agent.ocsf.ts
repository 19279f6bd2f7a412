import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { readInteger, readText } from '../read-value.ts';
import { agentEcs } from './agent.ecs.ts';
import { agentDevice } from './agent-device.ts';
import { firstAddress } from './device.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, type RecordFields, readTime } from './record-fields.ts';
import { type TimedRecord, timedRecord } from './timed-record.ts';
import { splitUserName } from './user-name.ts';

const timeFields = ['updatedAt', 'createdAt', 'registeredAt', 'lastActiveDate'] as const;

/** An endpoint as it was at one time, checked. */
export interface AgentVersion extends TimedRecord {
  readonly createdAtUs: number | null;
}

export const readAgent = readOnce((record): Result<AgentVersion, string> => {
  const timed = timedRecord(record, readText(record.id), 'id', timeFields);
  return timed.ok ? ok({ ...timed.value, createdAtUs: readTime(record.createdAt) }) : timed;
});

/** An endpoint's state becomes Device Inventory Info. */
export function mapAgent(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readAgent(record);
  if (!read.ok) return read;
  const agent = read.value;
  const { record: row, id, time } = agent;
  const fields = fieldsOf(row);
  const device = agentDevice(row, fields);
  return ok({
    timeUs: time.at,
    vendorEventId: id,
    operation: null,
    userName: splitUserName(readText(row.lastLoggedInUserName)).name,
    srcIp: firstAddress(row.externalIp),
    deviceName: readText(row.computerName),
    ocsf: inventory(agent, fields, device, context),
    ecs: agentEcs(agent),
    object: { uid: id, versionUs: time.at },
  });
}

function inventory(
  agent: AgentVersion,
  fields: RecordFields,
  device: JsonObject | null,
  context: MappingContext,
) {
  const { record, id, time } = agent;
  const originalTime = fields.text(time.path);
  const tenantUid = fields.text('accountId');
  return ocsfEvent({
    classUid: 5001,
    activityId: 2,
    timeUs: time.at,
    message: messageOf(record),
    metadata: metadataOf('agents', context, { id, version: time.at, originalTime, tenantUid }),
    attributes: { device: device ?? { type_id: 0, type: 'Unknown', uid: id } },
    unmapped: fields.left(),
    observables,
  });
}

function messageOf(record: JsonObject): string {
  const threats = readInteger(record.activeThreats) ?? 0;
  const version = readText(record.agentVersion);
  return [
    `Endpoint ${readText(record.computerName) ?? readText(record.id) ?? ''}`,
    readText(record.osName) ?? readText(record.osType),
    version === null ? null : `agent ${version}`,
    threats > 0 ? `${threats} active threat${threats === 1 ? '' : 's'}` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const observables: readonly ObservedPath[] = [
  ['device.hostname', 'hostname'],
  ['device.ip', 'ip'],
  ['device.network_interfaces[].ip', 'ip'],
  ['device.network_interfaces[].mac', 'mac'],
  ['device.hw_info.serial_number', 'serialNumber'],
  ['device', 'endpoint'],
];
