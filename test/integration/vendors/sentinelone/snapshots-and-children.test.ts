import { describe, expect, it } from 'vitest';
import { aConsole, apiPath, isAbout, page, refused } from './a-console.ts';

const threat = (id: string, updatedAt: string, more: object = {}) => ({
  id,
  threatInfo: {
    threatId: id,
    threatName: 'dropper.exe',
    createdAt: '2026-11-20T08:00:00.000001Z',
    updatedAt,
    ...more,
  },
});

describe('what a SentinelOne console lists as a whole, or below something else', () => {
  it('asks for each application of the list by its encoded name, and adds its vendor to what comes', async () => {
    const { collect, rows, served } = await aConsole({ streams: ['application'], pageSize: 5 });
    await collect();
    const vendors = await rows(
      `SELECT DISTINCT raw->>'$.applicationName' AS name, raw->>'$.applicationVendor' AS vendor FROM events ORDER BY name`,
    );
    expect(vendors).toContainEqual({ name: 'Zip & Co + more', vendor: 'Example Söftware' });
    expect(vendors).toContainEqual({ name: 'Secure Terminal', vendor: '' });
    expect(vendors.length).toBeGreaterThan(7);
    const children = served.requests.filter(isAbout('application-management/inventory/endpoints'));
    expect(
      children.some(({ url }) => url.search.includes('applicationName=Zip%20%26%20Co%20%2B%20more')),
    ).toBe(true);
    expect(children.some(({ url }) => url.searchParams.get('cursor') !== null)).toBe(true);
    expect(children.every(({ url }) => url.searchParams.get('skipCount') === 'true')).toBe(true);
  });

  it('stores an application that is twice on an endpoint twice, and no more with the next snapshot', async () => {
    const row = { id: '1', endpointId: '9', applicationName: 'Example', version: '1.0' };
    const rows = ['C:\\A', 'C:\\B'].map((applicationInstallationPath) => ({
      ...row,
      applicationInstallationPath,
    }));
    const { collect, stream, clock } = await aConsole({
      streams: ['application'],
      answer: ({ url }) =>
        page(
          url.pathname.endsWith('/endpoints')
            ? rows
            : [{ applicationName: 'Example', applicationVendor: '' }],
        ),
    });
    await collect();
    await clock.advance(86_400_000);
    await collect();
    expect((await stream('application')).counts).toMatchObject({ received: 4, stored: 2, duplicate: 2 });
  });

  it('stores nothing of a day’s snapshot that is as it was, and a risk whose status changed', async () => {
    const risk = {
      id: '1',
      cveId: 'CVE-2025-10001',
      applicationName: 'Example',
      endpointId: '9',
      severity: 'HIGH',
    };
    let today = { ...risk, status: 'Detected', daysDetected: 5, lastScanDate: '2026-11-20T01:00:00Z' };
    const { collect, stream, clock } = await aConsole({
      streams: ['application-risk'],
      answer: () => page([today]),
    });
    await collect();
    await clock.advance(86_400_000);
    today = { ...today, daysDetected: 6, lastScanDate: '2026-11-21T01:00:00Z' };
    await collect();
    expect((await stream('application-risk')).counts).toMatchObject({ stored: 1, duplicate: 1 });
    await clock.advance(86_400_000);
    today = { ...today, daysDetected: 7, status: 'Patched' };
    await collect();
    expect((await stream('application-risk')).counts).toMatchObject({ stored: 2, duplicate: 1 });
  });

  it('takes a threat that was deleted meanwhile for one without events, and names the threat in the others', async () => {
    const { collect, rows, stream, served } = await aConsole({ streams: ['threat-event'] });
    expect(await collect()).toEqual([null]);
    const parents = await rows(`SELECT count(DISTINCT raw->>'$.threatId')::INT AS n FROM events`);
    expect(parents[0]?.n).toBeGreaterThan(3);
    expect((await stream('threat-event')).counts).toMatchObject({ rejected: 0, unmapped: 0 });
    const lists = served.requests.filter(isAbout('threats'));
    expect(lists.every(({ url }) => url.searchParams.get('skipCount') === 'true')).toBe(true);
  });

  it('moves past a threat only after its last event: what failed in between is read again', async () => {
    let isBroken = true;
    const event = (id: string) => ({ id, createdAt: '2026-11-20T10:00:00Z', eventType: 'Process Exit' });
    const answer = ({ url }: { url: URL }) => {
      if (url.pathname === apiPath('threats'))
        return page([threat('1', '2026-11-20T10:00:00.000001Z'), threat('2', '2026-11-20T10:00:00.000002Z')]);
      if (url.pathname === apiPath('threats/1/explore/events')) return page([event('a')]);
      return isBroken
        ? refused(503, { code: 5030010, detail: 'Service is temporarily unavailable.' })
        : page([event('a'), event('b')]);
    };
    const { collect, rows } = await aConsole({ streams: ['threat-event'], answer });
    expect((await collect())[0]).toMatchObject({ kind: 'vendor-unreachable' });
    isBroken = false;
    expect(await collect()).toEqual([null]);
    const stored = await rows(
      `SELECT raw->>'$.threatId' AS threat, raw->>'$.id' AS id FROM events ORDER BY 1, 2`,
    );
    expect(stored).toEqual([
      { threat: '1', id: 'a' },
      { threat: '2', id: 'a' },
      { threat: '2', id: 'b' },
    ]);
  });
});
