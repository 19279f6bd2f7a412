import type { JsonObject } from '../json-object.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { readInteger, readText } from '../read-value.ts';
import { deviceOf } from './device.ts';
import { firstAddressIn, interfacesIn } from './device-fields.ts';
import type { RecordFields } from './record-fields.ts';
import { machineTypeOf } from './words.ts';

/** The endpoint itself. Null where nothing names it. */
export function agentDevice(record: JsonObject, fields: RecordFields): JsonObject | null {
  return deviceOf({
    uid: fields.text('id'),
    name: fields.text('computerName'),
    domain: fields.text('domain'),
    ip: firstAddressIn(record, ownAddresses, fields),
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
const ownAddresses = ['lastIpToMgmt', 'externalIp'] as const;

/** `64 bit` and the like. */
function bitsOf(value: unknown): number | null {
  const bits = /^\s*(32|64)[\s-]*bit\s*$/i.exec(readText(value) ?? '');
  return bits === null ? null : readInteger(bits[1]);
}
