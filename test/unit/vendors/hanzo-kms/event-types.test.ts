import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventKind, listedEventTypes } from '../../../../main/vendors/hanzo-kms/event-types.ts';

/** The 84 types of the vendor's document, with OCSF's activity and our group. */
const expected: readonly (readonly [string, number, string])[] = [
  ['get-secrets', 2, 'secrets'],
  ['get-secret', 2, 'secrets'],
  ['create-secret', 1, 'secrets'],
  ['update-secret', 3, 'secrets'],
  ['delete-secret', 4, 'secrets'],
  ['delete-secrets', 4, 'secrets'],
  ['create-shared-secret', 1, 'shared-secrets'],
  ['read-shared-secret', 2, 'shared-secrets'],
  ['delete-shared-secret', 4, 'shared-secrets'],
  ['get-secret-imports', 2, 'secret-imports'],
  ['create-secret-import', 1, 'secret-imports'],
  ['update-secret-import', 3, 'secret-imports'],
  ['delete-secret-import', 4, 'secret-imports'],
  ['create-folder', 1, 'folders-environments'],
  ['update-folder', 3, 'folders-environments'],
  ['delete-folder', 4, 'folders-environments'],
  ['create-environment', 1, 'folders-environments'],
  ['update-environment', 3, 'folders-environments'],
  ['delete-environment', 4, 'folders-environments'],
  ['get-workspace-key', 2, 'project-access'],
  ['org-admin-accessed-project', 99, 'project-access'],
  ['authorize-integration', 99, 'integrations'],
  ['update-integration-auth', 3, 'integrations'],
  ['unauthorize-integration', 99, 'integrations'],
  ['create-integration', 1, 'integrations'],
  ['delete-integration', 4, 'integrations'],
  ['integration-synced', 99, 'integrations'],
  ['add-trusted-ip', 1, 'trusted-ips'],
  ['update-trusted-ip', 3, 'trusted-ips'],
  ['delete-trusted-ip', 4, 'trusted-ips'],
  ['create-service-token', 1, 'service-tokens'],
  ['delete-service-token', 4, 'service-tokens'],
  ['create-identity', 1, 'identities'],
  ['update-identity', 3, 'identities'],
  ['delete-identity', 4, 'identities'],
  ['add-identity-universal-auth', 1, 'identities'],
  ['update-identity-universal-auth', 3, 'identities'],
  ['get-identity-universal-auth', 2, 'identities'],
  ['create-identity-universal-auth-client-secret', 1, 'identities'],
  ['revoke-identity-universal-auth-client-secret', 4, 'identities'],
  ['get-identity-universal-auth-client-secret', 2, 'identities'],
  ['login-identity-universal-auth', 99, 'logins'],
  ['add-workspace-member', 1, 'members-roles'],
  ['remove-workspace-member', 4, 'members-roles'],
  ['update-user-workspace-role', 3, 'members-roles'],
  ['update-user-workspace-denied-permissions', 3, 'members-roles'],
  ['create-webhook', 1, 'webhooks'],
  ['update-webhook-status', 3, 'webhooks'],
  ['delete-webhook', 4, 'webhooks'],
  ['webhook-triggered', 99, 'webhooks'],
  ['create-certificate-authority', 1, 'certificate-authorities'],
  ['get-certificate-authority', 2, 'certificate-authorities'],
  ['update-certificate-authority', 3, 'certificate-authorities'],
  ['delete-certificate-authority', 4, 'certificate-authorities'],
  ['get-certificate-authority-csr', 2, 'certificate-authorities'],
  ['get-certificate-authority-cert', 2, 'certificate-authorities'],
  ['sign-intermediate', 99, 'certificate-authorities'],
  ['import-certificate-authority-cert', 1, 'certificate-authorities'],
  ['get-certificate-authority-crl', 2, 'certificate-authorities'],
  ['issue-cert', 1, 'certificates'],
  ['get-cert', 2, 'certificates'],
  ['delete-cert', 4, 'certificates'],
  ['revoke-cert', 4, 'certificates'],
  ['get-cert-body', 2, 'certificates'],
  ['create-pki-alert', 1, 'pki-alerts-collections'],
  ['get-pki-alert', 2, 'pki-alerts-collections'],
  ['update-pki-alert', 3, 'pki-alerts-collections'],
  ['delete-pki-alert', 4, 'pki-alerts-collections'],
  ['create-pki-collection', 1, 'pki-alerts-collections'],
  ['get-pki-collection', 2, 'pki-alerts-collections'],
  ['update-pki-collection', 3, 'pki-alerts-collections'],
  ['delete-pki-collection', 4, 'pki-alerts-collections'],
  ['get-pki-collection-items', 2, 'pki-alerts-collections'],
  ['add-pki-collection-item', 1, 'pki-alerts-collections'],
  ['delete-pki-collection-item', 4, 'pki-alerts-collections'],
  ['create-certificate-template', 1, 'certificate-templates'],
  ['get-certificate-template', 2, 'certificate-templates'],
  ['update-certificate-template', 3, 'certificate-templates'],
  ['delete-certificate-template', 4, 'certificate-templates'],
  ['create-certificate-template-est-config', 1, 'certificate-templates'],
  ['get-certificate-template-est-config', 2, 'certificate-templates'],
  ['update-certificate-template-est-config', 3, 'certificate-templates'],
  ['get-project-slack-config', 2, 'chat'],
  ['update-project-slack-config', 3, 'chat'],
];

