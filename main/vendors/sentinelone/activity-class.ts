import type { OcsfParts } from '../ocsf/ocsf-event.ts';
import { byWord, readText } from '../read-value.ts';
import type { Activity } from './activity.ocsf.ts';
import { entityOf } from './activity-entity.ts';
import { accountChangeOf, activityTypeName, entityChangeOf, signInOf } from './activity-kind.ts';
import { type ActivityPeople, consoleUser } from './activity-people.ts';
import type { RecordFields } from './record-fields.ts';

type ActivityClass = Pick<OcsfParts, 'classUid' | 'activityId' | 'activityName' | 'statusId' | 'attributes'>;

/** The class of an activity with what the class requires; the rest is the same for all. */
export function classOf(
  { record, text }: Activity,
  fields: RecordFields,
  people: ActivityPeople,
): ActivityClass {
  const isAboutThreat = readText(record.threatId) !== null;
  const signIn = isAboutThreat ? null : signInOf(text);
  const whoSignedIn = people.subject ?? people.actor;
  if (signIn !== null && whoSignedIn !== null) {
    return {
      classUid: 3002,
      ...signIn,
      attributes: { user: consoleUser(whoSignedIn), service: { name: 'SentinelOne Console' } },
    };
  }
  const accountChange = isAboutThreat || readText(record.agentId) !== null ? null : accountChangeOf(text);
  if (accountChange !== null && people.subject !== null) {
    return { classUid: 3001, activityId: accountChange, attributes: { user: consoleUser(people.subject) } };
  }
  const status = fields.get('data.globalStatus', (word) => byWord(statuses, word) ?? null);
  const change = isAboutThreat ? null : entityChangeOf(readText(record.activityType), text);
  return {
    classUid: 3004,
    activityId: change ?? 99,
    activityName: activityTypeName(readText(record.activityType)),
    ...(status === null ? {} : { statusId: status }),
    attributes: { entity: entityOf(record, fields, people) },
  };
}

const statuses = { success: 1, succeeded: 1, failed: 2, failure: 2, error: 2 } as const;
