import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../../main/vendors/hanzo-kms/explain-refusal.ts';

const uuid = '7ab1c2d3-2222-4b3c-8d4e-123456789abc';
const credentials = { clientId: uuid, clientSecret: 'f'.repeat(64) };
const context = { url: 'https://kms.example.com', settings: {}, credentials };

function explain(
  stream: string | null,
  status: number,
  body: Record<string, unknown> | undefined,
  rest: {
    headers?: Record<string, string>;
    credentials?: Record<string, string>;
    settings?: Record<string, string>;
  } = {},
) {
  const given = body === undefined ? undefined : { reqId: 'req-7', statusCode: status, ...body };
  const asked = { context: { ...context, ...rest }, stream, hasPosition: false, isChild: false };
  return explainRefusal({ status, headers: rest.headers ?? {}, body: given }, asked);
}

describe('what Hanzo KMS means by refusing a query', () => {
  it.each([
    [403, { error: 'TokenError', message: 'Your token has expired. Please re-authenticate.' }],
    [403, { error: 'ForbiddenRequestError', message: 'jwt expired' }],
    [401, { error: 'UnauthorizedError', message: 'Token missing' }],
    [401, undefined],
  ])('takes %i %j for a session that has ended', (status, body) => {
    expect(explain('audit-log', status, body)).toEqual({ kind: 'renew' });
  });

  it('does not log in again where a right is missing, and names the right', () => {
    const details = [{ action: 'read', subject: 'audit-logs', conditions: { secret: 'x' } }];
    const body = { error: 'PermissionDenied', message: 'You are not allowed to read on audit-logs', details };
    expect(explain('audit-log', 403, body)).toMatchObject({
      kind: 'refuse',
      error: {
        kind: 'permission-missing',
        message: expect.stringContaining('read audit-logs'),
        remedy: expect.stringContaining('in the organization'),
        traceId: 'req-7',
        detail: expect.stringContaining('PermissionDenied'),
      },
    });
    expect(explain('audit-log', 403, body, { settings: { projectId: 'p' } })).toMatchObject({
      error: { remedy: expect.stringContaining('in the project') },
    });
  });

  it('does not take a denied right for an ended session because its text speaks of tokens', () => {
    const body = { error: 'PermissionDenied', message: 'Not allowed: token invalid for this' };
    expect(explain('audit-log', 403, body)).toMatchObject({ error: { kind: 'permission-missing' } });
  });

  it('says that the address is not trusted', () => {
    const body = { error: 'ForbiddenError', message: 'IP address is not in the trusted list' };
    expect(explain('audit-log', 403, body)).toMatchObject({
      error: { message: expect.stringContaining('trusted IPs') },
    });
  });

  it.each(['audit-log', null])(
    'tells that a server has no audit-log API, and what helps instead (%s)',
    (stream) => {
      for (const body of [undefined, { error: 'not found' }]) {
        expect(explain(stream, 404, body)).toMatchObject({
          kind: 'refuse',
          error: {
            kind: 'not-found',
            message: expect.stringContaining('no audit-log API'),
            remedy: expect.stringMatching(/import.*log stream/),
          },
        });
      }
    },
  );

  it('tells an unknown project from a missing API', () => {
    const body = { error: 'NotFound', message: 'Project not found' };
    expect(explain('audit-log', 404, body, { settings: { projectId: 'p-1' } })).toMatchObject({
      error: { kind: 'not-found', message: expect.stringContaining('Project ID') },
    });
  });

  it('asks for less where a query is too heavy', () => {
    expect(explain('audit-log', 504, { error: 'GatewayTimeoutError', message: 'add filters' })).toEqual({
      kind: 'narrow',
    });
    expect(explain('audit-log', 504, undefined)).toEqual({ kind: 'narrow' });
    expect(explain(null, 504, undefined)).toBeNull();
  });

  it('names the parameter that was found invalid', () => {
    const message = [{ path: ['limit'], message: 'Number must be less than or equal to 1000' }];
    expect(explain('audit-log', 422, { error: 'ValidationFailure', message })).toMatchObject({
      error: { kind: 'unexpected-response', detail: expect.stringContaining('limit: Number must be') },
    });
  });

  it('tells a plan’s limit from a bad request', () => {
    const plan = { error: 'BadRequest', message: 'Failed due to plan limit reached. Upgrade plan.' };
    expect(explain('audit-log', 400, plan)).toMatchObject({
      error: { message: expect.stringContaining('plan') },
    });
    const range = { error: 'BadRequest', message: 'Date range cannot exceed 3 months' };
    expect(explain('audit-log', 400, range)).toMatchObject({
      error: { kind: 'unexpected-response', detail: expect.stringContaining('3 months') },
    });
  });

  it('reads the wait out of the sentence where no header tells it', () => {
    const body = {
      error: 'RateLimitExceeded',
      message: 'Rate limit exceeded. Please try again in 43 seconds',
    };
    const date = 'Mon, 02 Mar 2026 09:15:27 GMT';
    expect(explain('audit-log', 429, body, { headers: { date } })).toMatchObject({
      kind: 'retry',
      error: { kind: 'rate-limited', retryAtUs: (Date.parse(date) + 43_000) * 1_000 },
    });
    expect(explain('audit-log', 429, body, { headers: { date, 'retry-after': '43' } })).toBeNull();
    expect(explain('audit-log', 429, undefined)).toBeNull();
  });

  it('leaves the server’s own faults to the general rules', () => {
    expect(explain('audit-log', 500, { error: 'InternalServerError' })).toBeNull();
    expect(explain(null, 503, undefined)).toBeNull();
  });

  it('repeats known fields only, and not much of them', () => {
    const body = {
      error: 'BadRequest',
      message: 'm'.repeat(9_000),
      secret: 'never-repeated',
      details: 'never-repeated',
    };
    const verdict = explain('audit-log', 400, body);
    expect(JSON.stringify(verdict)).not.toContain('never-repeated');
    expect(verdict).toMatchObject({ error: { detail: expect.stringMatching(/^.{1,300}$/) } });
  });
});

