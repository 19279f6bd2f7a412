import { describe, expect, it } from 'vitest';
import { ocsfProblems } from '../../../helpers/vendor-records.ts';
import { aChange, mapped } from './an-audit-event.ts';
import { listedEntityTypes } from './listed-kinds.ts';

const user = { entityType: 'USERS', entityId: 'u-2', entityName: 'bruno@example.com' };
const group = { entityType: 'GROUPS', entityId: 'g-2', entityName: 'VPN users' };

function attributes(...pairs: readonly (readonly [string, unknown])[]) {
  return { auditDetails: { entityAttributes: pairs.map(([name, value]) => ({ name, value })) } };
}

function changed(fields: Readonly<Record<string, unknown>>) {
  const { ocsf } = mapped(aChange(fields), 'management');
  expect(ocsfProblems(ocsf)).toEqual([]);
  return ocsf;
}

describe('a change', () => {
  it.each(listedEntityTypes)('of $name is valid OCSF, with and without a name', ({ name, typeId }) => {
    const whole = changed({ entityType: name });
    const bare = changed({
      entityType: name,
      entityId: undefined,
      entityName: undefined,
      subject: null,
      subjectName: null,
    });
    for (const ocsf of [whole, bare]) {
      expect(ocsf).toMatchObject({ class_uid: 3004, entity: { type_id: typeId } });
    }
    expect(bare.entity).toMatchObject({ name });
  });

  it.each([
    ['ADD', 1, 'Create'],
    ['CREATE', 1, 'Create'],
    ['VIEW', 2, 'Read'],
    ['EDIT', 3, 'Update'],
    ['update', 3, 'Update'],
    ['ASSIGN', 3, 'Update'],
    ['UNASSIGN', 3, 'Update'],
    ['RESET', 3, 'Update'],
    ['REMOVE', 4, 'Delete'],
    ['DELETE', 4, 'Delete'],
    ['ENROLL', 6, 'Enroll'],
    ['UNENROLL', 7, 'Unenroll'],
    ['ENABLE', 8, 'Enable'],
    ['DISABLE', 9, 'Disable'],
    ['ACTIVATE', 10, 'Activate'],
    ['DEACTIVATE', 11, 'Deactivate'],
    ['SUSPEND', 12, 'Suspend'],
    ['UNSUSPEND', 13, 'Resume'],
    ['JUGGLE', 99, 'JUGGLE'],
    ['constructor', 99, 'constructor'],
    [undefined, 0, 'Unknown'],
  ])('by %s is activity %i', (entityAction, activity_id, activity_name) => {
    expect(changed({ entityAction })).toMatchObject({ class_uid: 3004, activity_id, activity_name });
  });

  it('goes on saying which word it was where OCSF has one word for several', () => {
    expect(changed({ entityAction: 'RESET' }).unmapped).toMatchObject({ entityAction: 'RESET' });
    expect(changed({ entityAction: 'EDIT' }).unmapped).toBeUndefined();
  });

  it.each(['WEBHOOKS', 'VERIFYUSER', 'FLEET_MANAGEMENT_ALERT'])(
    'of the newer type %s is no error',
    (entityType) => {
      expect(changed({ entityType }).entity).toMatchObject({ type_id: 99, type: entityType });
    },
  );

  it('tells old and new values', () => {
    const ocsf = changed({
      auditDetails: {
        modifiedEntityAttributes: [{ name: 'sessionTimeout', oldValue: '30', newValue: '480' }],
      },
    });
    expect(ocsf.entity).toMatchObject({ data: { sessionTimeout: '30' } });
    expect(ocsf.entity_result).toMatchObject({ data: { sessionTimeout: '480' } });
    expect(ocsf.unmapped).toBeUndefined();
  });

  it('reads attributes as a list and as an object', () => {
    const auditDetails = { entityAttributes: { userName: 'bruno@example.com' } };
    expect(changed({ ...group, entityAction: 'ASSIGN', auditDetails }).class_uid).toBe(3006);
  });

  it('tells which permission it took, and which role was held', () => {
    const ocsf = changed({ requiredPermission: 'APPLICATIONS:EDIT', subscriberAdminRoleName: 'Help Desk' });
    expect(ocsf).toMatchObject({
      access_list: ['APPLICATIONS:EDIT'],
      unmapped: { subscriberAdminRoleName: 'Help Desk' },
    });
  });

  it.each(['ADMIN_API', 'AGENT'])('by a subject of the type %s is one of a program', (subjectType) => {
    expect(changed({ subjectType, subjectName: 'hr-sync' }).actor).toEqual({
      app_uid: '5d1c2b3a-1111-4222-8333-444455556666',
      app_name: 'hr-sync',
    });
  });

  it('by a person is one of an administrator', () => {
    expect(changed({}).actor).toMatchObject({ user: { type_id: 2, name: 'ada.lindqvist@example.com' } });
  });

  it('of nothing that is named stays a change, of what its type says', () => {
    const nothing = { entityType: null, entityId: null, entityName: null };
    expect(changed(nothing)).toMatchObject({
      class_uid: 3004,
      entity: { name: 'ManagementEvent', type_id: 0, type: 'Unknown' },
    });
    expect(changed({ ...nothing, eventType: null }).class_uid).toBe(0);
  });

  it('says whose authenticator it is: the user that is named, or who enrolled it without a role', () => {
    const token = { entityType: 'TOKENS', entityAction: 'ASSIGN' };
    expect(changed({ ...token, ...attributes(['userName', 'bruno']) }).entity).toMatchObject({
      user: { name: 'bruno' },
    });
    expect(changed(token).entity).toMatchObject({ user: { name: 'ada.lindqvist@example.com' } });
    expect(changed({ ...token, subscriberAdminRoleName: 'Help Desk' }).entity).not.toHaveProperty('user');
  });
});

