import type { OcsfClassUid } from '../../../shared/ocsf-class.ts';
import type { JsonObject } from '../json-object.ts';
import { byWord, readText, wordKey } from '../read-value.ts';

/** The class that an activity becomes if its record names what the class demands. */
export interface AuditActivity {
  readonly classUid: Extract<OcsfClassUid, 3001 | 3004 | 3005 | 3006>;
  readonly activityId: number;
}

const onUsers: Readonly<Record<string, number>> = {
  adduser: 1,
  enableaccount: 2,
  restoreuser: 2,
  changeuserpassword: 3,
  'changepassword(selfservice)': 3,
  resetuserpassword: 4,
  'resetpassword(byadmin)': 4,
  'resetpassword(selfservice)': 4,
  disableaccount: 5,
  deleteuser: 6,
  harddeleteuser: 6,
  unlock: 12,
  unlockuser: 12,
  unlockuseraccount: 12,
  'unlockuseraccount(selfservice)': 12,
  userregisteredsecurityinfo: 10,
  userregisteredallrequiredsecurityinfo: 10,
  adminregisteredsecurityinfo: 10,
  enablestrongauthentication: 10,
  userdeletedsecurityinfo: 11,
  admindeletedsecurityinfo: 11,
  disablestrongauthentication: 11,
};

const onGroups: Readonly<Record<string, number>> = {
  addgroup: 6,
  deletegroup: 5,
  harddeletegroup: 5,
  addmembertogroup: 3,
  removememberfromgroup: 4,
  addownertogroup: 99,
  removeownerfromgroup: 99,
};

/** Role assignments have many names: with "eligible", "scoped", "in PIM completed (permanent)" and the like. */
const roleChanges: readonly (readonly [RegExp, number])[] = [
  [/^add(?:eligible|scoped)?member(?:torole|toscopedrole)/, 1],
  [/^remove(?:eligible|scoped|permanent)?memberfrom(?:scoped)?role|^removepermanent\w*roleassignment/, 2],
  [/^addapproleassignment(?:grant)?touser/, 1],
  [/^removeapproleassignment(?:grant)?fromuser/, 2],
];

/** What was asked for, or did not come about, is not an assignment. */
const NOT_DONE = /requested|denied|canceled|cancelled|expired|failed|approval|timedout/;

const operations: Readonly<Record<string, number>> = {
  add: 1,
  create: 1,
  update: 3,
  delete: 4,
  enable: 8,
  disable: 9,
};

/**
 * What happened, by the activity's name before its category: "Add member to group" turns up under UserManagement.
 * 99 stands for an operation the class has no word for.
 */
export function auditActivityOf(fields: JsonObject): AuditActivity {
  const name = wordKey(fields.activityDisplayName);
  const onUser = byWord(onUsers, name);
  if (onUser !== undefined) return { classUid: 3001, activityId: onUser };
  const onGroup = byWord(onGroups, name);
  if (onGroup !== undefined) return { classUid: 3006, activityId: onGroup };
  const onRole = roleChanges.find(([pattern]) => pattern.test(name))?.[1];
  if (onRole !== undefined) return { classUid: 3005, activityId: NOT_DONE.test(name) ? 99 : onRole };
  return entityActivityOf(fields);
}

/** The class without demands that a record could miss. */
export function entityActivityOf(fields: JsonObject): AuditActivity {
  const named = byWord(operations, fields.operationType) ?? byFirstWord(fields);
  return { classUid: 3004, activityId: named ?? 99 };
}

/** Older records have no operation type. Assignments are neither created nor updated things. */
function byFirstWord(fields: JsonObject): number | undefined {
  if (readText(fields.operationType) !== null) return undefined;
  return byWord(operations, (readText(fields.activityDisplayName) ?? '').split(' ')[0]);
}
