import { describe, expect, it } from 'vitest';
import type { AskedFor, SourceContext } from '../../../../main/collector/stream-definition.ts';
import { explainRefusal } from '../../../../main/vendors/entra-id/explain-refusal.ts';

const context: SourceContext = {
  url: 'https://graph.microsoft.com',
  settings: { tenantId: 't', clientId: 'c' },
  credentials: { clientSecret: 'fake8Q~value' },
};
const asked = (change: Partial<AskedFor> = {}): AskedFor => ({
  context,
  stream: 'sign-in-interactive',
  hasPosition: false,
  isChild: false,
  ...change,
});

function login(body: unknown, clientSecret = 'fake8Q~value') {
  const verdict = explainRefusal(
    { status: 401, headers: {}, body },
    asked({ stream: null, context: { ...context, credentials: { clientSecret } } }),
  );
  return verdict !== null && 'error' in verdict ? verdict.error : verdict;
}

function graph(status: number, code: string, message: string, change: Partial<AskedFor> = {}) {
  const body = { error: { code, message, innerError: { 'request-id': 'r-1' } } };
  return explainRefusal({ status, headers: {}, body }, asked(change));
}

describe('a refused login', () => {
  it.each([
    [7000222, /expired/],
    [7000215, /secret’s ID was entered instead of its value/],
    [700016, /client ID/],
    [90002, /tenant/],
    [70011, /scope/],
    [53003, /Conditional Access/],
    [7000112, /switched off/],
  ])('with AADSTS%i is explained', (code, text) => {
    const body = {
      error: 'invalid_client',
      error_description: `AADSTS${code}: Something.\r\nTrace ID: t-1`,
      error_codes: [code],
      trace_id: 't-1',
      correlation_id: 'c-1',
    };
    expect(login(body)).toMatchObject({
      message: expect.stringMatching(text),
      traceId: 't-1',
      detail: `AADSTS${code}: Something. · Correlation ID: c-1`,
    });
  });

  it('is understood by its text where there is no list of codes', () => {
    const body = { error: 'invalid_client', error_description: 'AADSTS7000222: The keys are expired.' };
    expect(login(body)).toMatchObject({ message: expect.stringContaining('expired') });
  });

  it('is certain of the mistake where the secret has the form of an ID', () => {
    const body = { error: 'invalid_client', error_codes: [7000215] };
    expect(login(body, '3f1d2c4b-aaaa-4bbb-8ccc-0123456789ab')).toMatchObject({
      message: expect.stringContaining('it looks like the secret’s ID was entered'),
    });
    expect(login(body)).toMatchObject({ message: expect.stringContaining('Very often') });
  });

  it('with an unknown code names the code', () => {
    expect(login({ error: 'invalid_request', error_codes: [999] })).toMatchObject({
      kind: 'credentials-rejected',
      message: expect.stringContaining('AADSTS999'),
    });
  });

  it('is left to the general rules where it is not Entra’s, or will pass', () => {
    expect(login('<html>')).toBeNull();
    expect(
      explainRefusal(
        { status: 503, headers: {}, body: { error: 'temporarily_unavailable' } },
        asked({ stream: null }),
      ),
    ).toBeNull();
  });
});

describe('what Graph refuses', () => {
  it.each([
    "Neither tenant is B2C or tenant doesn't have premium license",
    "Tenant is not a B2C tenant and doesn't have premium license",
  ])('is a matter of licence: %s', (text) => {
    const verdict = graph(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', text);
    expect(verdict).toMatchObject({
      kind: 'refuse',
      error: { kind: 'permission-missing', message: expect.stringContaining('P1 or P2'), traceId: 'r-1' },
    });
  });

  it.each([400, 401, 403])('is a matter of licence with status %i as well, wherever in a walk', (status) => {
    const code = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';
    expect(graph(status, code, '', { hasPosition: true })).toMatchObject({
      error: { message: expect.stringContaining('P1 or P2') },
    });
  });

  it.each(['Authorization_RequestDenied', 'Authentication_MSGraphPermissionMissing', 'Forbidden'])(
    'is a matter of consent, with the permissions of the stream: %s',
    (code) => {
      const verdict = graph(403, code, 'Insufficient privileges', { stream: 'alert' });
      expect(verdict).toMatchObject({
        error: { message: expect.stringContaining('SecurityAlert.Read.All') },
      });
      expect(graph(403, code, '')).toMatchObject({
        error: { message: expect.stringContaining('AuditLog.Read.All and Directory.Read.All') },
      });
    },
  );

  it('is a missing Defender, not a bad token', () => {
    const verdict = graph(401, 'Unauthorized', 'Account is not provisioned.', { stream: 'incident' });
    expect(verdict).toMatchObject({
      kind: 'refuse',
      error: { message: expect.stringContaining('Defender') },
    });
  });

  it('is, with a token that was renewed to no avail, often a login of another cloud', () => {
    const ofChina = { ...context, settings: { loginUrl: 'https://login.chinacloudapi.cn' } };
    const verdict = graph(401, 'InvalidAuthenticationToken', 'No.', { context: ofChina });
    expect(verdict).toMatchObject({
      kind: 'renew',
      error: {
        kind: 'credentials-rejected',
        message: expect.stringMatching(/graph\.microsoft\.com.*login\.chinacloudapi\.cn.*different clouds/),
        remedy: expect.stringContaining('https://login.microsoftonline.com'),
        traceId: 'r-1',
      },
    });
    expect(graph(401, 'TokenExpired', 'No.')).toEqual({ kind: 'renew' });
  });

  it.each([
    [401, 'InvalidAuthenticationToken', false, 'renew'],
    [400, 'BadRequest', true, 'restart'],
    [404, 'BadRequest', true, 'restart'],
    [410, 'syncStateNotFound', true, 'restart'],
    [410, 'resyncRequired', true, 'restart'],
    [503, 'ServiceUnavailable', false, 'narrow'],
    [504, 'Timeout', false, 'narrow'],
    [400, 'BadRequest', false, 'refuse'],
    [404, 'NotFound', false, 'refuse'],
  ])('with %i %s (further page: %s) means %s', (status, code, hasPosition, kind) => {
    expect(graph(status, code, 'Invalid filter clause', { hasPosition })).toMatchObject({ kind });
  });

  it('is left to the general rules for throttling, and for what has no window to narrow', () => {
    expect(graph(429, 'TooManyRequests', '')).toBeNull();
    expect(graph(504, 'Timeout', '', { stream: 'user' })).toBeNull();
    expect(graph(500, 'InternalServerError', '', { stream: 'incident' })).toBeNull();
  });

  it('never shows more of a body than code and message, and those cut', () => {
    const verdict = explainRefusal(
      { status: 403, headers: {}, body: { error: { code: 'X', message: 'm'.repeat(900) }, other: 'hidden' } },
      asked(),
    );
    if (verdict === null || !('error' in verdict)) throw new Error('no error');
    expect(verdict.error.detail?.length).toBe(300);
    expect(JSON.stringify(verdict)).not.toContain('hidden');
  });
});
