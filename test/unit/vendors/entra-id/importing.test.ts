import { describe, expect, it } from 'vitest';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

function imported(entry: unknown) {
  const found = entraId.streams
    .flatMap((stream) => (stream.readImported?.(entry) ?? []).map((record) => ({ stream, record })))
    .map(({ stream, record }) => ({ stream, record, fit: stream.recognise(record) }))
    .sort((a, b) => b.fit - a.fit)[0];
  if (found === undefined || found.fit === 0) throw new Error('nothing recognises it');
  const outcome = processRecord(found.stream, found.record);
  if ('rejected' in outcome) throw new Error(outcome.rejected);
  expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
  return { stream: found.stream.name, ...outcome.event };
}

describe('importing records of Entra', () => {
  it.each([
    ['2026-03-02T09:15:27Z', 1_772_442_927_000_000],
    ['2026-03-02 09:15:27', 1_772_442_927_000_000],
    ['3/2/2026, 9:15:27 AM', 1_772_442_927_000_000],
  ])('reads a row of the portal’s CSV with the date %s', (date, timeUs) => {
    const event = imported({
      'Date (UTC)': date,
      'Request ID': 'a0000001-0000-4000-8000-000000000001',
      User: 'Ada Lindqvist',
      Username: 'ada.lindqvist@larkmoor.example',
      'User ID': '0a1b2c3d-0001-4000-8000-000000000001',
      Application: 'Larkmoor Portal',
      Resource: 'Microsoft Graph',
      'IP address': '203.0.113.9',
      Location: 'Oslo, Oslo, NO',
      Status: 'Failure',
      'Sign-in error code': '50126',
      'Failure reason': 'Invalid username or password.',
      'Client app': 'Browser',
      'Device ID': '',
      Browser: 'Example 1',
      'Operating System': 'Windows 10',
      Compliant: 'No',
      'Multifactor authentication result': '',
      'Authentication requirement': 'Single-factor authentication',
      'Conditional Access': 'Not Applied',
      'A new column': 'kept',
    });
    expect(event).toMatchObject({
      stream: 'sign-in-interactive',
      timeUs,
      srcIp: '203.0.113.9',
      userName: 'ada.lindqvist@larkmoor.example',
      ocsf: {
        status_id: 2,
        status_code: '50126',
        is_mfa: false,
        src_endpoint: { location: { city: 'Oslo', country: 'NO' } },
        unmapped: { 'A new column': 'kept' },
      },
    });
  });

  it('tells success and interruption from the word where a row has no code', () => {
    const row = { 'Date (UTC)': '2026-03-02T09:15:27Z', Username: 'ada@larkmoor.example' };
    expect(imported({ ...row, Status: 'Success' }).ocsf.status_id).toBe(1);
    expect(imported({ ...row, Status: 'Interrupted' }).ocsf.status_id).toBe(99);
  });

  it('opens what diagnostic settings wrote', () => {
    const properties = {
      id: 'x-1',
      createdDateTime: '2026-03-02T09:15:27Z',
      servicePrincipalId: 's',
      status: { errorCode: 0 },
      appId: 'a',
      ipAddress: '192.0.2.1',
    };
    const event = imported({
      time: '2026-03-02T09:20:00Z',
      category: 'ServicePrincipalSignInLogs',
      tenantId: 't-1',
      properties,
    });
    expect(event).toMatchObject({
      stream: 'sign-in-service-principal',
      ocsf: { metadata: { tenant_uid: 't-1' } },
    });
  });

  it.each([
    [{ signInEventTypes: ['nonInteractiveUser'] }, 'sign-in-non-interactive'],
    [{ isInteractive: false, userId: 'u' }, 'sign-in-non-interactive'],
    [{ isInteractive: true, userId: 'u' }, 'sign-in-interactive'],
    [{ servicePrincipalId: 's', userId: '' }, 'sign-in-service-principal'],
    [
      { servicePrincipalId: 's', managedServiceIdentity: { msiType: 'userAssigned' } },
      'sign-in-managed-identity',
    ],
  ])('tells the kind of sign-in of %j', (fields, stream) => {
    const record = {
      id: 'x',
      createdDateTime: '2026-03-02T09:15:27Z',
      status: { errorCode: 0 },
      appId: 'a',
      ...fields,
    };
    expect(imported(record).stream).toBe(stream);
  });

  it('finds the records in a page of Graph', () => {
    const user = { id: 'u-1', userPrincipalName: 'ada@larkmoor.example' };
    expect(imported({ '@odata.context': 'x', value: [user] }).stream).toBe('user');
  });
});
