import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { type ActivityPeople, consoleUser } from './activity-people.ts';
import { deviceOf, firstAddress } from './device.ts';
import { type RecordFields, valueAt } from './record-fields.ts';

/**
 * OCSF `entity`: what an activity is about, the first that is there of endpoint, threat, group, site, console user,
 * policy and account.
 */
export function entityOf(record: JsonObject, fields: RecordFields, people: ActivityPeople): JsonObject {
  return (
    endpointOf(record, fields) ??
    threatOf(record, fields) ??
    groupOf(record, fields) ??
    named(fields, ['siteId', 'siteName', 'data.siteName'], { type_id: 4, type: 'Organization' }) ??
    userOf(people) ??
    policyOf(record, fields) ??
    named(fields, ['accountId', 'accountName', 'data.accountName'], { type_id: 4, type: 'Organization' }) ?? {
      type_id: 99,
      type: 'Console',
      name: 'SentinelOne console',
    }
  );
}

function endpointOf(record: JsonObject, fields: RecordFields): JsonObject | null {
  const uid = readText(record.agentId);
  if (uid === null) return null;
  fields.take('agentId');
  const name = fields.text('data.computerName');
  const device = deviceOf({
    uid,
    name,
    ip: fields.get('data.externalIp', firstAddress),
    os: { name: fields.text('osFamily') },
    group: { uid: fields.text('groupId'), name: fields.text('groupName') },
  });
  fields.takeEqual(readText(record.groupName), 'data.groupName', 'data.group');
  return compact({ type_id: 1, type: 'Device', uid, name, device });
}

function threatOf(record: JsonObject, fields: RecordFields): JsonObject | null {
  const uid = readText(record.threatId);
  if (uid === null) return null;
  return compact({ type_id: 99, type: 'Threat', uid, name: fields.text('data.fileDisplayName') });
}

function groupOf(record: JsonObject, fields: RecordFields): JsonObject | null {
  const uid = fields.text('groupId');
  const name = fields.text('groupName');
  if (uid === null && name === null) return null;
  fields.takeEqual(name, 'data.groupName');
  return compact({
    type_id: 3,
    type: 'Group',
    uid: uid ?? readText(record.groupId),
    name,
    group: { uid, name },
  });
}

function named(
  fields: RecordFields,
  [idPath, namePath, copyPath]: readonly [string, string, string],
  type: JsonObject,
): JsonObject | null {
  const uid = fields.text(idPath);
  const name = fields.text(namePath);
  if (uid === null && name === null) return null;
  fields.takeEqual(name, copyPath);
  return compact({ ...type, uid, name });
}

function userOf({ subject }: ActivityPeople): JsonObject | null {
  if (subject === null) return null;
  return compact({
    type_id: 2,
    type: 'User',
    uid: subject.uid,
    name: subject.name,
    user: consoleUser(subject),
  });
}

function policyOf(record: JsonObject, fields: RecordFields): JsonObject | null {
  const uid = readText(valueAt(record, 'data.policy.id'));
  const name = readText(valueAt(record, 'data.policyName'));
  if (uid === null && name === null) return null;
  fields.take('data.policy.id', 'data.policyName');
  return compact({ type_id: 5, type: 'Policy', uid, name, policy: { uid, name } });
}
