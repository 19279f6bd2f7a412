import { describe, expect, it } from 'vitest';
import {
  createEntrustApi,
  type EntrustApiOptions,
  type EventPage,
  type Login,
} from '../../../../main/sample-tenant/entrust-idaas/entrust-api.ts';
import { streamOfRequest } from '../../../../main/sample-tenant/entrust-idaas/stream-of-request.ts';
import { authenticationStream } from '../../../../main/vendors/entrust-idaas/authentication.stream.ts';
import { managementStream } from '../../../../main/vendors/entrust-idaas/management.stream.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { ocsfProblems, processAnswer } from '../../../helpers/vendor-records.ts';

const SIEM = '/api/web/v2/reports/auditeventspaged/siem';
const PAGED = '/api/web/v2/reports/auditeventspaged';
const LOGIN = '/api/web/v1/adminapi/authenticate';
const credentials = { applicationId: 'app', sharedSecret: 'fake-secret' };
const since = (value: string) => ({ name: 'startTime', operator: 'GREATER_THAN_OR_EQUAL', value });
const category = (value: string) => ({ name: 'category', operator: 'EQUALS', value });
const after = (value: string) => ({ name: 'eventTime', operator: 'GREATER_THAN', value });

function lastHour(iso: string): string {
  return new Date(Date.parse(iso) - 3_600_000).toISOString().slice(0, 19);
}

function anApi(options: Partial<EntrustApiOptions> = {}) {
  const clock = createFakeClock('2026-11-20T12:00:00Z');
  const api = createEntrustApi({ clock, seed: 'a seed', ...credentials, ...options });
  const post = (path: string, body: unknown, authorization?: string) =>
    api({
      method: 'POST',
      url: new URL(path, 'http://127.0.0.1'),
      headers: { authorization },
      body: JSON.stringify(body),
    });
  const login = (): Login => {
    const answer = post(LOGIN, credentials);
    if (!('data' in answer)) throw new Error(`login refused with ${answer.status}`);
    return answer.data as Login;
  };
  const search = (path: string, body: unknown): EventPage => {
    const answer = post(path, body, login().authToken);
    if (!('data' in answer)) throw new Error(`search refused with ${answer.status}`);
    return answer.data as EventPage;
  };
  const all = (searchByAttributes: unknown): EventPage['results'] => {
    const results: EventPage['results'][number][] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = search(
        SIEM,
        cursor === undefined ? { limit: 100, searchByAttributes } : { limit: 100, cursor },
      );
      results.push(...page.results);
      cursor = page.paging.nextCursor;
    }
    return results;
  };
  return { clock, post, login, search, all };
}

describe('the login of the sample Entrust', () => {
  it('gives a token for a quarter of an hour, with an offset without a colon', () => {
    expect(anApi().login()).toMatchObject({
      creationTime: '2026-11-20T12:00:00.000+0000',
      expirationTime: '2026-11-20T12:15:00.000+0000',
    });
  });

  it.each([
    [{ ...credentials, sharedSecret: 'wrong' }, 401],
    [{ ...credentials, applicationId: 'wrong' }, 401],
    [{ sharedSecret: 'fake-secret' }, 400],
    [{ applicationId: 'app' }, 400],
  ])('refuses others (%#)', (body, status) => {
    expect(anApi().post(LOGIN, body)).toMatchObject({ status, refusal: { errorCode: expect.any(String) } });
  });

  it('is over when the time is', async () => {
    const { clock, login, post } = anApi();
    const { authToken } = login();
    const body = { searchByAttributes: [since('2026-11-20T00:00:00')] };
    expect(post(SIEM, body, authToken).status).toBe(200);
    expect(post(SIEM, body, `Bearer ${authToken}`).status).toBe(200);
    expect(post(SIEM, body).status).toBe(401);
    expect(post(SIEM, body, `${authToken}x`).status).toBe(401);
    await clock.advance(15 * 60_000);
    expect(post(SIEM, body, authToken).status).toBe(401);
  });
});

