import { describe, expect, it } from 'vitest';
import type { AuditLogRow } from '../../../../main/sample-tenant/hanzo-kms/audit-log-row.ts';
import { generateHanzoKmsDay } from '../../../../main/sample-tenant/hanzo-kms/generate-day.ts';
import {
  createHanzoKmsApi,
  type HanzoKmsApiOptions,
} from '../../../../main/sample-tenant/hanzo-kms/hanzo-kms-api.ts';
import { hanzoKmsSample } from '../../../../main/sample-tenant/hanzo-kms/hanzo-kms-sample.ts';
import { auditLogStream } from '../../../../main/vendors/hanzo-kms/audit-log.stream.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

const credentials = { clientId: 'client-1', clientSecret: 'made-up' };
const start = '2026-11-20T12:00:00.000Z';
const today = Math.floor(Date.parse(start) / 86_400_000);

function aServer(options: Partial<HanzoKmsApiOptions> = {}) {
  const clock = createFakeClock(start);
  const api = createHanzoKmsApi({ clock, seed: 'test', tokenLifeSeconds: 3_600, ...credentials, ...options });
  const ask = (path: string, rest: { method?: string; body?: string; token?: string } = {}) => {
    const { method = 'GET', body = '', token } = rest;
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = api({ method, url: new URL(path, 'http://127.0.0.1'), headers, body });
    return 'data' in answer
      ? { status: answer.status, body: answer.data }
      : { status: answer.status, body: answer.refusal };
  };
  const logIn = (given: object = credentials) =>
    ask('/api/v1/auth/universal-auth/login', { method: 'POST', body: JSON.stringify(given) });
  const token = () => (logIn().body as { accessToken: string }).accessToken;
  const list = (query: Record<string, string>, withToken = token()) =>
    ask(`/api/v1/organization/audit-logs?${new URLSearchParams(query)}`, { token: withToken });
  const rows = (query: Record<string, string>, withToken?: string) =>
    (list(query, withToken).body as { auditLogs: AuditLogRow[] }).auditLogs;
  return { api, clock, ask, logIn, token, list, rows };
}

const aDay = { startDate: '2026-11-18T00:00:00Z', endDate: '2026-11-19T00:00:00Z', limit: '1000' };

