import { describe, expect, it } from 'vitest';
import { auditLogStream } from '../../../../main/vendors/hanzo-kms/audit-log.stream.ts';
import { universalAuth } from '../../../../main/vendors/hanzo-kms/connection.ts';
import { hanzoKms } from '../../../../main/vendors/hanzo-kms/hanzo-kms.ts';
import { vendors } from '../../../../main/vendors/registry.ts';
import { vendorDescriptorSchema } from '../../../../shared/vendor-descriptor.ts';

const context = {
  url: 'https://kms.example.com',
  settings: {},
  credentials: { clientId: ' client-1 ', clientSecret: 'made-up "secret"\n' },
};
const window = {
  fromUs: Date.UTC(2026, 2, 2, 9, 0, 0, 1) * 1_000 + 7,
  toUs: Date.UTC(2026, 2, 3, 9, 0, 0, 1) * 1_000 + 7,
};
const request = (rest: Partial<typeof context> = {}, offset = 0, pageSize = 1_000) =>
  auditLogStream.pagination.pages.request({ ...context, ...rest, pageSize }, window, offset);
const query = (...given: Parameters<typeof request>) =>
  Object.fromEntries(new URL(request(...given).url).searchParams);

describe('requests to Hanzo KMS', () => {
  it('ask for a window, its end rounded up since it does not belong to it', () => {
    expect(request()).toMatchObject({ method: 'GET', headers: { accept: 'application/json' } });
    expect(new URL(request().url).pathname).toBe('/api/v1/organization/audit-logs');
    expect(query({}, 2_000, 500)).toEqual({
      startDate: '2026-03-02T09:00:00.001Z',
      endDate: '2026-03-03T09:00:00.002Z',
      offset: '2000',
      limit: '500',
    });
  });

  it('never ask for more than 1,000 rows', () => {
    expect(query({}, 0, 5_000).limit).toBe('1000');
    expect(query({}, 0, 0).limit).toBe('1000');
  });

  it('name the project where one is set', () => {
    expect(query({ settings: { projectId: ' p-1 ' } }).projectId).toBe('p-1');
    expect(query({ settings: { projectId: ' ' } })).not.toHaveProperty('projectId');
  });

  it.each([
    ['https://kms.example.com/api'],
    ['https://kms.example.com/api/v1'],
    ['https://kms.example.com/'],
  ])('go to the same path for %s', (url) => expect(request({ url }).url).toBe(request().url));

  it('carry no credentials', () => {
    expect(JSON.stringify(request())).not.toMatch(/client-1|made-up/);
  });
});

describe('logging in to Hanzo KMS', () => {
  it('sends client ID and client secret as JSON, without the blanks of a paste', () => {
    const login = universalAuth.request(context);
    expect(login).toMatchObject({
      method: 'POST',
      url: 'https://kms.example.com/api/v1/auth/universal-auth/login',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(login.body ?? '')).toEqual({ clientId: 'client-1', clientSecret: 'made-up "secret"' });
  });

  it('lists the secret for masking as it stands in that JSON, too', () => {
    const body = universalAuth.request(context).body ?? '';
    const left = hanzoKms
      .secretsInRequests(context)
      .reduce((text, secret) => text.replaceAll(secret, ''), body);
    expect(left).not.toMatch(/made-up|client-1/);
  });

  it.each([
    [2_592_000, 7_000_000 + 2_592_000_000_000],
    ['60', 67_000_000],
    [0, null],
    [undefined, null],
  ])('takes an expiresIn of %j', (expiresIn, expiresAtUs) => {
    const answer = { accessToken: 'sample.token', expiresIn, tokenType: 'Bearer' };
    const read = universalAuth.read(answer, 7_000_000);
    expect(read).toEqual({ ok: true, value: { token: 'sample.token', expiresAtUs } });
    if (read.ok) expect(universalAuth.headers(read.value)).toEqual({ authorization: 'Bearer sample.token' });
  });

  it.each([[{}], [null], ['token'], [{ accessToken: '' }], [{ accessToken: 7 }], [{ token: 'x' }]])(
    'does not take %j for a token',
    (answer) =>
      expect(universalAuth.read(answer, 0)).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      }),
  );
});

describe('the source’s form', () => {
  it('has a valid descriptor under the name of the command line', () => {
    const descriptor = vendors.find((vendor) => vendor.descriptor.vendor === 'hanzo-kms')?.descriptor;
    expect(vendorDescriptorSchema.parse(descriptor)).toMatchObject({
      credentials: [{ name: 'clientId' }, { name: 'clientSecret' }],
      streams: [{ name: 'audit-log', pageSize: { max: 1_000 } }],
    });
  });

  it('notices one value in both fields, and takes any other', () => {
    const credentials = { clientId: 'same', clientSecret: ' same ' };
    expect(hanzoKms.checkSettings?.({ ...context, credentials })).toMatchObject({ kind: 'invalid-input' });
    expect(hanzoKms.checkSettings?.(context)).toBeNull();
  });
});