describe('a change of a user', () => {
  it.each([
    ['ADD', 1],
    ['ENABLE', 2],
    ['CHANGE_PASSWORD', 3],
    ['RESET_PASSWORD', 4],
    ['DISABLE', 5],
    ['REMOVE', 6],
    ['LOCK', 9],
    ['UNLOCK', 12],
  ])('by %s is Account Change %i', (entityAction, activity_id) => {
    const ocsf = changed({ ...user, entityAction });
    expect(ocsf).toMatchObject({
      class_uid: 3001,
      activity_id,
      user: { uid: 'u-2', name: 'bruno@example.com' },
    });
  });

  it('is a password reset where something says that it was the password', () => {
    const reset = { ...user, entityAction: 'RESET' };
    expect(changed({ ...reset, message: 'user_password_reset' })).toMatchObject({
      class_uid: 3001,
      activity_id: 4,
    });
    expect(changed({ ...reset, ...attributes(['passwordExpired', true]) }).class_uid).toBe(3001);
    expect(changed(reset)).toMatchObject({ class_uid: 3004, activity_id: 3 });
  });

  it('of the profile stays an update of an entity', () => {
    expect(changed({ ...user, entityAction: 'EDIT' })).toMatchObject({ class_uid: 3004, activity_id: 3 });
  });

  it('stays Entity Management where the user is not named', () => {
    expect(
      changed({ entityType: 'USERS', entityAction: 'ADD', entityId: '', entityName: null }).class_uid,
    ).toBe(3004);
  });

  it('fills the columns with whom it was done to, and by whom', () => {
    expect(mapped(aChange({ ...user, entityAction: 'LOCK' }), 'management')).toMatchObject({
      operation: 'USERS LOCK',
      actor: 'ada.lindqvist@example.com',
      userName: 'bruno@example.com',
      userUid: 'u-2',
      resource: 'bruno@example.com',
    });
  });
});

describe('a change of membership or role', () => {
  it.each([
    [
      'a group that names the user',
      { ...group, entityAction: 'ASSIGN', ...attributes(['userName', 'bruno']) },
      3,
    ],
    [
      'a group that lost the user',
      { ...group, entityAction: 'UNASSIGN', ...attributes(['userId', 'u-2']) },
      4,
    ],
    [
      'a user that names the group',
      { ...user, entityAction: 'ASSIGN', ...attributes(['groupName', 'VPN users']) },
      3,
    ],
    [
      'a user that lost the group',
      { ...user, entityAction: 'UNASSIGN', ...attributes(['group', 'VPN users']) },
      4,
    ],
  ])('is Group Management for %s', (_what, fields, activity_id) => {
    const ocsf = changed(fields);
    expect(ocsf).toMatchObject({
      class_uid: 3006,
      activity_id,
      group: expect.anything(),
      user: expect.anything(),
    });
    expect(ocsf.observables).toContainEqual(
      expect.objectContaining({ name: expect.stringMatching(/^group\./) }),
    );
  });

  it.each([
    [
      'a role that names the user',
      { entityType: 'ROLES', entityAction: 'ASSIGN', ...attributes(['userName', 'bruno']) },
      1,
    ],
    [
      'a user that names the role',
      { ...user, entityAction: 'UNASSIGN', ...attributes(['roleName', 'Help Desk']) },
      2,
    ],
    [
      'the pair of both',
      {
        entityType: 'USERSITEROLES',
        entityAction: 'ADD',
        ...attributes(['userName', 'bruno'], ['role', 'Help Desk']),
      },
      1,
    ],
  ])('is User Access Management for %s', (_what, fields, activity_id) => {
    expect(changed(fields)).toMatchObject({ class_uid: 3005, activity_id, privileges: [expect.any(String)] });
  });

  it.each([
    ['a group without the user', { ...group, entityAction: 'ASSIGN' }],
    ['a group that was made', { ...group, entityAction: 'ADD', ...attributes(['userName', 'bruno']) }],
    ['a role without the user', { entityType: 'ROLES', entityAction: 'ASSIGN' }],
    [
      'a pair without the role',
      { entityType: 'USERSPROLES', entityAction: 'ADD', ...attributes(['userName', 'bruno']) },
    ],
  ])('stays Entity Management for %s', (_what, fields) => {
    expect(changed(fields).class_uid).toBe(3004);
  });
});
