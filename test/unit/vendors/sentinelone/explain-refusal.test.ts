import { describe, expect, it } from 'vitest';
import type { AskedFor, Verdict } from '../../../../main/collector/stream-definition.ts';
import { explainRefusal } from '../../../../main/vendors/sentinelone/explain-refusal.ts';

const asked: AskedFor = {
  context: { url: 'https://console.example.com', settings: {}, credentials: {} },
  stream: 'threat',
  hasPosition: false,
  isChild: false,
};
const explain = (status: number, error: unknown, more: Partial<AskedFor> = {}, headers = {}) =>
  explainRefusal(
    { status, headers, body: { errors: [error], data: null, pagination: null } },
    { ...asked, ...more },
  );
const errorOf = (verdict: Verdict | null) => (verdict !== null && 'error' in verdict ? verdict.error : null);

describe('what a console’s refusal means', () => {
  it('401: the token has ended; never tried again', () => {
    const verdict = explain(401, {
      code: 4010010,
      detail: 'Authentication failed.',
      title: 'Authentication Failed',
    });
    expect(verdict?.kind).toBe('refuse');
    expect(errorOf(verdict)).toMatchObject({
      kind: 'credentials-rejected',
      detail: 'Status 401, code 4010010: Authentication Failed: Authentication failed.',
    });
  });

  it('403: a permission is missing, which is named for the stream', () => {
    const error = errorOf(
      explain(403, { code: 4030010, detail: 'Insufficient permissions' }, { stream: 'application-risk' }),
    );
    expect(error?.message).toContain('Application risks');
    expect(error?.remedy).toContain('Applications -> viewRisks');
  });

  it('403 or 404 for alerts: not available on this console, with its own words', () => {
    const detail = 'This scope does not have Custom Rules enabled.';
    expect(errorOf(explain(403, { code: 4030010, detail }, { stream: 'alert' }))).toMatchObject({
      kind: 'permission-missing',
      message: expect.stringContaining('not available on this console'),
      detail: `Status 403, code 4030010: ${detail}`,
    });
    expect(errorOf(explain(404, {}, { stream: 'alert' }))?.remedy).toContain('on-premises');
  });

  it('404 for what belongs to a threat or an application: nothing there', () => {
    expect(explain(404, {}, { stream: 'threat-event', isChild: true })).toEqual({ kind: 'empty' });
    expect(explain(404, {}, { stream: 'threat' })).toBeNull();
  });

  it('400: begin again where a cursor was sent, a wrong setting where none was', () => {
    expect(explain(400, {}, { hasPosition: true })).toEqual({ kind: 'restart' });
    expect(errorOf(explain(400, { detail: 'siteIds: Not a valid site.' }))?.detail).toContain('siteIds');
  });

  it('429 and faults of the server: as for anybody', () => {
    for (const status of [429, 500, 503]) expect(explain(status, { detail: 'later' })).toBeNull();
  });

  it('shows fields that are known and nothing else, cut to a sensible length', () => {
    const leaky = {
      title: 'x'.repeat(1_000),
      token: 'secret-of-the-body',
      detail: { deep: 'secret-of-the-body' },
    };
    const detail = errorOf(explain(401, leaky))?.detail ?? '';
    expect(detail.length).toBeLessThanOrEqual(300);
    expect(detail).not.toContain('secret-of-the-body');
    for (const body of [
      '<html>',
      undefined,
      null,
      { errors: null },
      { errors: [null] },
      { errors: {} },
      [],
    ]) {
      expect(errorOf(explainRefusal({ status: 401, headers: {}, body }, asked))?.detail).toBe('Status 401');
    }
    expect(errorOf(explain(401, {}, {}, { 'x-request-id': 'req-17' }))?.traceId).toBe('req-17');
  });
});
