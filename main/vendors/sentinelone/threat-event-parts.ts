import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, portOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { deviceOf, firstAddress } from './device.ts';
import { ocsfFile } from './file.ts';
import { ocsfProcess } from './process.ts';
import type { RecordFields } from './record-fields.ts';
import { hashOrNull } from './threat-parts.ts';
import { ocsfUser } from './user-name.ts';
import { integrityOf, machineTypeOf } from './words.ts';

/** OCSF's objects of a threat event. Reading one uses its fields up, so only what an event takes is asked for. */

export function eventDevice(fields: RecordFields): JsonObject | null {
  return deviceOf({
    uid: fields.text('agentId'),
    name: fields.text('agentName'),
    domain: fields.text('agentDomain'),
    ip: fields.get('agentIp', firstAddress),
    os: { name: fields.text('agentOs') },
    machine: fields.get('agentMachineType', machineTypeOf),
    agent: { uid: fields.text('agentUuid'), version: fields.text('agentVersion') },
    group: { uid: fields.text('agentGroupId'), name: null },
  });
}

export function parentProcess(fields: RecordFields): JsonObject | null {
  const pid = fields.integer('parentPid');
  const uid = fields.text('parentProcessUniqueKey');
  return pid === null && uid === null
    ? null
    : ocsfProcess({ pid, uid, name: fields.text('parentProcessName') });
}

export function eventProcess(fields: RecordFields): JsonObject | null {
  const pid = fields.integer('pid');
  const uid = fields.text('processUniqueKey');
  if (pid === null && uid === null) return null;
  return ocsfProcess({
    pid,
    uid,
    name: fields.text('processName'),
    commandLine: fields.text('processCmd'),
    path: fields.text('processImagePath'),
    startedAtUs: fields.time('processStartTime'),
    user: fields.text('processUserName'),
    hashes: [fields.get('processImageSha1Hash', hashOrNull)],
    integrity: fields.get('processIntegrityLevel', integrityOf),
    parent: parentProcess(fields),
  });
}

/** Who acted: the process; without one that OCSF takes for one, its user. */
export function actingProcess(fields: RecordFields): JsonObject | null {
  const process = eventProcess(fields);
  return process === null ? actingUser(fields) : { process };
}

export function actingUser(fields: RecordFields): JsonObject | null {
  const user = ocsfUser(fields.text('processUserName') ?? fields.text('user'));
  return user === null ? null : { user };
}

export function eventFile(fields: RecordFields): JsonObject | null {
  const path = fields.text('fileFullName');
  if (path === null) return null;
  return ocsfFile({
    path,
    extension: fields.text('fileType'),
    size: fields.integer('fileSize'),
    hashes: ['fileMd5', 'fileSha1', 'fileSha256'].map((name) => fields.get(name, hashOrNull)),
    more: { uid: fields.text('fileId') },
  });
}

/** The file as it was called before. */
export function oldFile(fields: RecordFields): JsonObject | null {
  const path = fields.text('oldFileName');
  if (path === null) return null;
  const hashes = ['oldFileMd5', 'oldFileSha1', 'oldFileSha256'].map((name) => fields.get(name, hashOrNull));
  return ocsfFile({ path, hashes });
}

export interface Endpoints {
  readonly src_endpoint: JsonObject | null;
  readonly dst_endpoint: JsonObject | null;
}

export function endpointsOf(fields: RecordFields): Endpoints {
  const endpoint = (side: 'src' | 'dst') => {
    const ip = fields.get(`${side}Ip`, ipOf);
    return ip === null ? null : compact({ ip, port: fields.get(`${side}Port`, portOf) });
  };
  return { src_endpoint: endpoint('src'), dst_endpoint: endpoint('dst') };
}

/** The machine itself as one end of a connection. */
export function ownEndpoint(device: JsonObject | null): JsonObject | null {
  return device === null ? null : compact({ uid: device.uid, hostname: device.hostname, ip: device.ip });
}

const directions: Readonly<Record<string, readonly [number, string]>> = {
  inbound: [1, 'Inbound'],
  incoming: [1, 'Inbound'],
  outbound: [2, 'Outbound'],
  outgoing: [2, 'Outbound'],
};

const protocols: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };

export function connectionOf(fields: RecordFields): JsonObject | null {
  const direction = fields.get(
    'direction',
    (value) => directions[readText(value)?.toLowerCase() ?? ''] ?? null,
  );
  const protocol = fields.text('protocol')?.toLowerCase() ?? null;
  if (direction === null && protocol === null) return null;
  return compact({
    direction_id: direction?.[0] ?? 0,
    direction: direction?.[1] ?? 'Unknown',
    protocol_name: protocol,
    protocol_num: protocol === null ? null : protocols[protocol],
  });
}
