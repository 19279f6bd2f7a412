import type { JsonObject } from '../json-object.ts';
import { deviceOf } from './device.ts';
import { firstAddressIn, interfacesIn } from './device-fields.ts';
import { realtime as now, detection as then } from './paths-below.ts';
import { type RecordFields, valueAt } from './record-fields.ts';
import { machineTypeOf } from './words.ts';

/** The endpoint of a threat: as it is now, and where that is not said as it was when the threat was found. */
export function threatDevice(record: JsonObject, fields: RecordFields): JsonObject | null {
  const both = (name: string) => {
    const text = fields.text(now(name)) ?? fields.text(then(name));
    fields.takeEqual(text, then(name));
    return text;
  };
  for (const name of ['siteId', 'siteName', 'accountName']) {
    fields.takeEqual(valueAt(record, now(name)) ?? null, then(name));
  }
  return deviceOf({
    uid: both('agentId'),
    name: both('agentComputerName'),
    domain: both('agentDomain'),
    ip: firstAddressIn(record, ownAddresses, fields),
    os: {
      name: both('agentOsName'),
      family: fields.text(now('agentOsType')),
      version: both('agentOsRevision'),
    },
    machine: fields.get(now('agentMachineType'), machineTypeOf),
    agent: { uid: both('agentUuid'), version: both('agentVersion') },
    group: { uid: both('groupId'), name: both('groupName') },
    more: { network_interfaces: interfacesIn(record, now('networkInterfaces'), fields) },
  });
}

/** The endpoint's own address before the one it is seen under. */
const ownAddresses = ['agentIpV4', 'agentIpV6', 'externalIp'].map(then);
