import { describe, expect, it } from 'vitest';
import { entraSample } from '../../../../main/sample-tenant/entra-id/entra-sample.ts';
import { anEntraTenant } from './an-entra-tenant.ts';

const signIns = [
  'sign-in-interactive',
  'sign-in-managed-identity',
  'sign-in-non-interactive',
  'sign-in-service-principal',
];

describe('what Entra refuses', () => {
  it('is one stream only where one permission is missing, and the message names it', async () => {
    const permissions = ['AuditLog.Read.All', 'Directory.Read.All', 'SecurityAlert.Read.All'];
    const tenant = await anEntraTenant({ lookBackDays: 1, api: { permissions } });
    const errors = await tenant.collect();
    expect(Object.keys(errors)).toEqual(['incident']);
    expect(errors.incident).toMatchObject({
      kind: 'permission-missing',
      message: expect.stringContaining('SecurityIncident.Read.All'),
      traceId: 'sample-request-Authorization_RequestDenied',
    });
    expect(await tenant.counts()).toMatchObject({ user: expect.any(Number), alert: expect.any(Number) });
  });

  it('is sign-ins and not audits without a premium licence, and is not called a matter of consent', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1, api: { isPremium: false } });
    const errors = await tenant.collect();
    expect(Object.keys(errors).sort()).toEqual(signIns);
    for (const error of Object.values(errors)) {
      expect(error.message).toContain('P1 or P2');
      expect(error.message).toContain('permissions are not the reason');
    }
    expect((await tenant.counts())['directory-audit']).toBeGreaterThan(0);
  });

  it('is alerts and incidents where there is no Defender', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1, api: { hasDefender: false } });
    const errors = await tenant.collect();
    expect(Object.keys(errors).sort()).toEqual(['alert', 'incident']);
    expect(errors.alert?.message).toContain('Microsoft Defender');
  });

  it('is everything with the secret’s ID in place of its value, said exactly, and shown nowhere', async () => {
    const secretId = '3f1d2c4b-aaaa-4bbb-8ccc-0123456789ab';
    const tenant = await anEntraTenant({ lookBackDays: 1, clientSecret: secretId });
    const errors = await tenant.collect();
    const [error] = Object.values(errors);
    expect(error).toMatchObject({
      kind: 'credentials-rejected',
      message: expect.stringContaining('secret’s ID was entered instead of its value'),
      traceId: 'sample-trace-7000215',
    });
    expect(JSON.stringify(errors)).not.toContain(secretId);
    expect(await tenant.counts()).toEqual({});
  });

  it('is told for each stream when the connection is tested', async () => {
    const tenant = await anEntraTenant({ only: [], api: { isPremium: false, hasDefender: false } });
    const draft = entraSample.draft(tenant.server.url);
    const tested = await tenant.collector.service.test({ sourceId: null, draft });
    if (!tested.ok) throw new Error(tested.error.message);
    const failing = tested.value.filter(({ ok }) => !ok).map(({ stream }) => stream);
    expect(failing.sort()).toEqual(['alert', 'incident', ...signIns].sort());
  });
});
