import { describe, expect, it } from 'vitest';
import { auditActivityOf } from '../../../../main/vendors/entra-id/audit-activities.ts';
import { directoryMerge } from '../../../../main/vendors/entra-id/directory-walk.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { mapSignIn } from '../../../../main/vendors/entra-id/sign-in.ocsf.ts';
import { entraStreams } from '../../../../main/vendors/entra-id/streams-described.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

describe('an audited activity', () => {
  it.each([
    ['Add user', 3001, 1],
    ['Enable account', 3001, 2],
    ['Change user password', 3001, 3],
    ['Change password (self-service)', 3001, 3],
    ['Reset user password', 3001, 4],
    ['Reset password (by admin)', 3001, 4],
    ['Reset password (self-service)', 3001, 4],
    ['Disable account', 3001, 5],
    ['Delete user', 3001, 6],
    ['Hard Delete user', 3001, 6],
    ['Restore user', 3001, 2],
    ['User registered security info', 3001, 10],
    ['User deleted security info', 3001, 11],
    ['Unlock user account (self-service)', 3001, 12],
    ['Unlock', 3001, 12],
    ['Add group', 3006, 6],
    ['Delete group', 3006, 5],
    ['Add member to group', 3006, 3],
    ['Remove member from group', 3006, 4],
    ['Add owner to group', 3006, 99],
    ['Add member to role', 3005, 1],
    ['Add eligible member to role', 3005, 1],
    ['Add scoped member to role', 3005, 1],
    ['Add member to role in PIM completed (permanent)', 3005, 1],
    ['Add member to role in PIM requested (permanent)', 3005, 99],
    ['Remove member from role', 3005, 2],
    ['Remove eligible member from role', 3005, 2],
    ['Remove scoped member from role', 3005, 2],
    ['Add app role assignment grant to user', 3005, 1],
    ['Remove app role assignment from user', 3005, 2],
    ['Update user', 3004, 3],
    ['Update group', 3004, 3],
    ['Update conditional access policy', 3004, 3],
  ])('"%s" is class %i, activity %i, whatever its category', (activityDisplayName, classUid, activityId) => {
    const fields = { activityDisplayName, category: 'UserManagement', operationType: 'Update' };
    expect(auditActivityOf(fields)).toEqual({ classUid, activityId });
  });

  it.each([
    ['Add', 1],
    ['Update', 3],
    ['Delete', 4],
    ['Assign', 99],
    ['Unassign', 99],
    [undefined, 99],
  ])('of another name goes by its operation: %s', (operationType, activityId) => {
    expect(auditActivityOf({ activityDisplayName: 'Something new', operationType }).activityId).toBe(
      activityId,
    );
  });
});

describe('the outcome of a sign-in', () => {
  const statusOf = (errorCode: unknown) => {
    const record = { id: 'x', createdDateTime: '2026-03-02T09:15:27Z', userId: 'u', status: { errorCode } };
    const mapped = mapSignIn(record, { secret: null, receivedAtUs: 1_772_496_000_000_000 });
    if (!mapped.ok) throw new Error(mapped.error);
    return mapped.value.ocsf.status_id;
  };

  it.each([50125, 50140, 50097, 50074, 50076, 50079, 16000])('%i is one more step, no failure', (code) => {
    expect(statusOf(code)).toBe(99);
  });

  it('is success for 0 and a failure for all else', () => {
    expect([0, '0', 50126, 53003, 7000222, '50053', null].map(statusOf)).toEqual([1, 1, 2, 2, 2, 2, 0]);
  });
});

