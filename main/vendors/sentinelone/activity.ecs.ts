import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readInteger, readText } from '../read-value.ts';
import type { Activity } from './activity.ocsf.ts';
import { activityCategory, activityEventKind } from './activity-category.ts';
import { addressesOf } from './device.ts';
import { ecsNames, vendorFields } from './ecs-names.ts';
import { fieldsOf, valueAt } from './record-fields.ts';

/** The names of Elastic's integration, where they are not the vendor's own in snake_case. */
const names = ecsNames({
  accountId: 'account.id',
  activityType: 'type',
  agentId: 'agent.id',
  threatId: 'threat.id',
  primaryDescription: 'description.primary',
  secondaryDescription: 'description.secondary',
  description: 'description.text',
  'data.accountId': 'data.account.id',
  'data.accountName': 'data.account.name',
  'data.byUser': 'data.user.name',
  'data.userScope': 'data.user.scope',
  'data.confidenceLevel': 'data.confidence.level',
  'data.newConfidenceLevel': 'data.new.confidence_level',
  'data.oldConfidenceLevel': 'data.old.confidence_level',
  'data.newStatus': 'data.new.status',
  'data.newValue': 'data.new.value',
  'data.originalStatus': 'data.original.status',
  'data.downloadUrl': 'data.downloaded.url',
  'data.escapedMaliciousProcessArguments': 'data.malicious.process.arguments',
  'data.fullScopeDetails': 'data.fullscope.details',
  'data.fullScopeDetailsPath': 'data.fullscope.details_path',
  'data.globalStatus': 'data.global.status',
  'data.optionalGroups': 'data.optionals_groups',
  'data.scopeLevel': 'data.scope.level',
  'data.scopeName': 'data.scope.name',
  'data.siteName': 'data.site.name',
  'data.threatClassification': 'data.threat.classification.name',
  'data.threatClassificationSource': 'data.threat.classification.source',
});

/** Elastic's form of an entry of the console's log. */
export function activityEcs(activity: Activity): JsonObject {
  const { record, id, timeUs } = activity;
  const fields = fieldsOf(record);
  const text = (path: string) => readText(valueAt(record, path));
  const fullName = text('data.username');
  const host = fields.text('data.computerName');
  const addresses = addressesOf(valueAt(record, 'data.externalIp'), valueAt(record, 'data.ipAddress'));
  const hash = fields.text('hash');
  const fileHash = fields.text('data.fileContentHash');
  // A number in Elastic's field, also where it came as text.
  const type = readInteger(record.activityType);
  if (type !== null) fields.leave('activityType', type);
  const group = { id: fields.text('groupId'), name: fields.text('groupName') };
  fields.take('createdAt', 'data.username');
  if (addressesOf(valueAt(record, 'data.externalIp')).length > 0) fields.take('data.externalIp');
  if (addressesOf(valueAt(record, 'data.ipAddress')).length > 0) fields.take('data.ipAddress');
  return ecsDocument(
    {
      timeUs,
      dataset: 'sentinel_one.activity',
      kind: activityEventKind(activity),
      ...activityCategory(activity),
      id,
      message: text('primaryDescription'),
    },
    {
      'user.id': fields.text('userId'),
      'user.full_name': fullName,
      'user.email': emailOf(text('data.recoveryEmail')),
      'user.group': group,
      group,
      'host.id': text('agentId'),
      'host.name': host,
      'host.ip': addresses,
      'process.hash.sha1': hash,
      'file.hash.sha1': fileHash,
      'file.name': fields.text('data.fileDisplayName'),
      'file.path': fields.text('data.filePath'),
      'observer.os.family': fields.text('osFamily'),
      'observer.version': fields.text('agentUpdatedVersion'),
      'host.os.family': text('data.osFamily'),
      // Both spellings were seen.
      'rule.id': text('data.ruleId') ?? text('data.ruleid'),
      'rule.name': text('data.ruleName') ?? text('data.rulename'),
      'rule.description': text('data.ruleDescription') ?? text('data.ruledescription'),
      'related.hash': related(hash, fileHash),
      'related.hosts': related(host),
      'related.ip': related(addresses),
      'related.user': related(fullName, text('data.byUser')),
      'sentinel_one.account.name': fields.text('accountName'),
      'sentinel_one.site': { id: fields.text('siteId'), name: fields.text('siteName') },
      'sentinel_one.threat_classification': {
        name: text('data.threatClassification'),
        source: text('data.threatClassificationSource'),
      },
      ...vendorFields('activity', fields.left(), names),
    },
  );
}
