import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { readObjects, readText, wordKey } from '../read-value.ts';
import { addressesOf, interfaceAddressesOf, macsOf } from './device.ts';
import { ecsNames, vendorFields } from './ecs-names.ts';
import { detection, realtime, threatInfo } from './paths-below.ts';
import { fieldsOf, valueAt } from './record-fields.ts';
import type { ThreatVersion } from './threat.ocsf.ts';
import { categoryOf } from './threat-category.ts';
import { splitUserName } from './user-name.ts';

/** The names of Elastic's integration: `agentRealtimeInfo` is the agent, `agentDetectionInfo` the detection. */
const names = ecsNames({
  threatInfo: '',
  agentRealtimeInfo: 'agent',
  agentDetectionInfo: 'detection.agent',
  'agentRealtimeInfo.accountId': 'agent.account.id',
  'agentRealtimeInfo.accountName': 'agent.account.name',
  'agentRealtimeInfo.groupId': 'agent.group.id',
  'agentRealtimeInfo.groupName': 'agent.group.name',
  'agentRealtimeInfo.siteId': 'agent.site.id',
  'agentRealtimeInfo.siteName': 'agent.site.name',
  'agentRealtimeInfo.agentId': 'agent.id',
  'agentRealtimeInfo.agentInfected': 'agent.infected',
  'agentRealtimeInfo.agentIsActive': 'agent.is_active',
  'agentRealtimeInfo.agentIsDecommissioned': 'agent.is_decommissioned',
  'agentRealtimeInfo.agentDecommissionedAt': 'agent.decommissioned_at',
  'agentRealtimeInfo.agentMachineType': 'agent.machine_type',
  'agentRealtimeInfo.agentMitigationMode': 'agent.mitigation_mode',
  'agentRealtimeInfo.agentNetworkStatus': 'agent.network_status',
  'agentRealtimeInfo.agentOsRevision': 'agent.os.version',
  'agentRealtimeInfo.agentUuid': 'agent.uuid',
  'agentRealtimeInfo.networkInterfaces': 'agent.network_interface',
  'agentRealtimeInfo.scanAbortedAt': 'agent.scan.aborted_at',
  'agentRealtimeInfo.scanFinishedAt': 'agent.scan.finished_at',
  'agentRealtimeInfo.scanStartedAt': 'agent.scan.started_at',
  'agentRealtimeInfo.scanStatus': 'agent.scan.status',
  'agentRealtimeInfo.storageName': 'agent.storage.name',
  'agentRealtimeInfo.storageType': 'agent.storage.type',
  'agentRealtimeInfo.userActionsNeeded': 'agent.user_action_needed',
  'agentDetectionInfo.accountId': 'detection.account.id',
  'agentDetectionInfo.accountName': 'detection.account.name',
  'agentDetectionInfo.agentDetectionState': 'detection.state',
  'agentDetectionInfo.agentDomain': 'detection.agent.domain',
  'agentDetectionInfo.agentIpV4': 'detection.agent.ipv4',
  'agentDetectionInfo.agentIpV6': 'detection.agent.ipv6',
  'agentDetectionInfo.agentLastLoggedInUpn': 'detection.agent.last_logged_in.upn',
  'agentDetectionInfo.agentLastLoggedInUserMail': 'detection.agent.last_logged_in.mail',
  'agentDetectionInfo.agentLastLoggedInUserName': 'detection.agent.last_logged_in.name',
  'agentDetectionInfo.agentMitigationMode': 'detection.agent.mitigation_mode',
  'agentDetectionInfo.agentOsName': 'detection.agent.os.name',
  'agentDetectionInfo.agentOsRevision': 'detection.agent.os.version',
  'agentDetectionInfo.agentRegisteredAt': 'detection.agent.registered_at',
  'agentDetectionInfo.agentUuid': 'detection.agent.uuid',
  'agentDetectionInfo.agentVersion': 'detection.agent.version',
  'agentDetectionInfo.cloudProviders': 'detection.cloud_providers',
  'agentDetectionInfo.groupId': 'detection.agent.group.id',
  'agentDetectionInfo.groupName': 'detection.agent.group.name',
  'agentDetectionInfo.siteId': 'detection.agent.site.id',
  'agentDetectionInfo.siteName': 'detection.agent.site.name',
  'threatInfo.analystVerdict': 'analysis.verdict',
  'threatInfo.analystVerdictDescription': 'analysis.description',
  'threatInfo.certificateId': 'certificate.id',
  'threatInfo.cloudFilesHashVerdict': 'cloudfiles_hash_verdict',
  'threatInfo.collectionId': 'collection.id',
  'threatInfo.detectionEngines': 'detection.engines',
  'threatInfo.detectionType': 'detection.type',
  'threatInfo.externalTicketExists': 'external_ticket.exist',
  'threatInfo.externalTicketId': 'external_ticket.id',
  'threatInfo.fileExtensionType': 'file.extension.type',
  'threatInfo.fileVerificationType': 'file.verification_type',
  'threatInfo.identifiedAt': 'file.identified_at',
  'threatInfo.incidentStatus': 'incident.status',
  'threatInfo.incidentStatusDescription': 'incident.status_description',
  'threatInfo.initiatedBy': 'initiated.name',
  'threatInfo.initiatedByDescription': 'initiated.description',
  'threatInfo.initiatingUserId': 'initiating_user.id',
  'threatInfo.initiatingUsername': 'initiating_user.name',
  'threatInfo.mitigationStatus': 'mitigation.status',
  'threatInfo.mitigationStatusDescription': 'mitigation.description',
  'threatInfo.publisherName': 'publisher.name',
  'threatInfo.threatName': 'name',
  whiteningOptions: 'whitening_option',
  containerInfo: 'container',
  kubernetesInfo: 'kubernetes',
});

