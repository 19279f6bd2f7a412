import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import type { AgentVersion } from './agent.ocsf.ts';
import { addressesOf, interfaceAddressesOf, macsOf } from './device.ts';
import { ecsNames, vendorFields } from './ecs-names.ts';
import { fieldsOf } from './record-fields.ts';
import { splitUserName } from './user-name.ts';

/** The names of Elastic's integration, where they are not the vendor's own in snake_case. */
const names = ecsNames({
  accountId: 'account.id',
  'activeDirectory.computerDistinguishedName': 'active_directory.computer.name',
  'activeDirectory.computerMemberOf': 'active_directory.computer.member_of',
  'activeDirectory.lastUserDistinguishedName': 'active_directory.last_user.distinguished_name',
  'activeDirectory.lastUserMemberOf': 'active_directory.last_user.member_of',
  'activeDirectory.userPrincipalName': 'active_directory.user.principal_name',
  activeThreats: 'active_threats_count',
  cloudProviders: 'cloud_provider',
  coreCount: 'core.count',
  cpuCount: 'cpu.count',
  cpuId: 'cpu.id',
  encryptedApplications: 'encrypted_application',
  externalId: 'external.id',
  groupIp: 'group.ip',
  groupUpdatedAt: 'group.updated_at',
  licenseKey: 'license.key',
  locationEnabled: 'location.enabled',
  locationType: 'location.type',
  machineType: 'machine.type',
  osArch: 'os.arch',
  osStartTime: 'os.start_time',
  policyUpdatedAt: 'policy.updated_at',
  rangerStatus: 'ranger.status',
  rangerVersion: 'ranger.version',
  scanAbortedAt: 'scan.aborted_at',
  scanFinishedAt: 'scan.finished_at',
  scanStartedAt: 'scan.started_at',
  scanStatus: 'scan.status',
  storageName: 'storage.name',
  storageType: 'storage.type',
  'tags.sentinelone': 'tags',
  userActionsNeeded: 'user_action_needed',
});

/** Elastic's form of an endpoint's state. */
export function agentEcs({ record, id, time }: AgentVersion): JsonObject {
  const fields = fieldsOf(record);
  const host = fields.text('computerName');
  const domain = fields.text('domain');
  const external = addressesOf(record.externalIp);
  if (external.length > 0) fields.take('externalIp');
  fields.take('id', 'updatedAt');
  return ecsDocument(
    {
      timeUs: time.at,
      dataset: 'sentinel_one.agent',
      kind: 'event',
      category: ['host'],
      type: ['info'],
      id,
    },
    {
      'host.id': id,
      'host.name': host,
      'host.domain': domain,
      'host.ip': external,
      'host.mac': macsOf(record.networkInterfaces),
      'host.os.name': fields.text('osName'),
      'host.os.type': fields.text('osType'),
      'host.os.version': fields.text('osRevision'),
      'host.architecture': fields.text('osArch'),
      'observer.version': fields.text('agentVersion'),
      'group.id': fields.text('groupId'),
      'group.name': fields.text('groupName'),
      'related.hosts': related(host, domain),
      'related.ip': related(
        external,
        addressesOf(record.lastIpToMgmt),
        interfaceAddressesOf(record.networkInterfaces),
      ),
      'related.user': related(splitUserName(fields.text('lastLoggedInUserName')).name),
      'sentinel_one.account.name': fields.text('accountName'),
      'sentinel_one.site': { id: fields.text('siteId'), name: fields.text('siteName') },
      'sentinel_one.agent.last_logged_in_user_name': record.lastLoggedInUserName,
      ...vendorFields('agent', fields.left(), names),
    },
  );
}
