import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText, wordKey } from '../read-value.ts';
import { mapDevice } from './device.ocsf.ts';
import { directoryWalk } from './directory-walk.ts';
import { directoryStream } from './stream-defaults.ts';

const properties = [
  'id,displayName,deviceId,operatingSystem,operatingSystemVersion,accountEnabled,trustType,isCompliant,isManaged',
  'manufacturer,model,registrationDateTime,approximateLastSignInDateTime,onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
];

export const deviceStream = {
  ...directoryStream,
  name: 'device',
  pagination: directoryWalk('/v1.0/devices/delta', properties),
  recognise: recogniseDevice,
  mappingVersion: 1,
  map: mapDevice,
} satisfies StreamDefinition;

function recogniseDevice(record: unknown): number {
  if (!isJsonObject(record) || readText(record.id) === null) return 0;
  if (wordKey(record['@odata.type']).endsWith('graph.device')) return 1;
  const isDevice = 'deviceId' in record && ('trustType' in record || 'operatingSystem' in record);
  return isDevice && !('ipAddress' in record) ? 0.9 : 0;
}