describe('what Hanzo KMS means by refusing a login', () => {
  it.each([
    ['Invalid credentials', {}, 'does not accept client ID and client secret.'],
    ['Invalid credentials', { clientId: 'f'.repeat(64), clientSecret: uuid }, 'swapped'],
    [
      'Invalid credentials',
      { clientSecret: uuid },
      'the client secret’s ID was entered instead of its value',
    ],
    ['Invalid credentials', { clientSecret: 'fa4e' }, 'as short as the beginning'],
    ['This identity auth method is temporarily locked, please try again later', {}, 'locked'],
    ['Access denied due to expired client secret', {}, 'expired'],
    ['Access denied due to client secret usage limit reached', {}, 'limit on the number of uses'],
    ['IP address not allowed', {}, 'trusted IPs'],
  ])('explains “%s” (%j)', (message, entered, expected) => {
    const verdict = explain(
      null,
      401,
      { error: 'UnauthorizedError', message },
      { credentials: { ...credentials, ...entered } },
    );
    expect(verdict).toMatchObject({
      kind: 'refuse',
      error: { message: expect.stringContaining(expected), traceId: 'req-7' },
    });
    expect(JSON.stringify(verdict)).not.toMatch(/7ab1c2d3|ffff/);
  });

  it('warns of the lock-out before it comes', () => {
    expect(explain(null, 401, { message: 'Invalid credentials' })).toMatchObject({
      error: { kind: 'credentials-rejected', remedy: expect.stringContaining('three failed logins') },
    });
  });

  it('takes a 403 for an address that is not trusted, as some versions answer', () => {
    expect(explain(null, 403, { error: 'ForbiddenError', message: 'Forbidden' })).toMatchObject({
      error: { message: expect.stringContaining('trusted IPs') },
    });
  });

  it('takes blocklists for no lock-out', () => {
    expect(explain(null, 401, { message: 'IP address is on the blocklist' })).toMatchObject({
      error: { message: expect.stringContaining('trusted IPs') },
    });
  });
});