/** Elastic's form of a threat. */
export function threatEcs({ record, id, time }: ThreatVersion): JsonObject {
  const fields = fieldsOf(record);
  const text = (path: string) => readText(valueAt(record, path));
  const classification = text('threatInfo.classification');
  const user = splitUserName(text('threatInfo.processUser'));
  const interfaces = valueAt(record, 'agentRealtimeInfo.networkInterfaces');
  const external = addressesOf(valueAt(record, 'agentDetectionInfo.externalIp'));
  const own = ['agentIpV4', 'agentIpV6'].map((name) => addressesOf(valueAt(record, detection(name))));
  const hash = (name: string) => fields.text(threatInfo(name));
  const path = fields.text('threatInfo.filePath');
  const hashes = { md5: hash('md5'), sha1: hash('sha1'), sha256: hash('sha256') };
  const host = fields.text('agentRealtimeInfo.agentComputerName');
  const site = { id: siteOf(record, 'siteId'), name: siteOf(record, 'siteName') };
  fields.take(
    'id',
    'threatInfo.updatedAt',
    'agentRealtimeInfo.agentVersion',
    'agentRealtimeInfo.agentDomain',
  );
  // A list in one text becomes a list; what holds no address stays as it is.
  if (own[0]?.length) fields.leave('agentDetectionInfo.agentIpV4', own[0]);
  if (own[1]?.length) fields.leave('agentDetectionInfo.agentIpV6', own[1]);
  return ecsDocument(
    {
      timeUs: time.at,
      dataset: 'sentinel_one.threat',
      kind: 'alert',
      ...categoryOf(classification),
      id,
      action:
        readObjects(valueAt(record, 'threatInfo.detectionEngines')).flatMap(
          (one) => readText(one.title) ?? [],
        )[0] ?? null,
      message: messageOf(text('threatInfo.threatName'), text('threatInfo.confidenceLevel')),
    },
    {
      'file.path': path,
      'threat.indicator.file.path': path,
      'threat.indicator.file.extension': fields.text('threatInfo.fileExtension'),
      'threat.indicator.file.size': fields.integer('threatInfo.fileSize'),
      'threat.indicator.file.hash': hashes,
      'process.name': text('threatInfo.originatorProcess'),
      'user.name': user.name,
      'user.domain': user.domain,
      'host.id': text('agentRealtimeInfo.agentId'),
      'host.name': host,
      'host.domain': text('agentRealtimeInfo.agentDomain'),
      'host.os.name': fields.text('agentRealtimeInfo.agentOsName'),
      'host.os.type': fields.text('agentRealtimeInfo.agentOsType'),
      'host.mac': macsOf(interfaces),
      'host.ip': external,
      'group.id': text('agentRealtimeInfo.groupId'),
      'group.name': text('agentRealtimeInfo.groupName'),
      'observer.version': text('agentRealtimeInfo.agentVersion'),
      'container.id': fields.text('containerInfo.id'),
      'container.name': fields.text('containerInfo.name'),
      'container.image.name': fields.text('containerInfo.image'),
      'related.hash': related(hashes.md5, hashes.sha1, hashes.sha256),
      'related.hosts': related(host),
      'related.ip': related(external, own, interfaceAddressesOf(interfaces)),
      'related.user': related(user.name),
      'sentinel_one.account.name':
        text('agentDetectionInfo.accountName') ?? text('agentRealtimeInfo.accountName'),
      'sentinel_one.site': site,
      'sentinel_one.threat_classification': {
        name: classification,
        source: text('threatInfo.classificationSource'),
      },
      ...vendorFields('threat', { id, ...fields.left() }, names),
    },
  );
}

function siteOf(record: JsonObject, name: string): string | null {
  return readText(valueAt(record, detection(name))) ?? readText(valueAt(record, realtime(name)));
}

function messageOf(name: string | null, confidence: string | null): string | null {
  if (name === null) return null;
  return `Threat Detected: ${name}${wordKey(confidence) === '' ? '' : ` (${confidence})`}`;
}
