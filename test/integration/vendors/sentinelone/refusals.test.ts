import { describe, expect, it } from 'vitest';
import { aConsole, allStreams, isAbout, page, refused } from './a-console.ts';

describe('what a SentinelOne console refuses', () => {
  it('a token that ended: asked once, told plainly, and nothing is lost', async () => {
    const { collect, served, stream } = await aConsole({ streams: ['agent'], token: 'another-token' });
    const [error] = await collect();
    expect(error).toMatchObject({ kind: 'credentials-rejected', detail: expect.stringContaining('4010010') });
    expect(error?.message).toMatch(/API token.*expired, was revoked/);
    expect(error?.remedy).toMatch(/Generate API Token/);
    expect(served.requests).toHaveLength(1);
    expect((await stream('agent')).counts.stored).toBe(0);
  });

  it('a token that ends in mid-walk: what was stored stays, and the walk goes on with a new one', async () => {
    let isRevoked = false;
    const console = await aConsole({
      streams: ['activity'],
      pageSize: 50,
      answer: ({ url }) => {
        if (url.searchParams.get('cursor') === null) return null;
        return isRevoked ? refused(401, { code: 4010010, detail: 'Authentication failed.' }) : null;
      },
    });
    isRevoked = true;
    expect((await console.collect())[0]).toMatchObject({ kind: 'credentials-rejected' });
    expect((await console.stream('activity')).counts.stored).toBeGreaterThan(0);
    isRevoked = false;
    expect(await console.collect()).toEqual([null]);
    const again = console.asked().filter((url) => url.searchParams.get('cursor') === null);
    expect(again).toHaveLength(1);
  });

  it('one stream for want of a permission: the others go on', async () => {
    const { collect, stream } = await aConsole({ streams: allStreams, denied: ['application-risk'] });
    const errors = await collect();
    const at = allStreams.indexOf('application-risk');
    expect(errors.map((error, index) => (index === at ? null : error))).toEqual(allStreams.map(() => null));
    expect(errors[at]).toMatchObject({ kind: 'permission-missing' });
    expect(errors[at]?.remedy).toContain('Applications -> viewRisks');
    expect((await stream('threat')).counts.stored).toBeGreaterThan(0);
  });

  it.each([
    ['without-entitlement', 'This scope does not have Custom Rules enabled.'],
    ['on-premises', 'Resource not found'],
  ] as const)('alerts of a console that has none (%s)', async (alerts, detail) => {
    const { collect } = await aConsole({ streams: ['alert', 'group'], alerts });
    const [alertError, groupError] = await collect();
    expect(groupError).toBeNull();
    expect(alertError?.message).toMatch(/not available on this console/);
    expect(alertError?.detail).toContain(detail);
  });

  it('a cursor that it no longer knows: the window begins again, with nothing twice', async () => {
    let isForgotten = true;
    const { collect, asked, stream } = await aConsole({
      streams: ['activity'],
      pageSize: 50,
      answer: ({ url }) => {
        if (url.searchParams.get('cursor') === null || !isForgotten) return null;
        isForgotten = false;
        return refused(400, { code: 4000010, title: 'Bad Request', detail: 'Invalid cursor' });
      },
    });
    expect(await collect()).toEqual([null]);
    expect(asked().filter((url) => url.searchParams.get('cursor') === null)).toHaveLength(2);
    const { counts } = await stream('activity');
    expect(counts.duplicate).toBe(50);
  });

  it('too many requests: it waits as long as it is told, and asks for the same page', async () => {
    const { collect, served, clock, asked } = await aConsole({ streams: ['group'] });
    const body =
      '{"errors":[{"detail":"The requests are being throttled. Too many requests."}],"data":null,"pagination":null}';
    served.faults.inject({ kind: 'status', status: 429, retryAfter: 7, body }, { times: 2 });
    expect(await collect()).toEqual([null]);
    expect(clock.sleeps.filter((ms) => ms === 7_000)).toHaveLength(2);
    expect(
      new Set(
        asked()
          .slice(0, 3)
          .map((url) => url.search),
      ).size,
    ).toBe(1);
  });

  it('nothing where errors stand beside good data, or data is null', async () => {
    const { collect, served, stream } = await aConsole({ streams: ['alert', 'group'] });
    served.faults.inject(
      {
        kind: 'data',
        change: () => ({ data: null, errors: [{}], pagination: { nextCursor: null, totalItems: 0 } }),
      },
      { when: isAbout('groups'), times: 1 },
    );
    expect(await collect()).toEqual([null, null]);
    expect((await stream('alert')).counts.stored).toBeGreaterThan(0);
  });

  it('what is JSON of something else: said plainly, nothing stored', async () => {
    const { collect, served } = await aConsole({ streams: ['group'], answer: () => page([]) });
    served.faults.inject({ kind: 'other-json', body: { status: 'ok' } });
    const [error] = await collect();
    expect(error).toMatchObject({ kind: 'unexpected-response' });
    expect(error?.message).toContain('not with a page of the SentinelOne API');
  });
});
