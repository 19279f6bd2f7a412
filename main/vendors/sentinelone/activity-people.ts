import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { type RecordFields, valueAt } from './record-fields.ts';

export interface ActivityPeople {
  /** Who did it; null where the console or an agent did. */
  readonly actor: { readonly uid: string | null; readonly name: string | null } | null;
  /** The console user that it is about, where the activity says that it is about one. */
  readonly subject: { readonly uid: string | null; readonly name: string } | null;
}

/**
 * `data.byUser` did something to `data.username`; without the first, the second did it. A role or a scope beside the
 * name tells that the activity is about a user.
 */
export function peopleOf(record: JsonObject, fields: RecordFields): ActivityPeople {
  const username = nameOf(valueAt(record, 'data.username'));
  const byUser = nameOf(valueAt(record, 'data.byUser'));
  const uid = fields.text('userId');
  const name = byUser ?? username;
  fields.takeEqual(byUser, 'data.byUser');
  fields.takeEqual(username, 'data.username');
  const isAboutUser = byUser !== null || 'userScope' in dataOf(record) || 'role' in dataOf(record);
  return {
    actor: uid === null && name === null ? null : { uid, name },
    subject:
      username === null || !isAboutUser ? null : { name: username, uid: username === name ? uid : null },
  };
}

function dataOf(record: JsonObject): object {
  const data = record.data;
  return typeof data === 'object' && data !== null ? data : {};
}

/** "unknown" stands for what the console's cloud did. */
function nameOf(value: unknown): string | null {
  const name = readText(value);
  return name === null || name.trim().toLowerCase() === 'unknown' ? null : name;
}

/** OCSF `user` of a console user. */
export function consoleUser(person: {
  readonly uid: string | null;
  readonly name: string | null;
}): JsonObject {
  return compact({
    uid: person.uid,
    name: person.name,
    email_addr: emailOf(person.name),
    type_id: 1,
    type: 'User',
  });
}

/** Without a person the console itself is the actor. */
export function actorOf({ actor }: ActivityPeople): JsonObject {
  return actor === null ? { app_name: 'SentinelOne' } : { user: consoleUser(actor) };
}
