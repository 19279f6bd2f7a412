import { describe, expect, it } from 'vitest';
import type { AskedFor, Refusal } from '../../../../main/collector/stream-definition.ts';
import { explainRefusal } from '../../../../main/vendors/entrust-idaas/explain-refusal.ts';

const context = { url: 'https://example.us.trustedauth.com', settings: {}, credentials: {} };
const page: AskedFor = { context, stream: 'authentication', hasPosition: false, isChild: false };
const nextPage: AskedFor = { ...page, hasPosition: true };
const login: AskedFor = { ...page, stream: null };

function refusal(status: number, rest: Partial<Refusal> = {}): Refusal {
  return { status, headers: {}, body: undefined, ...rest };
}

function errorOf(status: number, asked: AskedFor, rest: Partial<Refusal> = {}) {
  const verdict = explainRefusal(refusal(status, rest), asked);
  if (verdict === null || !('error' in verdict)) throw new Error(`verdict ${verdict?.kind}`);
  return { verdict: verdict.kind, ...verdict.error };
}

describe('a login that is refused', () => {
  it.each([400, 401])('with %i means wrong credentials, and warns of locking the application', (status) => {
    expect(errorOf(status, login)).toMatchObject({
      verdict: 'refuse',
      kind: 'credentials-rejected',
      remedy: expect.stringContaining('may lock the application'),
    });
  });

  it('with 403 means an application that may not log in', () => {
    expect(errorOf(403, login)).toMatchObject({
      kind: 'credentials-rejected',
      message: expect.stringContaining('locked'),
    });
  });

  it('with 404 means another host', () => {
    expect(errorOf(404, login)).toMatchObject({
      kind: 'not-found',
      message: 'There is no Entrust Administration API at example.us.trustedauth.com.',
    });
  });

  it.each([429, 500, 503])('with %i is left to the general rules', (status) => {
    expect(explainRefusal(refusal(status), login)).toBeNull();
  });
});

describe('a page that is refused', () => {
  it('with 401 means that the session has ended', () => {
    expect(explainRefusal(refusal(401), page)).toEqual({ kind: 'renew' });
  });

  it.each([400, 404])('with %i for a cursor begins its window anew', (status) => {
    expect(explainRefusal(refusal(status), nextPage)).toEqual({ kind: 'restart' });
  });

  it('with 403 names the log, the permission and the role', () => {
    const { kind, message, remedy } = errorOf(403, { ...page, stream: 'management' });
    expect(kind).toBe('permission-missing');
    expect(message).toContain('management');
    expect(remedy).toContain('View on Reports');
    expect(remedy).toContain('Super Administrator');
  });

  it('with 400 or 404 for the first page ends the run', () => {
    expect(errorOf(400, page)).toMatchObject({ verdict: 'refuse', kind: 'unexpected-response' });
    expect(errorOf(404, page)).toMatchObject({ verdict: 'refuse', kind: 'not-found' });
  });

  it('with 409 is tried again', () => expect(errorOf(409, page).verdict).toBe('retry'));

  it.each([429, 500, 503])('with %i is left to the general rules', (status) => {
    expect(explainRefusal(refusal(status), page)).toBeNull();
  });

  it('shows what Entrust says, cut, and nothing else of the body', () => {
    const body = {
      errorCode: 'invalid_request',
      errorMessage: 'Application id cannot be null'.padEnd(900, '!'),
      parameters: ['fake-secret-that-was-sent'],
    };
    const { detail, traceId } = errorOf(400, page, { body, headers: { 'x-request-id': 'abc-1' } });
    expect(detail).toMatch(/^HTTP 400, invalid_request: Application id cannot be null/);
    expect(detail).toHaveLength(300);
    expect(detail).not.toContain('fake-secret');
    expect(traceId).toBe('abc-1');
  });

  it.each([undefined, null, '<html>', [], { errorCode: 7, errorMessage: {} }])(
    'needs no body (%#)',
    (body) => {
      expect(errorOf(403, page, { body }).detail).toMatch(/^HTTP 403/);
    },
  );
});
