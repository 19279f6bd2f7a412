import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../main/collector/answer.ts';
import {
  type DecisionInput,
  decideOnAnswer,
  maxAttempts,
  withWhatItMeans,
} from '../../../main/collector/response-decision.ts';
import { appError } from '../../../shared/app-error.ts';

const now = Date.UTC(2026, 10, 20, 12) * 1_000;
const second = 1_000_000;

function answered(status: number, headers: Record<string, string> = {}): Answer {
  return { kind: 'answered', status, headers, json: status === 200 ? [1] : undefined, bytes: 3 };
}

function decide(answer: Answer, rest: Partial<DecisionInput> = {}) {
  return decideOnAnswer({
    answer,
    attempt: 1,
    nowUs: now,
    random: 0,
    host: 'api.example.com',
    permissions: ['Read the doors', 'Read the windows'],
    ...rest,
  });
}

const broken: Answer = {
  kind: 'failed',
  error: appError('vendor-unreachable', 'It broke off.', 'Wait.'),
  mayPass: true,
};

describe('what to do after an answer', () => {
  it('accepts a 2xx with its JSON', () => {
    expect(decide(answered(200))).toEqual({ kind: 'accept', json: [1] });
  });

  it.each([
    [401, 'credentials-rejected'],
    [403, 'permission-missing'],
    [404, 'not-found'],
    [400, 'unexpected-response'],
    [422, 'unexpected-response'],
    [302, 'unexpected-response'],
  ] as const)('gives up on a %i at once, as %s', (status, kind) => {
    expect(decide(answered(status))).toMatchObject({ kind: 'give-up', error: { kind } });
  });

  it('says after a 403 which permissions are needed', () => {
    expect(decide(answered(403))).toMatchObject({
      error: { remedy: expect.stringContaining('Read the doors; Read the windows.') },
    });
  });

  it.each([408, 425, 500, 502, 503, 504])('tries again after a %i, and gives up in the end', (status) => {
    expect(decide(answered(status))).toMatchObject({ kind: 'retry-at', atUs: now + second / 2 });
    expect(decide(answered(status), { attempt: maxAttempts })).toMatchObject({
      kind: 'give-up',
      error: { kind: 'vendor-unreachable' },
    });
  });

  it('waits twice as long after each attempt, at most a minute, half of it by chance', () => {
    const waits = [1, 2, 3, 4].map((attempt) => {
      const decision = decide(broken, { attempt, random: 0.5 });
      return decision.kind === 'retry-at' ? (decision.atUs - now) / second : null;
    });
    expect(waits).toEqual([0.75, 1.5, 3, 6]);
    expect(decide(answered(429), { attempt: 4, random: 0.999_999 })).toMatchObject({ kind: 'retry-at' });
  });

  it.each([
    ['seconds', { 'retry-after': '30' }, 30],
    ['a date', { 'retry-after': 'Fri, 20 Nov 2026 12:00:45 GMT' }, 45],
    [
      'a date on a clock that is an hour ahead',
      { 'retry-after': 'Fri, 20 Nov 2026 13:00:45 GMT', date: 'Fri, 20 Nov 2026 13:00:00 GMT' },
      45,
    ],
    ['a reset in seconds since 1970', { 'x-ratelimit-reset': String(now / second + 20) }, 20],
    ['a reset in milliseconds since 1970', { 'x-ratelimit-reset': String(now / 1_000 + 20_000) }, 20],
    ['a reset in seconds from now', { 'ratelimit-reset': '12' }, 12],
    ['no time at all', { 'retry-after': '0' }, 1],
    ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 1],
    ['Retry-After before a reset', { 'retry-after': '5', 'x-ratelimit-reset': '900' }, 5],
  ])('waits as long as a 429 asks with %s', (_what, headers, seconds) => {
    expect(decide(answered(429, headers as Record<string, string>), { attempt: 7 })).toMatchObject({
      kind: 'retry-at',
      atUs: now + seconds * second,
      error: { kind: 'rate-limited' },
    });
  });

  it('obeys Retry-After of a 503 as well', () => {
    expect(decide(answered(503, { 'retry-after': '90' }))).toMatchObject({ atUs: now + 90 * second });
  });

  it('ends the run when the wait is long, and says when to come back, within a day', () => {
    expect(decide(answered(429, { 'retry-after': '3600' }))).toMatchObject({
      kind: 'give-up',
      error: { kind: 'rate-limited', retryAtUs: now + 3_600 * second },
    });
    expect(decide(answered(429, { 'retry-after': '99999999' }))).toMatchObject({
      error: { retryAtUs: now + 86_400 * second },
    });
  });

  it('does not let itself be put off for ever', () => {
    expect(decide(answered(429, { 'retry-after': '1' }), { attempt: 20 }).kind).toBe('give-up');
  });

  it('ignores a Retry-After that is nonsense', () => {
    expect(decide(answered(429, { 'retry-after': 'soon' }))).toMatchObject({ atUs: now + second / 2 });
  });

  it('tries a failure again only where that can help', () => {
    expect(decide(broken).kind).toBe('retry-at');
    expect(decide({ ...broken, mayPass: false }).kind).toBe('give-up');
  });

  it('says with an error where collecting goes on', () => {
    const error = appError('credentials-rejected', 'No.', 'Make another.');
    expect(withWhatItMeans(error, '2026-11-03').message).toMatch(/^No\. .* goes on from 2026-11-03/);
    expect(withWhatItMeans(error, null).message).toMatch(/Nothing was collected yet/);
  });

  it.each([
    'No token came. Nothing was collected.',
    'Another shape. Nothing was stored from this answer.',
    'Not understood. Nothing was stored, and nothing is lost.',
  ])('does not say twice what became of the data: %s', (message) => {
    const error = appError('unexpected-response', message, 'Look.');
    expect(withWhatItMeans(error, null).message).toBe(message);
    expect(withWhatItMeans(error, '2026-11-03').message).toBe(
      `${message} Collecting goes on from 2026-11-03 when this is solved.`,
    );
  });

  it('passes on that it was cancelled', () => {
    expect(decide({ kind: 'cancelled' })).toEqual({ kind: 'cancelled' });
  });
});

