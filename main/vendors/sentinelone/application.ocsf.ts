import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { readInteger, readText } from '../read-value.ts';
import { deviceOf } from './device.ts';
import { vendorFields } from './ecs-names.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf, type RecordFields } from './record-fields.ts';
import { machineTypeOf } from './words.ts';

/** One application in one version on one endpoint, checked. */
export interface Installation {
  readonly record: JsonObject;
  /** Several rows share an `id`: it takes endpoint, name and version to tell them apart. */
  readonly key: readonly [id: string | null, endpoint: string | null, name: string, version: string | null];
}

export const readInstallation = readOnce((record): Result<Installation, string> => {
  const id = readText(record.id);
  const endpoint = readText(record.endpointId) ?? readText(record.endpointUuid);
  const name = readText(record.applicationName);
  if (name === null) return failed('applicationName is missing, or is no text.');
  if (id === null && endpoint === null) return failed('Neither id nor endpointId is there.');
  return ok({ record, key: [id, endpoint, name, readText(record.version)] });
});

/**
 * What one thing is called among all installations. Vendor and path belong to it: an application that is there twice
 * would take turns with itself otherwise, and be stored anew with every snapshot.
 */
export function installationUid({ record, key }: Installation): string {
  const place = [readText(record.applicationVendor), readText(record.applicationInstallationPath)];
  return [...key, ...place].map((part) => part ?? '').join('|');
}

/** An installed application becomes Software Inventory Info. The console says no time: it is that of receipt. */
export function mapApplication(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readInstallation(record);
  if (!read.ok) return read;
  const installation = read.value;
  const [id, , name, version] = installation.key;
  const host = readText(installation.record.endpointName);
  return ok({
    timeUs: context.receivedAtUs,
    vendorEventId: id,
    operation: null,
    deviceName: host,
    resource: version === null ? name : `${name} ${version}`,
    ocsf: inventory(installation, context),
    ecs: applicationEcs(installation, context.receivedAtUs),
    object: { uid: installationUid(installation), versionUs: context.receivedAtUs },
  });
}

function inventory(installation: Installation, context: MappingContext) {
  const [id, endpoint, name, version] = installation.key;
  const fields = fieldsOf(installation.record);
  const vendor = fields.text('applicationVendor');
  const host = fields.text('endpointName');
  // A package has to have a version in OCSF.
  const named = { name, version: version ?? 'unknown' };
  fields.take('id', 'applicationName', 'version');
  const attributes = {
    device: applicationDevice(fields, host) ?? { type_id: 0, type: 'Unknown', uid: endpoint ?? id },
    sbom: {
      uid: id,
      package: {
        ...named,
        cpe_name: fields.text('cpe'),
        vendor_name: vendor,
        type_id: 1,
        type: 'Application',
      },
      software_components: [{ ...named, author: vendor }],
    },
  };
  return ocsfEvent({
    classUid: 5020,
    activityId: 2,
    timeUs: context.receivedAtUs,
    message: `${name}${version === null ? '' : ` ${version}`}${host === null ? '' : ` on ${host}`}`,
    metadata: metadataOf('inventory', context, {
      id: id ?? installationUid(installation),
      version: context.receivedAtUs,
      tenantUid: fields.text('accountId'),
    }),
    attributes,
    unmapped: fields.left(),
    observables: [['device.hostname', 'hostname']],
  });
}

function applicationDevice(fields: RecordFields, host: string | null): JsonObject | null {
  return deviceOf({
    uid: fields.text('endpointId'),
    name: host,
    os: { name: fields.text('osName'), family: fields.text('osType'), version: fields.text('osVersion') },
    machine: fields.get('endpointType', machineTypeOf),
    agent: { uid: fields.text('endpointUuid') },
    group: { uid: fields.text('groupId'), name: fields.text('groupName') },
    more: {
      hw_info: { cpu_count: fields.integer('cpuCount'), cpu_cores: fields.integer('coreCount') },
    },
  });
}

/** Elastic's form of an installed application. */
function applicationEcs({ record, key }: Installation, receivedAtUs: number): JsonObject {
  const [, , name, version] = key;
  const fields = fieldsOf(record);
  const host = fields.text('endpointName');
  fields.take('applicationName', 'version');
  return ecsDocument(
    {
      timeUs: receivedAtUs,
      dataset: 'sentinel_one.application',
      kind: 'event',
      category: ['package'],
      type: ['info'],
    },
    {
      'package.name': name,
      'package.version': version,
      'package.size': fields.get('fileSize', readInteger),
      'package.installed': fields.text('applicationInstallationDate'),
      'host.name': host,
      'host.type': fields.text('endpointType'),
      'host.os.name': fields.text('osName'),
      'host.os.type': fields.text('osType'),
      'host.os.full': fields.text('osVersion'),
      'related.hosts': related(host),
      'sentinel_one.account.name': fields.text('accountName'),
      'sentinel_one.site': { id: fields.text('siteId'), name: fields.text('siteName') },
      ...vendorFields('application', fields.left()),
    },
  );
}
