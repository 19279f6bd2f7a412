import { describe, expect, it } from 'vitest';
import { aConsole, allStreams, page } from './a-console.ts';

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

describe('collecting from a SentinelOne console', () => {
  it('gets all eight streams to their end, and stores nothing twice when asked again', async () => {
    const { collect, rows, stream, served } = await aConsole({ streams: allStreams });
    expect(await collect()).toEqual(allStreams.map(() => null));
    const counts = await rows(
      'SELECT stream, count(*)::INT AS n FROM events GROUP BY stream ORDER BY stream',
    );
    expect(counts.map((row) => row.stream)).toEqual([...allStreams].sort());
    for (const name of allStreams) {
      expect((await stream(name)).counts).toMatchObject({ rejected: 0, unmapped: 0 });
    }
    const sent = served.requests.length;
    expect(await collect()).toEqual(allStreams.map(() => null));
    expect(served.requests.length).toBeGreaterThan(sent);
    expect(
      await rows('SELECT stream, count(*)::INT AS n FROM events GROUP BY stream ORDER BY stream'),
    ).toEqual(counts);
  });

  it('asks with the word ApiToken and the same filter on every page, and ends on a null cursor only', async () => {
    const { collect, served } = await aConsole({
      streams: ['activity'],
      pageSize: 50,
      settings: { siteIds: '1802000000000000001, 1802000000000000002' },
    });
    await collect();
    const queries = served.requests.map(({ url }) => url.searchParams);
    expect(queries.length).toBeGreaterThan(3);
    expect(
      served.requests.every(({ headers }) => headers.authorization === 'ApiToken a-made-up-console-token'),
    ).toBe(true);
    expect(new Set(queries.map((query) => query.get('createdAt__gte'))).size).toBe(1);
    expect(queries[0]?.get('createdAt__gte')).toMatch(/^2026-11-16T12:00:00Z$/);
    expect(queries[0]?.get('siteIds')).toBe('1802000000000000001,1802000000000000002');
    expect(queries.filter((query) => query.get('cursor') === null)).toHaveLength(1);
  });

  it('goes on over short and empty pages, and takes the newest time of all pages for its mark', async () => {
    const pages = [
      page([threat('1', '2026-11-20T11:00:00.900001Z')], 'second'),
      page([], 'third'),
      page([threat('2', '2026-11-20T09:00:00.000001Z')]),
    ];
    const names = [null, 'second', 'third'];
    const { collect, rows, asked } = await aConsole({
      streams: ['threat'],
      answer: ({ url }) => pages[names.indexOf(url.searchParams.get('cursor'))] ?? null,
    });
    await collect();
    expect(await rows('SELECT vendor_event_id AS id FROM events ORDER BY 1')).toHaveLength(2);
    await collect();
    expect(asked()[3]?.searchParams.get('updatedAt__gte')).toBe('2026-11-20T11:00:00Z');
  });

  it('leaves its mark where it was when nothing is there', async () => {
    const { collect, asked, clock } = await aConsole({ streams: ['group'], answer: () => page([]) });
    await collect();
    await clock.advance(3_600_000);
    await collect();
    const bounds = asked().map((url) => url.searchParams.get('updatedAt__gte'));
    expect(bounds).toEqual(['2026-11-16T12:00:00Z', '2026-11-16T12:00:00Z']);
  });

  it('keeps every state of a threat, and marks all but the latest as superseded', async () => {
    let state = threat('7', '2026-11-20T10:00:00.000001Z', { incidentStatus: 'unresolved' });
    const { collect, rows } = await aConsole({ streams: ['threat'], answer: () => page([state]) });
    await collect();
    state = threat('7', '2026-11-20T11:00:00.000001Z', { incidentStatus: 'resolved' });
    await collect();
    await collect();
    const stored = await rows(
      `SELECT ocsf->>'$.status' AS status, event_id IN (SELECT event_id FROM superseded_events) AS old
       FROM events ORDER BY time`,
    );
    expect(stored).toEqual([
      { status: 'New', old: true },
      { status: 'Resolved', old: false },
    ]);
  });

  it('stores two activities of one id, and one that comes again once', async () => {
    const first = {
      id: '5',
      createdAt: '2026-11-20T10:00:00.000001Z',
      updatedAt: '2026-11-20T10:00:00Z',
      activityType: 27,
    };
    const second = { ...first, updatedAt: '2026-11-20T10:00:00.000002Z', activityType: '33' };
    const { collect, stream } = await aConsole({
      streams: ['activity'],
      answer: () => page([first, second, first]),
    });
    await collect();
    await collect();
    expect((await stream('activity')).counts).toMatchObject({
      received: 6,
      stored: 2,
      duplicate: 4,
      rejected: 0,
    });
  });

  it('finds an alert that was written down behind the mark, as it looks five minutes back', async () => {
    const alert = (id: string, createdAt: string) => ({
      alertInfo: { alertId: id, createdAt, updatedAt: createdAt },
    });
    const seen = [alert('1', '2026-11-20T11:59:00.000001Z')];
    const { collect, stream, asked } = await aConsole({
      streams: ['alert'],
      answer: ({ url }) =>
        page(
          seen.filter(
            ({ alertInfo }) => alertInfo.createdAt >= (url.searchParams.get('createdAt__gte') ?? ''),
          ),
        ),
    });
    await collect();
    seen.push(alert('2', '2026-11-20T11:56:30.000001Z'));
    await collect();
    expect((await stream('alert')).counts.stored).toBe(2);
    expect(asked()[1]?.searchParams.get('createdAt__gte')).toBe('2026-11-20T11:54:00Z');
    expect(asked()[1]?.searchParams.get('sortBy')).toBe('alertInfoCreatedAt');
  });

  it('looks further back for alerts now and then, so that a verdict given later arrives', async () => {
    const info = {
      alertId: '1',
      createdAt: '2026-11-20T08:00:00.000001Z',
      updatedAt: '2026-11-20T08:00:01Z',
    };
    let now: object = info;
    const { collect, clock, rows } = await aConsole({
      streams: ['alert'],
      answer: ({ url }) =>
        page(info.createdAt >= (url.searchParams.get('createdAt__gte') ?? '') ? [{ alertInfo: now }] : []),
    });
    await collect();
    now = {
      ...info,
      updatedAt: '2026-11-20T13:00:00Z',
      incidentStatus: 'Resolved',
      analystVerdict: 'False positive',
    };
    await clock.advance(7 * 3_600_000);
    await collect();
    const statuses = await rows(`SELECT ocsf->>'$.status' AS status FROM events ORDER BY received_at`);
    expect(statuses.map(({ status }) => status)).toEqual(['Unknown', 'Resolved']);
  });

  it('keeps a group’s registration token in the vault, and nowhere else', async () => {
    const secret = 'bm90LWEtcmVhbC1yZWdpc3RyYXRpb24tdG9rZW4';
    const group = {
      id: '3',
      name: 'Laptops',
      updatedAt: '2026-11-20T10:00:00Z',
      registrationToken: secret,
      totalAgents: 3,
    };
    const { collect, rows } = await aConsole({ streams: ['group'], answer: () => page([group]) });
    await collect();
    const [event] = await rows(
      'SELECT raw::VARCHAR AS raw, ocsf::VARCHAR AS ocsf, ecs::VARCHAR AS ecs, search_text FROM events',
    );
    expect(JSON.stringify(event)).toContain('‹secret:fp:');
    expect(JSON.stringify(event)).not.toContain(secret);
    expect(await rows('SELECT secret_type FROM secrets')).toEqual([
      { secret_type: 'SentinelOne registration token' },
    ]);
  });

  it('keeps ids of nineteen digits whole, even where they come as numbers', async () => {
    const answer = () =>
      page([
        {
          id: '1',
          createdAt: '2026-11-20T10:00:00Z',
          accountId: '1234567890123456789',
          data: { marker: 'here' },
        },
      ]);
    const { collect, rows, served } = await aConsole({ streams: ['activity'], answer });
    served.faults.inject({
      kind: 'status',
      status: 200,
      body: '{"data":[{"id":1234567890123456789,"createdAt":"2026-11-20T10:00:00Z","data":{"accountId":1234567890123456789}}],"pagination":{"nextCursor":null}}',
    });
    await collect();
    const [event] = await rows(
      'SELECT raw::VARCHAR AS raw, ocsf::VARCHAR AS ocsf, ecs::VARCHAR AS ecs FROM events',
    );
    expect(String(event?.raw)).toContain('1234567890123456789');
    expect(JSON.stringify(event)).not.toContain('1234567890123456800');
  });
});