describe('what a refusal means to the vendor', () => {
  const own = appError('invalid-input', 'The gates are closed.', 'Open them.', { traceId: 'trace-1' });

  it('is asked with status, headers and body, before the general rules', () => {
    const seen: unknown[] = [];
    const answer = { ...answered(400, { 'x-a': 'b' }), json: { code: 7 } } as Answer;
    const decision = decide(answer, {
      explain: (refusal) => {
        seen.push(refusal);
        return { kind: 'refuse', error: own };
      },
    });
    expect(seen).toEqual([{ status: 400, headers: { 'x-a': 'b' }, body: { code: 7 } }]);
    expect(decision).toEqual({ kind: 'give-up', error: own });
  });

  it('leaves waiting as it is asked for to the general rules, with a better explanation', () => {
    const busy = appError('rate-limited', 'The gates are busy.', 'Wait.');
    const decision = decide(answered(429, { 'retry-after': '30' }), {
      explain: () => ({ kind: 'retry', error: busy }),
    });
    const atUs = now + 30 * second;
    expect(decision).toEqual({ kind: 'retry-at', atUs, error: { ...busy, retryAtUs: atUs } });
    expect(decide(answered(429, { 'retry-after': '30' }), { explain: () => null })).toMatchObject({
      kind: 'retry-at',
      atUs,
    });
    expect(
      decide(answered(503, { 'retry-after': '5' }), { explain: () => ({ kind: 'refuse', error: own }) }),
    ).toEqual({
      kind: 'give-up',
      error: own,
    });
  });

  it('tells the wait that only the body asks for; a header goes before it', () => {
    const busy = appError('rate-limited', 'The gates are busy.', 'Wait.', { retryAtUs: now + 43 * second });
    const explain = () => ({ kind: 'retry' as const, error: busy });
    expect(decide(answered(429), { explain, attempt: maxAttempts })).toMatchObject({
      kind: 'retry-at',
      atUs: now + 43 * second,
    });
    expect(decide(answered(429, { 'retry-after': '7' }), { explain })).toMatchObject({
      atUs: now + 7 * second,
    });
  });

  it('reckons such a wait by the clock of the vendor, which may be far off this one', () => {
    const theirs = now - 3_600 * second;
    const busy = appError('rate-limited', 'Busy.', 'Wait.', { retryAtUs: theirs + 43 * second });
    const headers = { date: new Date(theirs / 1_000).toUTCString() };
    expect(decide(answered(429, headers), { explain: () => ({ kind: 'retry', error: busy }) })).toMatchObject(
      { atUs: now + 43 * second, error: { retryAtUs: now + 43 * second } },
    );
  });

  it('can be a passing fault of any status, until the attempts are used up', () => {
    const explain = () => ({ kind: 'retry' as const, error: own });
    expect(decide(answered(400), { explain })).toMatchObject({ kind: 'retry-at', error: own });
    expect(decide(answered(400), { explain, attempt: maxAttempts })).toEqual({ kind: 'give-up', error: own });
  });

  it.each(['empty', 'restart', 'narrow'] as const)(
    'can be “%s”, with the general error where that does not help',
    (kind) => {
      expect(decide(answered(504), { explain: () => ({ kind }) })).toMatchObject({
        kind,
        error: { kind: 'vendor-unreachable' },
      });
    },
  );

  it('can say why a new session did not help either', () => {
    expect(decide(answered(401), { explain: () => ({ kind: 'renew', error: own }) })).toEqual({
      kind: 'renew',
      error: own,
    });
  });

  it('can be a session that has ended, whatever the status', () => {
    expect(decide(answered(403), { explain: () => ({ kind: 'renew' }) })).toMatchObject({
      kind: 'renew',
      error: { kind: 'credentials-rejected' },
    });
  });
});

