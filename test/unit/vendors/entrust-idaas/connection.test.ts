import { describe, expect, it } from 'vitest';
import type { TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import type { SourceContext } from '../../../../main/collector/stream-definition.ts';
import { checkSettings } from '../../../../main/vendors/entrust-idaas/check-settings.ts';
import { adminApiSession, cursorOfAnswer } from '../../../../main/vendors/entrust-idaas/connection.ts';
import { entrustIdaas } from '../../../../main/vendors/entrust-idaas/entrust-idaas.ts';

const context: SourceContext = {
  url: 'https://example.us.trustedauth.com',
  settings: {},
  credentials: {
    applicationId: '11111111-2222-4333-8444-555555555555',
    sharedSecret: ' fake-shared-secret ',
  },
};

describe('the login', () => {
  it('sends application ID and shared secret, and wants no web session', () => {
    const request = adminApiSession.request(context);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://example.us.trustedauth.com/api/web/v1/adminapi/authenticate',
    });
    expect(JSON.parse(request.body ?? '')).toEqual({
      applicationId: '11111111-2222-4333-8444-555555555555',
      sharedSecret: 'fake-shared-secret',
      enableWebSession: false,
    });
  });

  const minute = 60_000_000;
  const at = (iso: string) => Date.parse(iso) * 1_000;

  it.each([
    ['2018-05-28T18:52:50.329+0000', '2018-05-28T19:07:50.329+0000'],
    ['2018-05-28T18:52:50Z', '2018-05-28T19:07:50Z'],
  ])('gives a token until the time it says, written as %s', (creationTime, expirationTime) => {
    const nowUs = at('2018-05-28T18:52:51Z');
    const read = adminApiSession.read({ authToken: 'fake-token', creationTime, expirationTime }, nowUs);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.token).toBe('fake-token');
    expect(read.value.expiresAtUs).toBe(at(expirationTime.replace('+0000', 'Z')));
  });

  it('takes the token’s life where this computer’s clock is an hour fast or slow', () => {
    const answer = {
      authToken: 'fake-token',
      creationTime: '2026-03-02T10:00:00Z',
      expirationTime: '2026-03-02T10:15:00Z',
    };
    for (const now of ['2026-03-02T11:00:00Z', '2026-03-02T09:00:00Z']) {
      const read = adminApiSession.read(answer, at(now));
      expect(read.ok && read.value.expiresAtUs).toBe(at(now) + 15 * minute);
    }
  });

  it('does not guess how long a token lives that does not say so', () => {
    const read = adminApiSession.read({ authToken: 'fake-token' }, 1);
    expect(read.ok && read.value.expiresAtUs).toBeNull();
  });

  it.each([{}, null, 'text', { authToken: '' }, { authToken: null }])(
    'fails for an answer without a token (%#)',
    (answer) => {
      const read = adminApiSession.read(answer, 1);
      expect(read.ok ? null : read.error.kind).toBe('unexpected-response');
    },
  );

  it('puts the bare token into requests', () => {
    expect(adminApiSession.headers({ token: 'fake-token', expiresAtUs: null })).toEqual({
      authorization: 'fake-token',
    });
  });

  it('is renewed a minute before its end', () => expect(adminApiSession.renewBeforeUs).toBe(minute));

  it('masks the secret in errors', () => {
    expect(entrustIdaas.secretsInRequests(context)).toContain('fake-shared-secret');
  });
});

describe('a page of events', () => {
  const window = {
    fromUs: Date.UTC(2026, 0, 5, 10) * 1_000 + 999_999,
    toUs: Date.UTC(2026, 0, 5, 10, 5) * 1_000 + 1,
  };

  function bodyOf(stream: string, pageSize: number, cursor: string | null) {
    const { pagination } = entrustIdaas.streams.find(({ name }) => name === stream) ?? {};
    const { pages } = pagination as TimeWalk;
    if (pages.by !== 'cursor') throw new Error('not by cursor');
    const request = pages.request({ ...context, pageSize }, window, cursor);
    expect(request.method).toBe('POST');
    expect(request.url).toBe('https://example.us.trustedauth.com/api/web/v2/reports/auditeventspaged/siem');
    expect(request.headers['content-type']).toBe('application/json');
    return JSON.parse(request.body ?? '');
  }

  it.each([
    ['authentication', 'AUTHENTICATION'],
    ['management', 'MANAGEMENT'],
  ])('of %s is asked for by time in UTC without zone and fraction, and by category', (stream, category) => {
    expect(bodyOf(stream, 100, null)).toEqual({
      limit: 100,
      searchByAttributes: [
        { name: 'startTime', operator: 'GREATER_THAN_OR_EQUAL', value: '2026-01-05T10:00:00' },
        { name: 'endTime', operator: 'LESS_THAN_OR_EQUAL', value: '2026-01-05T10:05:00' },
        { name: 'category', operator: 'EQUALS', value: category },
      ],
    });
  });

  it('after the first is asked for by cursor and limit alone', () => {
    expect(bodyOf('authentication', 50, 'opaque')).toEqual({ limit: 50, cursor: 'opaque' });
  });

  it.each([
    [0, 1],
    [100, 100],
    [5_000, 100],
  ])('with a size of %i is asked for with the limit %i', (pageSize, limit) => {
    expect(bodyOf('management', pageSize, null).limit).toBe(limit);
  });

  it.each([
    [{ paging: { nextCursor: 'more' }, results: [] }, 'more'],
    [{ paging: { nextCursor: '' } }, null],
    [{ paging: { nextCursor: '  ' } }, null],
    [{ paging: { nextCursor: null } }, null],
    [{ paging: null }, null],
    [{}, null],
  ])('tells whether there is another (%#)', (answer, cursor) => {
    expect(cursorOfAnswer(answer)).toBe(cursor);
  });
});

describe('what is entered', () => {
  const problem = (changes: Partial<SourceContext>) =>
    checkSettings({ ...context, ...changes })?.message ?? null;

  it('is right as the credentials file has it', () => expect(problem({})).toBeNull());

  it('may be of another pattern than the cloud’s, such as a loopback address', () => {
    expect(problem({ url: 'http://127.0.0.1:8080' })).toBeNull();
  });

  it('is told apart from an address that goes on after the host', () => {
    expect(problem({ url: 'https://example.us.trustedauth.com/api/web/v1' })).toContain(
      'goes on after the host',
    );
  });

  it('is noticed when swapped', () => {
    const { applicationId = '', sharedSecret = '' } = context.credentials;
    const swapped = { applicationId: sharedSecret, sharedSecret: applicationId };
    const said = problem({ credentials: swapped });
    expect(said).toContain('look swapped');
    expect(said).not.toContain('fake');
  });

  it('is noticed when it is the same twice, or the whole file', () => {
    expect(problem({ credentials: { applicationId: 'a', sharedSecret: 'a' } })).toContain('same text');
    expect(problem({ credentials: { applicationId: '{"applicationId":"x"}', sharedSecret: 'a' } })).toContain(
      'whole',
    );
  });
});
