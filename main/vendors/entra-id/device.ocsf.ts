import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { osOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { readBoolean, readText } from '../read-value.ts';
import { directoryColumns, directoryEcs, directoryOcsf } from './directory-event.ts';
import {
  type DirectoryRecord,
  directoryMessage,
  readDirectoryRecord,
  syncFields,
} from './directory-record.ts';
import { meaningful, timeOf } from './graph-record.ts';

/** The state of a registered or joined device. */
export function mapDevice(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readDirectoryRecord(record);
  if (!read.ok) return read;
  const { id, name } = read.value;
  const message = directoryMessage('Device', read.value);
  return ok({
    ...directoryColumns('device', read.value, context),
    ocsf: directoryOcsf('device', read.value, context, {
      classUid: 5001,
      activityId: 2,
      message,
      attributes: { device: deviceOf(read.value) },
      mapped,
      observables: [['device', 'endpoint']],
    }),
    deviceName: name,
    resource: name,
    ecs: ecsOf(read.value, message, context),
    object: { uid: id, versionUs: context.receivedAtUs },
  });
}

/** Sign-ins name a device by its device id, the directory by its object id. */
function deviceOf({ id, name, fields }: DirectoryRecord): JsonObject {
  const os = osOf(fields.operatingSystem);
  const deviceId = meaningful(fields.deviceId);
  return {
    type_id: 0,
    type: 'Unknown',
    uid: deviceId ?? id,
    uid_alt: deviceId === null ? null : id,
    name,
    os: os === null ? null : { ...os, version: readText(fields.operatingSystemVersion) },
    is_compliant: readBoolean(fields.isCompliant),
    is_managed: readBoolean(fields.isManaged),
    vendor_name: readText(fields.manufacturer),
    model: readText(fields.model),
    created_time: timestampOf(timeOf(fields.registrationDateTime)),
    last_seen_time: timestampOf(timeOf(fields.approximateLastSignInDateTime)),
  };
}

const mapped: readonly string[] = [
  'id @removed displayName deviceId operatingSystem operatingSystemVersion isCompliant isManaged manufacturer model',
  'registrationDateTime approximateLastSignInDateTime onPremisesSyncEnabled',
].flatMap((names) => names.split(' '));

function ecsOf(record: DirectoryRecord, message: string, context: MappingContext): JsonObject {
  const { id, name, fields } = record;
  const os = osOf(fields.operatingSystem);
  return directoryEcs(
    'device',
    record,
    context,
    { category: ['host'], type: [], message },
    {
      'host.id': meaningful(fields.deviceId) ?? id,
      'host.name': name,
      'host.os.full': os?.name,
      'host.os.type': os === null || os.type_id === 0 ? null : os.type.toLowerCase(),
      'host.os.version': readText(fields.operatingSystemVersion),
      'related.hosts': related(name),
      'entra_id.device': {
        ...syncFields(record),
        object_id: id,
        account_enabled: readBoolean(fields.accountEnabled),
        trust_type: readText(fields.trustType),
        is_compliant: readBoolean(fields.isCompliant),
        is_managed: readBoolean(fields.isManaged),
        last_sign_in: readText(fields.approximateLastSignInDateTime),
      },
    },
  );
}
