import type { JsonObject } from '../json-object.ts';
import { readObject, readObjects, without, wordKey } from '../read-value.ts';
import type { Initiator } from './audit-initiator.ts';
import { changesOf } from './modified-properties.ts';

const mapped: readonly string[] = [
  'id activityDateTime activityDisplayName correlationId loggedByService result resultReason initiatedBy',
  'targetResources additionalDetails',
].flatMap((names) => names.split(' '));
const mappedOfInitiator = 'id displayName userPrincipalName ipAddress appId servicePrincipalId'.split(' ');

/** What changed is taken out of the targets and decoded: there it can be read and searched. */
export function auditRest(fields: JsonObject, { userAgent, ip }: Initiator): JsonObject {
  const { user, app } = readObject(fields.initiatedBy);
  const targets = readObjects(fields.targetResources);
  const used = ['tid', ...(userAgent === null ? [] : ['useragent']), ...(ip === null ? [] : ['ipaddr'])];
  return {
    ...without(fields, mapped),
    initiatedBy: {
      user: without(readObject(user), mappedOfInitiator),
      app: without(readObject(app), mappedOfInitiator),
    },
    targetResources: targets.map((target) => without(target, ['modifiedProperties'])),
    modifiedProperties: Object.assign(
      {},
      ...targets.map(({ modifiedProperties }) => changesOf(modifiedProperties)),
    ),
    additionalDetails: readObjects(fields.additionalDetails).filter(
      ({ key }) => !used.includes(wordKey(key)),
    ),
  };
}
