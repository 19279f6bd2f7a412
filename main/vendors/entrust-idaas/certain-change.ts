import type { OcsfClassUid } from '../../../shared/ocsf-class.ts';
import type { JsonObject } from '../json-object.ts';
import { wordKey } from '../read-value.ts';
import { attributeText, speaksOfPassword } from './audit-details.ts';
import type { AuditEvent } from './audit-event.ts';
import { entityTypeOf } from './entity-types.ts';

/** A name and an id of which one at least is known. */
export interface Named {
  readonly uid: string | null;
  readonly name: string | null;
}

/**
 * A change for which OCSF has a class of its own, and of which the event tells all that this class demands. Any other
 * change is Entity Management.
 */
export type CertainChange = { readonly classUid: OcsfClassUid; readonly activityId: number } & (
  | { readonly classUid: 3001; readonly user: Named }
  | { readonly classUid: 3005; readonly user: Named; readonly role: Named }
  | { readonly classUid: 3006; readonly user: Named; readonly group: Named }
);

export function certainChangeOf(event: AuditEvent): CertainChange | null {
  const family = entityTypeOf(event.entity.type)?.family;
  const action = wordKey(event.entity.action);
  if (family === 'users') return membershipOfUser(event, action) ?? accountChange(event, action);
  if (family === 'groups') return membershipOfGroup(event, action);
  return isAboutRole(event) ? assignmentOfRole(event, action) : null;
}

/** OCSF Account Change; a changed profile is not among its activities and stays an update of an entity. */
const accountActivities: Readonly<Record<string, number>> = {
  add: 1,
  create: 1,
  created: 1,
  enable: 2,
  enabled: 2,
  changepassword: 3,
  passwordchange: 3,
  resetpassword: 4,
  passwordreset: 4,
  disable: 5,
  disabled: 5,
  remove: 6,
  removed: 6,
  delete: 6,
  deleted: 6,
  lock: 9,
  locked: 9,
  unlock: 12,
  unlocked: 12,
};

const PASSWORD_RESET = 4;

function accountChange(event: AuditEvent, action: string): CertainChange | null {
  const user = named(event.entity.uid, event.entity.name);
  const isReset = action === 'reset' && saysPassword(event);
  const activityId = Object.hasOwn(accountActivities, action) ? accountActivities[action] : undefined;
  if (isReset && user !== null) return { classUid: 3001, activityId: PASSWORD_RESET, user };
  return activityId === undefined || user === null ? null : { classUid: 3001, activityId, user };
}

/** A reset can be of other things, such as a counter. */
function saysPassword({ details, message, eventType, requiredPermission }: AuditEvent): boolean {
  return (
    speaksOfPassword(details) ||
    [message, eventType, requiredPermission].some((text) => /password/i.test(text ?? ''))
  );
}

const ADD = 0;
const REMOVE = 1;
const sides: Readonly<Record<string, typeof ADD | typeof REMOVE>> = {
  assign: ADD,
  assigned: ADD,
  adduser: ADD,
  addmember: ADD,
  unassign: REMOVE,
  unassigned: REMOVE,
  removeuser: REMOVE,
  removemember: REMOVE,
};

function sideOf(action: string): typeof ADD | typeof REMOVE | null {
  return Object.hasOwn(sides, action) ? (sides[action] ?? null) : null;
}

function membershipOfGroup(event: AuditEvent, action: string): CertainChange | null {
  const side = sideOf(action);
  const group = named(event.entity.uid, event.entity.name);
  if (side === null || group === null) return null;
  const user = mentionedUser(valuesOf(event, side));
  return user === null ? null : { classUid: 3006, activityId: side === ADD ? 3 : 4, user, group };
}

function membershipOfUser(event: AuditEvent, action: string): CertainChange | null {
  const side = sideOf(action);
  const user = named(event.entity.uid, event.entity.name);
  if (side === null || user === null) return null;
  const values = valuesOf(event, side);
  const group = named(attributeText(values, 'groupid'), attributeText(values, 'groupname', 'group'));
  if (group !== null) return { classUid: 3006, activityId: side === ADD ? 3 : 4, user, group };
  const role = mentionedRole(values);
  return role === null ? null : { classUid: 3005, activityId: side === ADD ? 1 : 2, user, role };
}

const roleTypes: ReadonlySet<string> = new Set([
  'roles',
  'sproles',
  'oauthroles',
  'usersiteroles',
  'usersproles',
]);

function isAboutRole(event: AuditEvent): boolean {
  return roleTypes.has(wordKey(event.entity.type));
}

/** Of `USERSITEROLES` and `USERSPROLES` the entity is the pair; what is added or removed is the assignment itself. */
function assignmentOfRole(event: AuditEvent, action: string): CertainChange | null {
  const isPair = wordKey(event.entity.type).startsWith('user');
  const ofPair = action === 'add' ? ADD : action === 'remove' ? REMOVE : null;
  const side = sideOf(action) ?? (isPair ? ofPair : null);
  if (side === null) return null;
  const values = valuesOf(event, side);
  const user = mentionedUser(values);
  const role = mentionedRole(values) ?? (isPair ? null : named(event.entity.uid, event.entity.name));
  if (user === null || role === null) return null;
  return { classUid: 3005, activityId: side === ADD ? 1 : 2, user, role };
}

/** Attributes, and what was there before or is there since, depending on what was done. */
function valuesOf({ details }: AuditEvent, side: typeof ADD | typeof REMOVE): JsonObject {
  return { ...(side === ADD ? details.newValues : details.oldValues), ...details.attributes };
}

function mentionedUser(values: JsonObject): Named | null {
  return named(
    attributeText(values, 'userid', 'useruuid', 'memberid'),
    attributeText(values, 'username', 'user', 'member', 'membername'),
  );
}

function mentionedRole(values: JsonObject): Named | null {
  return named(attributeText(values, 'roleid'), attributeText(values, 'rolename', 'role'));
}

function named(uid: string | null, name: string | null): Named | null {
  return uid === null && name === null ? null : { uid, name };
}
