import { describe, expect, it } from 'vitest';
import {
  hanzoKmsSample,
  sampleCredentials,
} from '../../../../main/sample-tenant/hanzo-kms/hanzo-kms-sample.ts';
import type { VendorRequest } from '../../../../main/sample-tenant/serve-vendor.ts';
import { type AuditLogs, aSource, isList, offsetOf, tellable } from './a-source.ts';

describe('collecting from Hanzo KMS', () => {
  it('gets every row once, page by page in windows with a pinned end, with a single login', async () => {
    const { served, collector, clock, stored, logins, collect, sourceId } = await aSource();
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
    expect(logins()).toBe(1);
    const asked = served.requests.filter(isList).map(({ url }) => url.searchParams);
    for (const query of asked) {
      const lengthMs = Date.parse(query.get('endDate') ?? '') - Date.parse(query.get('startDate') ?? '');
      expect(lengthMs).toBeLessThanOrEqual(86_400_000 + 1);
    }
    const pages = Map.groupBy(asked, (query) => `${query.get('startDate')} ${query.get('endDate')}`);
    expect([...pages.values()].some((queries) => queries.length > 2)).toBe(true);
    for (const queries of pages.values()) {
      // The last one asks behind what came, and is answered with nothing.
      const pagesWithRows = queries.slice(0, -1);
      expect(pagesWithRows.map((query) => query.get('offset'))).toEqual(
        pagesWithRows.map((_, page) => String(page * 100)),
      );
      expect(Number(queries.at(-1)?.get('offset'))).toBeLessThanOrEqual(pagesWithRows.length * 100);
    }
    expect((await collector.stream(sourceId)).counts).toMatchObject({ rejected: 0, unmapped: 0 });
  });

  it('goes on after a while where it was, with the same token and nothing twice', async () => {
    const { served, clock, stored, logins, collect } = await aSource();
    await collect();
    const before = (await stored()).length;
    await clock.advance(6 * 3_600_000);
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
    expect((await stored()).length).toBeGreaterThan(before);
    expect(logins()).toBe(1);
  });

  it('logs in again in the middle of a window when the token ends, told by a 403', async () => {
    const { api, served, clock, stored, logins, collect } = await aSource({ tokenLifeSeconds: 0 });
    let pages = 0;
    served.faults.inject(
      {
        kind: 'data',
        change(data) {
          pages += 1;
          if (pages === 3 || pages === 5) api.endSessions();
          return data;
        },
      },
      { when: isList },
    );
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
    expect(logins()).toBe(3);
  });

  it('renews a short-lived token as often as it takes, and no more', async () => {
    const { clock, stored, served, logins, collect } = await aSource({ tokenLifeSeconds: 600 });
    await collect();
    await clock.advance(3_600_000);
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
    expect(logins()).toBe(2);
  });

  it('finds rows that were written late', async () => {
    const behindMs = 8 * 60_000;
    let isBehind = true;
    const withoutTheNewest = (request: VendorRequest): VendorRequest => {
      const url = new URL(request.url);
      const writtenUntil = new Date(clock.nowUs() / 1_000 - behindMs).toISOString();
      const asked = url.searchParams.get('endDate');
      if (isBehind && asked !== null && asked > writtenUntil) url.searchParams.set('endDate', writtenUntil);
      return { ...request, url };
    };
    const { served, clock, stored, collect } = await aSource({}, withoutTheNewest);
    await collect();
    const missing = tellable(served, clock).length - (await stored()).length;
    expect(missing).toBeGreaterThan(0);
    isBehind = false;
    await clock.advance(60_000);
    await collect();
    expect(await stored()).toEqual(tellable(served, clock));
  });

  it('loses nothing when rows come in on top while pages are read, and stores none twice', async () => {
    const oneRowMore = (request: VendorRequest): VendorRequest => {
      const url = new URL(request.url);
      if (offsetOf({ url }) > 0) url.searchParams.set('offset', String(offsetOf({ url }) - 1));
      return { ...request, url };
    };
    const { served, clock, stored, collect, collector, sourceId } = await aSource({}, oneRowMore);
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
    expect((await collector.stream(sourceId)).counts.duplicate).toBeGreaterThan(0);
  });

  it('asks for shorter windows where a query is too heavy', async () => {
    const { served, clock, stored, collect } = await aSource({ heaviestSpanMs: 5 * 3_600_000 });
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
  });

  it('ends with an explanation where even the shortest window is too heavy', async () => {
    const { collect } = await aSource({ heaviestSpanMs: 0 });
    expect(await collect()).toMatchObject({
      kind: 'vendor-unreachable',
      message: expect.stringContaining('504'),
    });
  });

  it('waits as it is told when there were too many requests', async () => {
    const { served, clock, stored, collect } = await aSource();
    served.faults.inject({ kind: 'status', status: 429, retryAfter: 20 }, { times: 3, when: isList });
    expect(await collect()).toBeNull();
    expect(await stored()).toEqual(tellable(served, clock));
  });
});