describe('the sample Hanzo KMS', () => {
  it('gives tokens that end, with a 403 and not a 401', async () => {
    const { clock, token, list } = aServer();
    const given = token();
    expect(list(aDay, given).status).toBe(200);
    await clock.advance(3_600_000);
    expect(list(aDay, given)).toMatchObject({ status: 403, body: { error: 'TokenError' } });
    expect(list(aDay, 'never given')).toMatchObject({ status: 403, body: { error: 'TokenError' } });
  });

  it('locks out for five minutes after three bad logins, the right ones too', async () => {
    const { clock, logIn } = aServer();
    for (let tries = 0; tries < 3; tries += 1) {
      expect(logIn({ ...credentials, clientSecret: 'wrong' })).toMatchObject({
        status: 401,
        body: { message: 'Invalid credentials' },
      });
    }
    expect(logIn()).toMatchObject({ status: 401, body: { message: expect.stringContaining('locked') } });
    await clock.advance(300_000);
    expect(logIn().status).toBe(200);
  });

  it('lets a client secret be used up', () => {
    const { logIn } = aServer({ clientSecretUses: 1 });
    expect([logIn().status, logIn().status]).toEqual([200, 401]);
  });

  it('answers newest first, by offset, the end not included', () => {
    const { rows } = aServer();
    const all = rows(aDay);
    expect(all.length).toBeGreaterThan(100);
    const times = all.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const pages = [0, 50, 100].flatMap((offset) => rows({ ...aDay, limit: '50', offset: String(offset) }));
    expect(pages).toEqual(all.slice(0, 150));
    const [newest] = all;
    expect(rows({ ...aDay, endDate: newest?.createdAt ?? '' })).not.toContainEqual(newest);
    expect(rows({ ...aDay, startDate: newest?.createdAt ?? '' })).toContainEqual(newest);
    expect(rows({ startDate: aDay.startDate, endDate: aDay.endDate })).toHaveLength(20);
  });

  it('grows with the clock', async () => {
    const { clock, rows } = aServer();
    const query = { startDate: '2026-11-20T00:00:00Z', endDate: '2026-11-21T00:00:00Z', limit: '1000' };
    const before = rows(query, undefined);
    await clock.advance(3_600_000 * 5);
    const after = rows(query, undefined);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(-before.length)).toEqual(before);
  });

  it.each([
    [{ limit: '1001' }, 422, 'ValidationFailure'],
    [{ limit: 'many' }, 422, 'ValidationFailure'],
    [{ offset: '-1' }, 422, 'ValidationFailure'],
    [{ startDate: '2026-11-18' }, 422, 'ValidationFailure'],
    [{ startDate: '2026-05-01T00:00:00Z' }, 400, 'BadRequest'],
    [{ startDate: '2026-11-19T00:00:01Z' }, 400, 'BadRequest'],
    [{ environment: 'prod' }, 400, 'BadRequest'],
    [{ projectId: 'unknown' }, 404, 'NotFound'],
  ])('refuses %j with %i', (query, status, error) => {
    expect(aServer().list({ ...aDay, ...query })).toMatchObject({
      status,
      body: { error, reqId: expect.any(String) },
    });
  });

  it('filters by what the API can filter by', () => {
    const { rows } = aServer();
    const [first] = rows({ ...aDay, eventType: 'get-secret' });
    const { environment = '', secretKey = '' } = (first?.event.metadata ?? {}) as Record<string, string>;
    const query = {
      ...aDay,
      projectId: first?.projectId ?? '',
      environment,
      eventMetadata: `secretKey=${secretKey}`,
    };
    const found = rows(query);
    expect(found).toContainEqual(first);
    expect(new Set(found.map(({ event }) => event.metadata.secretKey))).toEqual(new Set([secretKey]));
  });

  it('can see its readers', async () => {
    const { clock, rows } = aServer({ logsItsReaders: true });
    const query = { startDate: start, endDate: '2026-11-20T13:00:00Z' };
    rows(query);
    await clock.advance(1_000);
    expect(rows(query).map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(['view-audit-logs', 'login-identity-universal-auth']),
    );
  });

  it('can be of the later kind, which has no audit log', () => {
    expect(aServer({ isWithoutAuditLog: true }).logIn().status).toBe(404);
  });

  it('tells which stream a request is for', () => {
    const of = (path: string) => hanzoKmsSample.streamOf({ url: new URL(path, 'http://127.0.0.1') });
    expect(of('/api/v1/organization/audit-logs?limit=1')).toBe('audit-log');
    expect(of('/api/v1/auth/universal-auth/login')).toBeNull();
  });
});

describe('its made-up data', () => {
  const rows = Array.from({ length: 30 }, (_, ago) => generateHanzoKmsDay('test', today - ago, today)).flat();

  it('is the same for the same seed and day', () => {
    expect(generateHanzoKmsDay('test', today, today)).toEqual(generateHanzoKmsDay('test', today, today));
    expect(generateHanzoKmsDay('test', today, today)).not.toEqual(generateHanzoKmsDay('other', today, today));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('is a month’s worth, and tells of stolen credentials and of an administrator', () => {
    expect(rows.length).toBeGreaterThan(2_000);
    expect(rows.length).toBeLessThan(15_000);
    const stolen = rows
      .filter(({ ipAddress }) => ipAddress === '203.0.113.199')
      .map(({ event }) => event.type);
    expect(stolen.filter((type) => type.endsWith('-failed')).length).toBeGreaterThan(20);
    expect(stolen).toContain('get-secret');
    expect(rows.map(({ event }) => event.type)).toContain('org-admin-accessed-project');
  });

  it('makes valid OCSF throughout, and none of it is unknown', () => {
    const records = auditLogStream.readRecords({ auditLogs: rows });
    const outcomes = records.ok ? records.value.map((record) => processRecord(auditLogStream, record)) : [];
    expect(outcomes).toHaveLength(rows.length);
    const events = outcomes.flatMap((outcome) => ('event' in outcome ? [outcome.event] : []));
    expect(events).toHaveLength(rows.length);
    expect(events.filter(({ ocsf }) => ocsf.class_uid === 0)).toEqual([]);
    const oneOfEach = new Map(events.map((event) => [event.operation, event.ocsf]));
    expect([...oneOfEach.values()].flatMap(ocsfProblems)).toEqual([]);
  });
});
