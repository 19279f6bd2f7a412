import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import type { ObservedPath } from '../ocsf/observables.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { readInteger, readText } from '../read-value.ts';
import { agentEcs } from './agent.ecs.ts';
import { addressesOf, deviceOf, firstAddress } from './device.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import {
  fieldsOf,
  firstTime,
  type RecordFields,
  readTime,
  valueAt,
  withoutIdOrTime,
} from './record-fields.ts';
import { interfacesIn } from './threat-device.ts';
import { splitUserName } from './user-name.ts';
import { machineTypeOf } from './words.ts';

const timeFields = ['updatedAt', 'createdAt', 'registeredAt', 'lastActiveDate'] as const;

/** An endpoint as it was at one time, checked. */
export interface AgentVersion {
  readonly record: JsonObject;
  readonly id: string;
  readonly time: { readonly at: number; readonly path: string };
  readonly createdAtUs: number | null;
}

export const readAgent = readOnce((record): Result<AgentVersion, string> => {
  const id = readText(record.id);
  const time = firstTime(record, ...timeFields);
  return id === null || time === null
    ? failed(withoutIdOrTime('id', id, timeFields))
    : ok({ record, id, time, createdAtUs: readTime(record.createdAt) });
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

function agentDevice(record: JsonObject, fields: RecordFields): JsonObject | null {
  return deviceOf({
    uid: fields.text('id'),
    name: fields.text('computerName'),
    domain: fields.text('domain'),
    ip: ownAddress(record, fields),
    os: { name: fields.text('osName'), family: fields.text('osType'), version: fields.text('osRevision') },
    machine: fields.get('machineType', machineTypeOf),
    agent: { uid: fields.text('uuid'), version: fields.text('agentVersion') },
    group: { uid: fields.text('groupId'), name: fields.text('groupName') },
    more: {
      created_time: timestampOf(fields.time('createdAt')),
      first_seen_time: timestampOf(fields.time('registeredAt')),
      last_seen_time: timestampOf(fields.time('lastActiveDate')),
      boot_time: timestampOf(fields.time('osStartTime')),
      model: fields.text('modelName'),
      hw_info: {
        cpu_count: fields.integer('cpuCount'),
        cpu_cores: fields.integer('coreCount'),
        cpu_type: fields.text('cpuId'),
        cpu_bits: fields.get('osArch', bitsOf),
        ram_size: fields.integer('totalMemory'),
        serial_number: fields.text('serialNumber'),
      },
      network_interfaces: interfacesIn(record, 'networkInterfaces', fields),
      is_managed: true,
    },
  });
}

/** The address the console last saw from the inside before the one it is seen under from the outside. */
function ownAddress(record: JsonObject, fields: RecordFields): string | null {
  for (const path of ['lastIpToMgmt', 'externalIp']) {
    const value = valueAt(record, path);
    const address = firstAddress(value);
    if (address === null) continue;
    fields.leave(
      path,
      addressesOf(value).filter((other) => other !== address),
    );
    return address;
  }
  return null;
}

/** `64 bit` and the like. */
function bitsOf(value: unknown): number | null {
  const bits = /^\s*(32|64)[\s-]*bit\s*$/i.exec(readText(value) ?? '');
  return bits === null ? null : readInteger(bits[1]);
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