describe('a Hanzo KMS that refuses', () => {
  it('is asked once, and names the missing right', async () => {
    const { logins, served, collect } = await aSource({ isForbidden: true });
    expect(await collect()).toMatchObject({
      kind: 'permission-missing',
      message: expect.stringContaining('read audit-logs'),
      traceId: 'req-sample',
    });
    expect(logins()).toBe(1);
    expect(served.requests.filter(isList)).toHaveLength(1);
  });

  it('is not driven into a lock-out by wrong credentials', async () => {
    const { logins, collect } = await aSource({ clientSecret: 'another made-up secret' });
    expect(await collect()).toMatchObject({
      kind: 'credentials-rejected',
      message: expect.stringContaining('client ID and client secret'),
    });
    expect(logins()).toBe(1);
  });

  it.each([
    [{ isClientSecretExpired: true }, 'credentials-rejected', 'expired'],
    [{ clientSecretUses: 0 }, 'credentials-rejected', 'limit on the number of uses'],
    [{ isUntrustedAddress: true }, 'permission-missing', 'trusted IPs'],
    [{ isWithoutAuditLog: true }, 'not-found', 'no audit-log API'],
  ] as const)('explains itself: %j', async (options, kind, message) => {
    const { collect, collector, sourceId } = await aSource(options);
    const error = await collect();
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) });
    expect(JSON.stringify(error)).not.toContain(sampleCredentials.clientSecret);
    expect((await collector.stream(sourceId)).lastError).toMatchObject({ kind });
  });

  it('answers “Test connection” with the same words', async () => {
    const { collector, served } = await aSource({ isForbidden: true });
    const tested = await collector.service.test({ sourceId: null, draft: hanzoKmsSample.draft(served.url) });
    expect(tested).toMatchObject({
      ok: true,
      value: [{ stream: 'audit-log', ok: false, error: { kind: 'permission-missing' } }],
    });
  });
});

describe('the beginning of a client secret', () => {
  it('is taken out of the log without making the event one of an exposed secret', async () => {
    const { served, collector, collect } = await aSource();
    served.faults.inject({
      kind: 'data',
      change(data) {
        if (!('auditLogs' in (data as object))) return data;
        const [row, ...rows] = (data as AuditLogs).auditLogs;
        if (row === undefined) return data;
        const metadata = { clientSecretId: 'cs-1', clientSecretPrefix: 'zq4e' };
        const event = { type: 'revoke-identity-universal-auth-client-secret', metadata };
        return { auditLogs: [{ ...row, event }, ...rows] };
      },
    });
    expect(await collect()).toBeNull();
    const [stored] = await collector.rows(
      "SELECT secret_type, secret_fingerprint, secret_length, raw::VARCHAR AS raw, resource FROM events WHERE raw::VARCHAR LIKE '%clientSecretPrefix%'",
    );
    expect(stored).toMatchObject({
      secret_type: null,
      secret_fingerprint: null,
      secret_length: null,
      resource: 'cs-1',
    });
    expect(String(stored?.raw)).toContain('‹secret:fp:');
    expect(String(stored?.raw)).not.toContain('zq4e');
  });
});
