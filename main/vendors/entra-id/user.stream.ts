import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText, wordKey } from '../read-value.ts';
import { directoryWalk } from './directory-walk.ts';
import { directoryStream } from './stream-defaults.ts';
import { mapUser } from './user.ocsf.ts';

/** Without a choice Graph leaves out nearly all of this. `signInActivity` is not asked for: it fails without a licence. */
const properties = [
  'id,displayName,userPrincipalName,mail,accountEnabled,userType,createdDateTime,givenName,surname,jobTitle',
  'department,companyName,officeLocation,mobilePhone,onPremisesSyncEnabled,onPremisesImmutableId',
  'onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesDistinguishedName,onPremisesDomainName',
  'onPremisesUserPrincipalName,onPremisesLastSyncDateTime,onPremisesProvisioningErrors',
  'onPremisesExtensionAttributes',
];

export const userStream = {
  ...directoryStream,
  name: 'user',
  pagination: directoryWalk('/v1.0/users/delta', properties),
  recognise: recogniseUser,
  mappingVersion: 1,
  map: mapUser,
} satisfies StreamDefinition;

/** Sign-ins and audits name users as well, but have a time of their own. */
function recogniseUser(record: unknown): number {
  if (!isJsonObject(record) || readText(record.id) === null) return 0;
  if (wordKey(record['@odata.type']).endsWith('graph.user')) return 1;
  if ('ipAddress' in record || 'activityDateTime' in record || 'status' in record) return 0;
  return 'userPrincipalName' in record ? 0.9 : 0;
}