describe('refusals in general', () => {
  it('of a session are a reason to log in again; of credentials they are the end', () => {
    expect(decide(answered(401), { hasSession: true })).toMatchObject({ kind: 'renew' });
    expect(decide(answered(401))).toMatchObject({ kind: 'give-up', error: { kind: 'credentials-rejected' } });
  });

  it.each([400, 404, 410])('with %i of what an answer gave begin the walk anew', (status) => {
    expect(decide(answered(status), { hasPosition: true })).toMatchObject({ kind: 'restart' });
    expect(decide(answered(status))).toMatchObject({ kind: 'give-up' });
  });

  it.each([
    ['by the general rules', 410, {}],
    ['by the vendor', 409, { explain: () => ({ kind: 'restart' }) as const }],
  ])('of a cursor say so, not that the address is wrong: %s', (_who, status, rest) => {
    const decision = decide(answered(status), { hasPosition: true, ...rest });
    expect(decision).toMatchObject({
      kind: 'restart',
      error: {
        kind: 'unexpected-response',
        message: expect.stringContaining('a cursor that it gave itself'),
        remedy: expect.stringContaining('the next run begins the window anew'),
      },
    });
    expect(JSON.stringify(decision)).not.toContain('base URL');
  });

  it('with 404 of one parent mean that it has no children', () => {
    expect(decide(answered(404), { isChild: true })).toMatchObject({
      kind: 'empty',
      error: { kind: 'not-found' },
    });
    expect(decide(answered(404), { isChild: true, hasPosition: true })).toMatchObject({ kind: 'restart' });
  });

  it('carry the id by which the vendor’s support finds the request, if it looks like one', () => {
    expect(decide(answered(403, { 'request-id': 'ab12-cd34' }))).toMatchObject({
      error: { traceId: 'ab12-cd34' },
    });
    expect(decide(answered(500, { 'x-rqid': 'ef56-ab78' }))).toMatchObject({
      error: { traceId: 'ef56-ab78' },
    });
    const ofTheBody = { ...answered(502), json: { reqId: 'req-77' } } as Answer;
    expect(decide(ofTheBody)).toMatchObject({ kind: 'retry-at', error: { traceId: 'req-77' } });
    expect(decide(answered(403, { 'x-request-id': '<script>' }))).not.toHaveProperty('error.traceId');
  });
});
