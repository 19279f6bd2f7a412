import { describe, expect, it } from 'vitest';
import { auditLogStream } from '../../../../main/vendors/hanzo-kms/audit-log.stream.ts';
import { processRecord } from '../../../helpers/vendor-records.ts';

describe('secrets in the audit log', () => {
  const outcomeOf = (metadata: Record<string, unknown>) =>
    JSON.stringify(
      processRecord(auditLogStream, {
        id: 'log-1',
        createdAt: '2026-03-02T09:15:27.481Z',
        actor: 'user',
        actorMetadata: {},
        eventType: 'update-secret',
        eventMetadata: metadata,
      }),
    );

  it('keeps a secret’s name, id, path and version, which are no secrets', () => {
    const metadata = {
      secretKey: 'DB_PASSWORD',
      secretId: 's-1',
      secretPath: '/payments',
      secretVersion: 4,
      numberOfSecrets: 3,
      clientSecretId: 'cs-1',
      identityAccessTokenId: 'at-1',
      secrets: [{ secretKey: 'API_TOKEN', secretId: 's-2' }],
    };
    const text = outcomeOf(metadata);
    expect(text).not.toContain('‹secret:');
    expect(text).toContain('DB_PASSWORD');
    expect(text).toContain('API_TOKEN');
  });

  it.each([
    [{ clientSecretPrefix: 'fa4e' }, '"fa4e"'],
    [{ clientSecrets: [{ clientSecretPrefix: 'fa5f' }] }, '"fa5f"'],
    [{ clientSecret: 'obviously-fake-1' }, 'obviously-fake-1'],
    [{ webhookSecretKey: 'obviously-fake-2' }, 'obviously-fake-2'],
    [{ secretValue: 'obviously-fake-3', note: 'was obviously-fake-3' }, 'obviously-fake-3'],
    [{ accessToken: 'obviously-fake-4' }, 'obviously-fake-4'],
    [{ secretKey: 'ghp_FAKEFAKEFAKEFAKEFAKE1234' }, 'ghp_FAKE'],
  ])('lifts what is one out of %j', (metadata, value) => {
    expect(outcomeOf(metadata)).not.toContain(value);
    expect(outcomeOf(metadata)).toContain('‹secret:fp:');
  });
});