describe('a search of the sample Entrust', () => {
  it.each([
    [SIEM, { searchByAttributes: [] }],
    [SIEM, { searchByAttributes: [category('MANAGEMENT')] }],
    [SIEM, { limit: 0, searchByAttributes: [since('2026-11-20T00:00:00')] }],
    [SIEM, { limit: 101, searchByAttributes: [since('2026-11-20T00:00:00')] }],
    [SIEM, { searchByAttributes: [since('2026-11-20T00:00:00Z')] }],
    [SIEM, { searchByAttributes: [since('2026-11-20T00:00:00.000')] }],
    [SIEM, { searchByAttributes: [{ ...since('2026-11-20T00:00:00'), operator: 'GREATER_THAN' }] }],
    [
      SIEM,
      {
        searchByAttributes: [
          since('2026-11-20T00:00:00'),
          { ...category('MANAGEMENT'), operator: 'CONTAINS' },
        ],
      },
    ],
    [
      SIEM,
      { searchByAttributes: [since('2026-11-20T00:00:00'), { name: 'x', operator: 'EQUALS', value: 'y' }] },
    ],
    [SIEM, { cursor: 'made-up' }],
    [PAGED, { searchByAttributes: [since('2026-11-20T00:00:00')] }],
  ])('is refused where the vendor would (%#)', (path, body) => {
    const { post, login } = anApi();
    expect(post(path, body, login().authToken).status).toBe(400);
  });

  it('is refused without the right to see reports', () => {
    const { post, login } = anApi({ mayViewReports: false });
    const body = { searchByAttributes: [since('2026-11-20T00:00:00')] };
    expect(post(SIEM, body, login().authToken).status).toBe(403);
  });

  it('forgets a cursor after a while, if told to', async () => {
    const { search, clock, post, login } = anApi({ cursorMinutes: 5 });
    const { paging } = search(SIEM, { limit: 5, searchByAttributes: [since('2026-11-18T00:00:00')] });
    await clock.advance(6 * 60_000);
    expect(post(SIEM, { limit: 5, cursor: paging.nextCursor }, login().authToken).status).toBe(400);
  });

  it('answers oldest first, each event once, and takes the filters from the cursor', () => {
    const { search } = anApi();
    const body = { limit: 7, searchByAttributes: [since('2026-11-18T00:00:00'), category('MANAGEMENT')] };
    const first = search(SIEM, body);
    const second = search(SIEM, {
      limit: 7,
      cursor: first.paging.nextCursor,
      searchByAttributes: [category('AUTHENTICATION')],
    });
    const rows = [...first.results, ...second.results];
    expect(rows).toHaveLength(14);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(14);
    expect(rows.every(({ eventCategory }) => eventCategory === 'MANAGEMENT')).toBe(true);
    const times = rows.map(({ eventTime }) => eventTime);
    expect(times).toEqual(times.toSorted());
  });

  it('leaves sign-ins out where it is sorted by what only changes have', () => {
    const { search } = anApi();
    const searchByAttributes = [after('2026-11-18T00:00:00')];
    const byEntity = search(PAGED, {
      searchByAttributes,
      orderByAttribute: { name: 'entityName', ascending: true },
    });
    expect(byEntity.results.every(({ eventCategory }) => eventCategory === 'MANAGEMENT')).toBe(true);
    const newest = search(PAGED, {
      limit: 1,
      searchByAttributes,
      orderByAttribute: { name: 'eventTime', ascending: false },
    });
    const oldest = search(PAGED, {
      limit: 1,
      searchByAttributes,
      orderByAttribute: { name: 'eventTime', ascending: true },
    });
    expect(String(newest.results[0]?.eventTime) > String(oldest.results[0]?.eventTime)).toBe(true);
  });
});

describe('the sample Entrust’s events', () => {
  it('are the same for the same seed, and grow with the clock', async () => {
    const one = anApi();
    const before = one.all([since('2026-11-19T00:00:00')]);
    expect(anApi().all([since('2026-11-19T00:00:00')])).toEqual(before);
    await one.clock.advance(3 * 3_600_000);
    const later = one.all([since('2026-11-19T00:00:00')]);
    expect(later.length).toBeGreaterThan(before.length);
    const known = new Set(later.map(({ id }) => id));
    expect(before.every(({ id }) => known.has(id))).toBe(true);
  });

  it('are written down late now and then, by minutes that an overlap has to make good', async () => {
    const { all, clock } = anApi();
    const known = new Set(all([since('2026-11-20T07:00:00')]).map(({ id }) => id));
    let late = 0;
    for (let round = 0; round < 72; round++) {
      const lastPoll = new Date(clock.nowUs() / 1_000 - 60_000).toISOString();
      await clock.advance(5 * 60_000);
      for (const { id, eventTime } of all([since(lastHour(lastPoll))])) {
        if (!known.has(id) && eventTime < lastPoll) late++;
        known.add(id);
      }
    }
    expect(late).toBeGreaterThan(0);
  });

  it('are all read, mapped and valid', () => {
    const results = anApi().all([since('2026-11-13T00:00:00')]);
    expect(results.length).toBeGreaterThan(1_000);
    const streams = { AUTHENTICATION: authenticationStream, MANAGEMENT: managementStream };
    for (const [log, stream] of Object.entries(streams)) {
      const rows = results.filter(({ eventCategory }) => eventCategory === log);
      for (const outcome of processAnswer(stream, { paging: {}, results: rows })) {
        if ('rejected' in outcome) throw new Error(outcome.rejected);
        expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
        expect(outcome.event.ocsf.class_uid).not.toBe(0);
      }
    }
  });

  it('hold the night in which passwords were tried, and what was changed in the next', () => {
    const results = anApi().all([since('2026-11-17T00:00:00')]);
    const byAttacker = results.filter(({ sourceIp }) => sourceIp === '203.0.113.66');
    const denied = byAttacker.filter(({ eventType }) => eventType === 'AuthenticationDeniedEvent');
    expect(denied.length).toBeGreaterThan(100);
    expect(byAttacker.filter(({ eventCategory }) => eventCategory === 'MANAGEMENT').length).toBeGreaterThan(
      3,
    );
  });
});

describe('the stream of a request', () => {
  const of = (path: string, body: unknown) =>
    streamOfRequest({ url: new URL(path, 'http://127.0.0.1'), body: JSON.stringify(body) });

  it('is told by the category, also behind a cursor, and is none for a login', () => {
    const searchByAttributes = [since('2026-11-18T00:00:00'), category('MANAGEMENT')];
    const { paging } = anApi().search(SIEM, { limit: 5, searchByAttributes });
    expect(of(SIEM, { limit: 5, searchByAttributes })).toBe('management');
    expect(of(SIEM, { limit: 5, cursor: paging.nextCursor })).toBe('management');
    expect(of(LOGIN, credentials)).toBeNull();
  });
});
