import { describe, expect, it } from 'vitest';
import { auditLogStream } from '../../../../main/vendors/hanzo-kms/audit-log.stream.ts';
import { listedEventTypes } from '../../../../main/vendors/hanzo-kms/event-types.ts';
import { ocsfProblems, processRecord, referenceRecords } from '../../../helpers/vendor-records.ts';

function eventOf(fields: Record<string, unknown>) {
  const record = { id: 'log-1', createdAt: '2026-03-02T09:15:27.481Z', orgId: 'org-1', ...fields };
  const [canonical] = auditLogStream.readImported(record);
  const outcome = processRecord(auditLogStream, canonical);
  if (!('event' in outcome)) throw new Error(outcome.rejected);
  expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
  return outcome.event;
}

describe('the mapping of Hanzo KMS', () => {
  it.each(Object.values(listedEventTypes).flat())(
    'makes valid OCSF of %s with nothing but a type',
    (type) => {
      const event = eventOf({ event: { type, metadata: {} }, actor: { type: 'user', metadata: {} } });
      expect(event.ocsf.class_uid).toBe(type.startsWith('login-') ? 3002 : 6003);
      expect(event.operation).toBe(type);
      expect(event.ecs).toMatchObject({ event: { action: type, dataset: 'hanzo_kms.audit_log' } });
    },
  );

  it('takes every public sample record', () => {
    const records = [
      ...referenceRecords('hanzo-kms', 'stream-records.jsonl'),
      ...referenceRecords('hanzo-kms', 'stream-records-azure.jsonl'),
    ];
    for (const record of records.flatMap((entry) => auditLogStream.readImported(entry))) {
      const outcome = processRecord(auditLogStream, record);
      expect(outcome).toHaveProperty('event');
      if ('event' in outcome) expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
    }
  });

  it.each([
    [
      'user',
      { userId: 'u-1', username: 'ada', email: 'ada@example.com' },
      { user: { uid: 'u-1', name: 'ada', email_addr: 'ada@example.com', type_id: 1 } },
    ],
    ['identity', { identityId: 'i-1', name: 'ci' }, { user: { uid: 'i-1', name: 'ci', type_id: 3 } }],
    ['service', { serviceId: 's-1', name: 'legacy' }, { user: { uid: 's-1', name: 'legacy', type_id: 3 } }],
    ['platform', {}, { app_name: 'Hanzo KMS platform' }],
    ['scimClient', {}, { app_name: 'scimClient' }],
    ['unknownUser', {}, { app_name: 'unknownUser' }],
    ['kmipClient', { clientId: 'k-1', name: 'tape' }, { app_name: 'tape', app_uid: 'k-1' }],
    ['acmeAccount', { profileId: 'p-1', accountId: 'a-1' }, { app_name: 'acmeAccount', app_uid: 'a-1' }],
    ['estAccount', { profileId: 'p-1' }, { app_name: 'estAccount', app_uid: 'p-1' }],
    [
      'somethingNew',
      { userId: 'u-9', email: 'new@example.com' },
      { user: { uid: 'u-9', name: 'new@example.com' } },
    ],
    ['user', {}, { app_name: 'user' }],
    [null, null, { app_name: 'unknown' }],
  ])('names the actor %s %j', (type, metadata, expected) => {
    const event = { type: 'get-secrets', metadata: {} };
    expect(eventOf({ event, actor: { type, metadata } }).ocsf.actor).toMatchObject(expected);
    expect(eventOf({ event, actor: type, actorMetadata: metadata }).ocsf.actor).toMatchObject(expected);
  });

  it.each([
    ['198.51.100.4', 'user', '198.51.100.4', { ip: '198.51.100.4' }],
    ['2001:db8::7', 'user', '2001:db8::7', { ip: '2001:db8::7' }],
    ['198.51.100.4:51020', 'user', '198.51.100.4', { ip: '198.51.100.4' }],
    ['198.51.100.4, 10.0.0.1', 'user', '198.51.100.4', { ip: '198.51.100.4' }],
    ['0.0.0.0', 'user', null, { name: 'unknown' }],
    ['::', 'user', null, { name: 'unknown' }],
    [null, 'user', null, { name: 'unknown' }],
    ['not an address', 'user', null, { name: 'unknown' }],
    [null, 'platform', null, { svc_name: 'Hanzo KMS' }],
  ])('reads the address %s of a %s', (ipAddress, type, srcIp, endpoint) => {
    const event = eventOf({
      ipAddress,
      event: { type: 'get-secrets', metadata: {} },
      actor: { type, metadata: {} },
    });
    expect(event.srcIp).toBe(srcIp);
    expect(event.ocsf.src_endpoint).toEqual(endpoint);
  });

  it.each([
    [
      'get-secret',
      { environment: 'prod', secretPath: '/payments', secretId: 's', secretKey: 'K' },
      'prod:/payments/K',
    ],
    ['get-secrets', { environment: 'dev', secretPath: '/', numberOfSecrets: 4 }, 'dev:/'],
    [
      'delete-folder',
      { environment: 'dev', folderId: 'f', folderName: 'jobs', folderPath: '/' },
      'dev:/jobs',
    ],
    ['create-environment', { name: 'Preview', slug: 'preview' }, 'Preview'],
    ['create-identity', { identityId: 'i', name: 'ci' }, 'ci'],
    ['add-trusted-ip', { trustedIpId: 't', ipAddress: '203.0.113.0', prefix: 24 }, '203.0.113.0'],
    ['create-service-token', { name: 'deploy', scopes: [] }, 'deploy'],
    ['get-cert', { certId: 'c', cn: 'api.example.com', serialNumber: '1' }, 'api.example.com'],
    ['get-workspace-key', { keyId: 'k-1' }, 'k-1'],
    ['add-workspace-member', { userId: 'u', email: 'ada@example.com' }, 'ada@example.com'],
    ['brand-new-type', { identityId: 'i-7' }, 'i-7'],
  ])('names what %s was about', (type, metadata, resource) => {
    expect(eventOf({ event: { type, metadata }, actor: { type: 'platform' } }).resource).toBe(resource);
  });

  it('names every secret of a batch, and keeps what has no place', () => {
    const secrets = [
      { secretId: 's-1', secretKey: 'A', secretVersion: 1 },
      { secretId: 's-2', secretKey: 'B', secretVersion: '2', secretPath: '/sub', secretTags: ['old'] },
    ];
    const { ocsf } = eventOf({
      event: { type: 'delete-secrets', metadata: { environment: 'dev', secretPath: '/', secrets } },
    });
    expect(ocsf.resources).toEqual([
      { uid: 's-1', name: 'dev:/A', type: 'Secret', version: '1' },
      { uid: 's-2', name: 'dev:/sub/B', type: 'Secret', version: '2' },
    ]);
    expect(ocsf.unmapped).toEqual({ eventMetadata: { secrets: [{ secretTags: ['old'] }] } });
  });

  it('tells a failed login with its reason, and who was tried', () => {
    const metadata = {
      clientId: 'client-9',
      identityId: null,
      reasonCode: 'invalid_credentials',
      message: 'Invalid credentials',
    };
    const event = eventOf({
      event: { type: 'login-identity-universal-auth-failed', metadata },
      actor: { type: 'unknownUser' },
    });
    expect(event.actor).toBe('client-9');
    expect(event.ocsf).toMatchObject({
      class_uid: 3002,
      status_id: 2,
      status_code: 'invalid_credentials',
      status_detail: 'Invalid credentials',
      auth_protocol_id: 99,
      auth_protocol: 'Universal Auth',
      user: { uid_alt: 'client-9' },
      service: { name: 'Hanzo KMS' },
    });
    expect(event.ecs).toMatchObject({ event: { outcome: 'failure', category: ['authentication'] } });
  });

  it('does not mix who logs in with who the log says did it', () => {
    const actor = { type: 'user', metadata: { userId: 'u-1', username: 'ada', email: 'ada@example.com' } };
    const other = eventOf({
      event: { type: 'login-identity-token-auth', metadata: { identityId: 'i-1' } },
      actor,
    });
    expect(other).toMatchObject({ userUid: 'i-1', userName: null, userEmail: null });
    expect(other.ocsf.unmapped).toEqual({ actor: 'user', actorMetadata: actor.metadata });
    const same = eventOf({ event: { type: 'user-login', metadata: {} }, actor });
    expect(same).toMatchObject({ userUid: 'u-1', userName: 'ada', userEmail: 'ada@example.com' });
    expect(same.ocsf.unmapped).toEqual({ actor: 'user' });
  });

  it.each([
    ['login-identity-oidc-auth', 4],
    ['login-identity-ldap-auth', 12],
    ['login-identity-aws-auth-failed', 99],
    ['login-identity-quantum-auth', 99],
  ])('knows the protocol of %s', (type, protocol) => {
    expect(eventOf({ event: { type, metadata: { identityId: 'i' } } }).ocsf).toMatchObject({
      auth_protocol_id: protocol,
      user: { uid: 'i', type_id: 3 },
    });
  });

  it('says of other events that they failed, and nothing where they did not', () => {
    expect(eventOf({ event: { type: 'sync-something-failed' } }).ocsf.status_id).toBe(2);
    expect(eventOf({ event: { type: 'update-user-workspace-denied-permissions' } }).ocsf).not.toHaveProperty(
      'status_id',
    );
  });

  it('raises an administrator’s entry into a project above the rest', () => {
    expect(eventOf({ event: { type: 'org-admin-accessed-project', metadata: {} } }).ocsf.severity_id).toBe(3);
    expect(eventOf({ event: { type: 'get-secret', metadata: {} } }).ocsf.severity_id).toBe(1);
  });

  it('names the project that an event is about, which its metadata have by id alone', () => {
    const { ocsf, resource } = eventOf({
      event: { type: 'org-admin-accessed-project', metadata: { userId: 'u-1', projectId: 'p-1' } },
      actor: { type: 'user', metadata: { userId: 'u-1', username: 'ada' } },
      projectId: 'p-1',
      projectName: 'Payments',
    });
    expect(resource).toBe('Payments');
    expect(ocsf.resources).toMatchObject([{ uid: 'p-1', name: 'Payments', type: 'Project' }, { uid: 'u-1' }]);
  });

  it('does not give one project the name of another', () => {
    const { ocsf } = eventOf({
      event: { type: 'get-project', metadata: { projectId: 'p-2' } },
      projectId: 'p-1',
      projectName: 'Payments',
    });
    expect(ocsf.resources).toMatchObject([{ uid: 'p-2', namespace: 'p-1' }]);
    expect(ocsf.unmapped).toMatchObject({ projectName: 'Payments' });
  });

  it('shows nothing as observed that only stands in for a name', () => {
    const { ocsf } = eventOf({
      event: { type: 'login-identity-universal-auth-failed', metadata: { clientId: 'tried-1' } },
      actor: { type: 'unknownUser', metadata: {} },
    });
    expect(ocsf.user).toMatchObject({ name: 'unknown', uid_alt: 'tried-1' });
    expect(JSON.stringify(ocsf.observables ?? [])).not.toContain('unknown');
  });

  it('shows one canonical type before and after a renaming, beside the vendor’s own word', () => {
    const before = eventOf({ event: { type: 'add-workspace-member', metadata: {} } });
    const now = eventOf({ event: { type: 'add-project-member', metadata: {} } });
    const canonical = { hanzo_kms: { event: { canonical_type: 'add-project-member' } } };
    expect([before.operation, now.operation]).toEqual(['add-workspace-member', 'add-project-member']);
    expect(before.ecs).toMatchObject(canonical);
    expect(now.ecs).toMatchObject(canonical);
  });

  it('makes a Base Event of one without a type', () => {
    expect(eventOf({ actor: 'user', eventMetadata: { a: 1 } }).ocsf).toMatchObject({
      class_uid: 0,
      unmapped: { actor: 'user', eventMetadata: { a: 1 } },
    });
  });

  it.each([
    ['2026-03-02T09:15:27.1234567Z', 123_456],
    ['2026-03-02T09:15:27.123456', 123_456],
    ['2026-03-02T10:15:27.5+01:00', 500_000],
    ['2026-03-02T09:15:27Z', 0],
  ])('reads the time %s to the microsecond', (createdAt, micros) => {
    expect(eventOf({ createdAt, event: { type: 'get-secret' } }).timeUs).toBe(
      Date.UTC(2026, 2, 2, 9, 15, 27) * 1_000 + micros,
    );
  });

  it('gives TimeGenerated a turn where createdAt says nothing', () => {
    const event = eventOf({
      createdAt: null,
      TimeGenerated: '2026-03-02T09:15:27.481Z',
      eventType: 'get-secret',
    });
    expect(event.timeUs).toBe(Date.UTC(2026, 2, 2, 9, 15, 27, 481) * 1_000);
  });

  it('leaves out project fields at the level of the organisation', () => {
    const { ocsf, ecs } = eventOf({ event: { type: 'create-identity', metadata: { identityId: 'i' } } });
    expect(ocsf.resources).toEqual([{ uid: 'i', type: 'Identity' }]);
    expect(ecs.hanzo_kms).not.toHaveProperty('project');
  });

  it('takes ten thousand fields that nobody knows', () => {
    const metadata = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`field${index}`, index]),
    );
    expect(eventOf({ event: { type: 'get-secret', metadata } }).ocsf.unmapped).toEqual({
      eventMetadata: metadata,
    });
  });
});