describe('who signed in', () => {
  const program = { servicePrincipalId: 'sp-1', servicePrincipalName: 'backup-bot' };
  const person = { userId: 'u-1', userPrincipalName: 'ada@example.com' };
  const signIn = (stream: string, fields: object) => {
    const definition = entraId.streams.find(({ name }) => name === `sign-in-${stream}`);
    if (definition === undefined) throw new Error(`no stream ${stream}`);
    const record = { id: 'x', createdDateTime: '2026-03-02T09:15:27Z', status: { errorCode: 0 }, ...fields };
    const outcome = processRecord(definition, record);
    if ('rejected' in outcome) throw new Error(outcome.rejected);
    expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
    const { class_uid, user } = outcome.event.ocsf;
    return { class_uid, user, operation: outcome.event.operation, userName: outcome.event.userName };
  };

  it.each(['interactive', 'non-interactive'])(
    'is a program in the log of %s ones where nobody else is named',
    (log) => {
      const nobody = { userId: null, userPrincipalName: '', appId: 'app-1', appDisplayName: 'Backup' };
      expect(signIn(log, { ...nobody, ...program })).toMatchObject({
        class_uid: 3002,
        user: { uid: 'sp-1', name: 'backup-bot', type_id: 3 },
        userName: 'backup-bot',
      });
      expect(signIn(log, { ...program, ...person }).user).toMatchObject({ uid: 'u-1', type_id: 1 });
      expect(signIn(log, nobody).class_uid).toBe(0);
    },
  );

  it.each(['service-principal', 'managed-identity'])(
    'is a person in the log of %s sign-ins if no program is named',
    (log) => {
      expect(signIn(log, person)).toMatchObject({ class_uid: 3002, user: { uid: 'u-1', type_id: 1 } });
      expect(signIn(log, { ...person, ...program }).user).toMatchObject({ uid: 'sp-1', type_id: 3 });
    },
  );

  it('is of the kind of the log where the record leaves it open', () => {
    expect(signIn('managed-identity', program).operation).toBe('managedIdentity');
    expect(signIn('managed-identity', { appId: 'app-1' }).operation).toBe('managedIdentity');
    expect(signIn('non-interactive', person).operation).toBe('nonInteractiveUser');
    expect(signIn('interactive', program).operation).toBe('servicePrincipal');
    expect(signIn('interactive', { ...person, isInteractive: false }).operation).toBe('nonInteractiveUser');
    const said = { ...person, signInEventTypes: ['interactiveUser'] };
    expect(signIn('non-interactive', said).operation).toBe('interactiveUser');
  });
});

describe('an alert', () => {
  const alert = entraId.streams.find(({ name }) => name === 'alert');

  it('has the file of a process without a number as evidence, beside all that is said of it', () => {
    const evidence = {
      '@odata.type': '#microsoft.graph.security.processEvidence',
      processId: null,
      processCommandLine: 'tool.exe -x',
      imageFile: { fileName: 'tool.exe' },
    };
    const record = {
      id: 'a',
      status: 'Active',
      lastUpdateDateTime: '2026-03-02T09:15:27Z',
      evidence: [evidence],
    };
    const outcome = alert && processRecord(alert, record);
    if (outcome === undefined || 'rejected' in outcome) throw new Error('not mapped');
    expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
    expect(outcome.event.ocsf).toMatchObject({
      status_id: 1,
      evidences: [{ file: { name: 'tool.exe' }, data: { processCommandLine: 'tool.exe -x' } }],
    });
  });
});

describe('a change of the directory', () => {
  const { merge, uidOf, removal } = directoryMerge;

  it('leaves what it does not name, and clears what it names as null', () => {
    const merged = merge({ id: 'u', jobTitle: 'Clerk', department: 'IT' }, { id: 'u', jobTitle: null });
    expect(merged).toEqual({ id: 'u', jobTitle: null, department: 'IT' });
  });

  it('is the same for members in any order, adds who joined and drops who left', () => {
    const group = merge(null, { id: 'g', 'members@delta': [{ id: 'b' }, { id: 'a' }] });
    expect(group).toEqual({ id: 'g', 'members@delta': [{ id: 'a' }, { id: 'b' }] });
    expect(
      merge(group, {
        id: 'g',
        'members@delta': [{ id: 'c' }, { id: 'a', '@removed': { reason: 'deleted' } }],
      }),
    ).toEqual({ id: 'g', 'members@delta': [{ id: 'b' }, { id: 'c' }] });
    expect(merge(group, { id: 'g', displayName: 'G' })).toMatchObject({
      'members@delta': [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('keeps what is known of a removed thing, and forgets the removal when it is there again', () => {
    const removed = merge({ id: 'u', displayName: 'Ada' }, removal('u'));
    expect(removed).toEqual({ id: 'u', displayName: 'Ada', '@removed': { reason: 'deleted' } });
    expect(merge(removed, { id: 'u', displayName: 'Ada' })).toEqual({ id: 'u', displayName: 'Ada' });
    expect(uidOf(removal('u'))).toBe('u');
  });
});

describe('the streams of Entra', () => {
  it('are the eleven of the design, described and defined, every two minutes', () => {
    const names =
      'sign-in-interactive sign-in-non-interactive sign-in-service-principal sign-in-managed-identity directory-audit provisioning alert incident user group device'.split(
        ' ',
      );
    expect(entraId.streams.map(({ name }) => name)).toEqual(names);
    expect(entraStreams.map(({ name }) => name)).toEqual(names);
    expect(
      entraStreams.every(
        ({ intervalSeconds, lookBackDays }) => intervalSeconds === 120 && lookBackDays === 30,
      ),
    ).toBe(true);
  });
});
