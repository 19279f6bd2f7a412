import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readObjects, readText, wordKey } from '../read-value.ts';
import { meaningful } from './graph-record.ts';
import { modifiedTo } from './modified-properties.ts';

/** A resource that an audited activity was about. */
export interface AuditTarget {
  readonly id: string | null;
  readonly name: string | null;
  /** `User`, `Group`, `Role`, `Policy`, …: as written. */
  readonly type: string | null;
  /** Lower case, without separators. */
  readonly typeKey: string;
  readonly upn: string | null;
  readonly fields: JsonObject;
}

/** Without the empty ones; `type` is written `Type` in places. */
export function readTargets(fields: JsonObject): readonly AuditTarget[] {
  return readObjects(fields.targetResources)
    .map((target) => {
      const type = meaningful(target.type) ?? meaningful(target.Type);
      return {
        id: meaningful(target.id),
        name: meaningful(target.displayName),
        type,
        typeKey: wordKey(type),
        upn: meaningful(target.userPrincipalName) ?? modifiedTo(target, 'UserPrincipalName'),
        fields: target,
      };
    })
    .filter(({ id, name, upn }) => id !== null || name !== null || upn !== null);
}

/** By type, never by position: of user and group either can come first. */
export function targetOf(targets: readonly AuditTarget[], ...types: readonly string[]): AuditTarget | null {
  return targets.find(({ typeKey }) => types.includes(typeKey)) ?? null;
}

export function userOfTarget({ id, name, upn, typeKey }: AuditTarget): JsonObject {
  const isProgram = typeKey === 'serviceprincipal';
  return {
    uid: id,
    name: upn ?? name ?? id,
    full_name: upn === null ? null : name,
    email_addr: emailOf(upn),
    ...(isProgram ? { type_id: 3, type: 'System' } : { type_id: 1, type: 'User' }),
  };
}

/** The person (or program) of a change; an application's role names it in its changed properties alone. */
export function userOfTargets(targets: readonly AuditTarget[]): JsonObject | null {
  const person = targetOf(targets, 'user') ?? targetOf(targets, 'serviceprincipal');
  if (person?.typeKey === 'user') return userOfTarget(person);
  const uid = firstModified(targets, 'User.ObjectID');
  const name = firstModified(targets, 'User.UPN');
  if (uid !== null || name !== null) {
    return { uid, name: name ?? uid, email_addr: emailOf(name), type_id: 1, type: 'User' };
  }
  return person === null ? null : userOfTarget(person);
}

/**
 * The group of a change of members. Its name is often only in the member's changed properties; if a group joins a
 * group, these also tell which of the two is the one that changed.
 */
export function groupOfTargets(targets: readonly AuditTarget[]): JsonObject | null {
  const groups = targets.filter(({ typeKey }) => typeKey === 'group');
  const saidId = firstModified(targets, 'Group.ObjectID');
  const saidName = firstModified(targets, 'Group.DisplayName');
  const group = groups.find(({ id }) => id === saidId) ?? groups.at(-1);
  const uid = group?.id ?? saidId;
  const name = group?.name ?? saidName;
  return uid === null && name === null ? null : { uid, name, type: readText(group?.fields.groupType) };
}

/** What was given or taken: the role's name, or as a last resort its id. */
export function privilegesOf(targets: readonly AuditTarget[]): readonly string[] {
  const role = targetOf(targets, 'role');
  const name =
    role?.name ??
    firstModified(targets, 'Role.DisplayName') ??
    firstModified(targets, 'AppRole.DisplayName') ??
    firstModified(targets, 'AppRole.Value') ??
    role?.id ??
    firstModified(targets, 'AppRole.Id');
  return name === null || name === undefined ? [] : [name];
}

/** The role, or the application whose role it is. */
export function roleResource(targets: readonly AuditTarget[], privileges: readonly string[]): JsonObject {
  const role = targetOf(targets, 'role');
  if (role !== null) return { uid: role.id, name: role.name ?? privileges[0], type: 'Role' };
  const app = targetOf(targets, 'serviceprincipal', 'application');
  return app === null
    ? { uid: firstModified(targets, 'Role.ObjectID'), name: privileges[0], type: 'Role' }
    : { uid: app.id, name: app.name, type: app.type };
}

function firstModified(targets: readonly AuditTarget[], name: string): string | null {
  for (const { fields } of targets) {
    const value = modifiedTo(fields, name);
    if (value !== null) return value;
  }
  return null;
}

const entityTypes: Readonly<Record<string, readonly [number, string]>> = {
  device: [1, 'Device'],
  user: [2, 'User'],
  group: [3, 'Group'],
  directory: [4, 'Organization'],
  policy: [5, 'Policy'],
};

/** The first target that says what it is; requests and the like only stand beside it. */
export function mainTarget(targets: readonly AuditTarget[]): AuditTarget | null {
  const isBeside = ({ typeKey }: AuditTarget) => ['', 'request', 'other'].includes(typeKey);
  return targets.find((target) => !isBeside(target)) ?? targets[0] ?? null;
}

export function entityOfTarget(target: AuditTarget): JsonObject {
  const [type_id, type] = entityTypes[target.typeKey] ?? [99, target.type ?? 'Resource'];
  const { id: uid, name: displayName } = target;
  const name = displayName ?? target.upn;
  const inner =
    type_id === 2
      ? { user: userOfTarget(target) }
      : type_id === 3
        ? { group: { uid, name } }
        : type_id === 5
          ? { policy: { uid, name } }
          : {};
  return { uid, name, type_id, type, ...inner };
}