const document = new URL(
  '../../../../../shared/requirements/hanzo-kms-audit-log-streams.txt',
  import.meta.url,
);

describe('event types of Hanzo KMS', () => {
  it.each(expected)('%s is activity %i of the group %s', (type, activityId, group) => {
    expect(eventKind(type)).toMatchObject({ activityId, group, isListed: true, isFailure: false });
    expect(listedEventTypes[group as keyof typeof listedEventTypes]).toContain(type);
  });

  it('are 84, each listed once', () => {
    const listed = Object.values(listedEventTypes).flat();
    expect(listed).toHaveLength(84);
    expect([...listed].sort()).toEqual(expected.map(([type]) => type).sort());
  });

  it.runIf(existsSync(document))('are those of the document, none missing and none more', () => {
    const line = readFileSync(document, 'utf8')
      .split('\n')
      .find((text) => text.startsWith('get-secrets, '));
    const named = (line ?? '').replace(/\.\s*$/, '').split(', ');
    expect(Object.values(listedEventTypes).flat().sort()).toEqual(named.sort());
  });

  it.each([
    ['get-workspace-key', 'get-project-key'],
    ['add-workspace-member', 'add-project-member'],
    ['remove-workspace-member', 'remove-project-member'],
    ['update-user-workspace-role', 'update-user-project-role'],
    ['update-user-workspace-denied-permissions', 'update-user-project-denied-permissions'],
  ])('%s and its later name %s are one', (before, now) => {
    expect(eventKind(before)).toEqual(eventKind(now));
    expect(eventKind(now)).toMatchObject({ canonicalType: now, isListed: true });
  });

  it.each([
    ['create-secrets', 1, 'secrets'],
    ['move-secrets', 3, 'secrets'],
    ['reveal-secret', 2, 'secrets'],
    ['redact-secret-version-value', 4, 'secrets'],
    ['pam-account-create', 1, 'other'],
    ['cmek-encrypt', 99, 'keys'],
    ['cmek-list-keys', 2, 'keys'],
    ['kmip-operation-register', 1, 'keys'],
    ['org-admin-bypassed-sso', 99, 'project-access'],
    ['add-project-members', 1, 'members-roles'],
    ['rotate-project-key', 3, 'keys'],
    ['constructor', 99, 'other'],
    ['', 99, 'other'],
  ])('reads the unlisted %s by its words', (type, activityId, group) => {
    expect(eventKind(type)).toMatchObject({ activityId, group, isListed: false, isLogin: false });
  });

  it.each([
    ['login-identity-universal-auth', false],
    ['login-identity-oidc-auth-failed', true],
    ['user-login', false],
    ['user-login-failed', true],
  ])('takes %s for a login', (type, isFailure) => {
    expect(eventKind(type)).toMatchObject({ isLogin: true, isFailure, group: 'logins' });
  });
});
