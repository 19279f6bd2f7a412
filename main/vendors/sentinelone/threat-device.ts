import type { JsonObject } from '../json-object.ts';
import { addressesOf, deviceOf, firstAddress, gatewaysOf, interfacesOf } from './device.ts';
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
    ip: ownAddress(record, fields),
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

/** The endpoint's own address before the one it is seen under; the others of a list stay where they are. */
function ownAddress(record: JsonObject, fields: RecordFields): string | null {
  for (const name of ['agentIpV4', 'agentIpV6', 'externalIp']) {
    const path = then(name);
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

/** Interfaces as OCSF has them; their gateways, which it does not have, stay unused. */
export function interfacesIn(record: JsonObject, path: string, fields: RecordFields): readonly JsonObject[] {
  const value = valueAt(record, path);
  const interfaces = interfacesOf(value);
  if (interfaces.length > 0) fields.leave(path, gatewaysOf(value));
  return interfaces;
}
