import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText, wordKey } from '../read-value.ts';
import { directoryWalk } from './directory-walk.ts';
import { mapGroup } from './group.ocsf.ts';
import { directoryStream } from './stream-defaults.ts';

const properties = [
  'id,displayName,description,groupTypes,mail,mailEnabled,securityEnabled,createdDateTime,securityIdentifier',
  'onPremisesSyncEnabled,onPremisesSecurityIdentifier,onPremisesSamAccountName,onPremisesNetBiosName',
  'onPremisesDomainName,onPremisesLastSyncDateTime,members',
];

/** Members come as `members@delta`: all at first, then who joined and who left. A large group comes in several pieces. */
export const groupStream = {
  ...directoryStream,
  name: 'group',
  pagination: directoryWalk('/v1.0/groups/delta', properties),
  recognise: recogniseGroup,
  mappingVersion: 1,
  map: mapGroup,
} satisfies StreamDefinition;

function recogniseGroup(record: unknown): number {
  if (!isJsonObject(record) || readText(record.id) === null) return 0;
  if (wordKey(record['@odata.type']).endsWith('graph.group')) return 1;
  const isGroup = ['members@delta', 'groupTypes', 'securityEnabled', 'mailEnabled'].some(
    (name) => name in record,
  );
  return isGroup ? 0.9 : 0;
}
