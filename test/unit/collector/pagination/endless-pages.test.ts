import { describe, expect, it } from 'vitest';
import type {
  DeltaWalk,
  FanOut,
  Pagination,
  SnapshotWalk,
  TimeWalk,
} from '../../../../main/collector/pagination/pagination.ts';
import { ok } from '../../../../shared/result.ts';
import { driveWalk, vendorUrl } from './drive-walk.ts';

const get = (path: string) => ({ method: 'GET' as const, url: vendorUrl + path, headers: {} });
const cursors = {
  by: 'cursor' as const,
  request: (_context: unknown, _scope: unknown, cursor: string | null) =>
    get(`/?cursor=${cursor ?? 'first'}`),
  cursorOf: (answer: unknown) => (answer as { cursor?: string }).cursor ?? null,
};
const snapshot: SnapshotWalk = { kind: 'snapshot', pages: cursors };
const byTime: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: null,
  overlapUs: 0,
  lagUs: 0,
  mark: 'window-end',
  pages: cursors,
};
const fanOut: FanOut = {
  kind: 'fan-out',
  parents: { kind: 'snapshot', pages: { ...cursors, request: () => get('/parents'), cursorOf: () => null } },
  parentsOf: () => ok([{ key: 'parent', data: {} }]),
  children: cursors,
  join: (_parent, record) => record,
};
const links = {
  linkRequest: (_context: unknown, link: string) => ({ method: 'GET' as const, url: link, headers: {} }),
};
const delta: DeltaWalk = {
  kind: 'delta',
  firstRequest: () => get('/?cursor=first'),
  ...links,
  nextLinkOf: (answer) => (answer as { link?: string }).link ?? null,
  deltaLinkOf: () => null,
};

/** Always one more page, always another record. */
function endlessServer() {
  let page = 0;
  return () => {
    page++;
    return { data: { rows: [{ id: page }], cursor: `c${page}`, link: `${vendorUrl}/?cursor=c${page}` } };
  };
}

describe('a server that always has one more page with something new', () => {
  const now = '2026-11-20T12:00:00Z';
  const walks: readonly (readonly [string, Pagination])[] = [
    ['a snapshot', snapshot],
    ['a window of time', byTime],
    ['a fan-out', fanOut],
    ['a delta', delta],
  ];

  it.each(walks)('keeps a run of %s for 5,000 pages; the next run goes on behind them', (_what, walk) => {
    const answer = endlessServer();
    const run = driveWalk(walk, answer, { now, steps: 20_000 });
    expect(run).toMatchObject({ problem: null, hasMore: true });
    const asked = run.asked.filter((path) => path !== '/parents');
    expect(asked).toHaveLength(5_000);
    const next = driveWalk(walk, answer, { now, position: run.position, steps: 3 });
    const last = Number(asked.at(-1)?.replace(/\D/g, ''));
    expect(next.asked[0]).toBe(`/?cursor=c${last + 1}`);
    expect(run.position?.length).toBeLessThan(1_000);
  });
});

describe('a link that leads away', () => {
  const elsewhere = [
    'https://elsewhere.example.com/',
    '//elsewhere.example.com/',
    '/\\elsewhere.example.com/',
    'https:\\\\elsewhere.example.com\\',
    'https://vendor.example.com@elsewhere.example.com/',
    'https://vendor.example.com.elsewhere.example.com/',
    'https://user:word@vendor.example.com/',
    'http://vendor.example.com/',
    'https://vendor.example.com:8443/',
    'https://vendor.example.com./',
    'https://vendοr.example.com/',
    'https://[2001:db8::1]/',
    'blob:https://vendor.example.com/',
    'file:///etc/passwd',
  ];
  it.each(elsewhere)('is neither followed nor kept: %s', (link) => {
    const run = driveWalk(delta, () => ({ data: { rows: [{ id: 1 }], link } }), {
      now: '2026-11-20T12:00:00Z',
    });
    expect(run.asked).toEqual(['/?cursor=first']);
    expect(run.problem?.message).toMatch(/not the source's own host .* Nothing was sent there/);
    expect(run.position).toBeNull();
  });

  it('is followed where it only writes the same address in another way', () => {
    const same = ['HTTPS://VENDOR.EXAMPLE.COM/a', 'https://vendor.example.com:443/b', '/c', '?d'];
    const answer = () => ({ data: { rows: [{ id: same.length }], link: same.shift() } });
    const run = driveWalk(delta, answer, { now: '2026-11-20T12:00:00Z' });
    expect(run.problem).toBeNull();
    expect(run.asked).toHaveLength(5);
  });

  it('is forgotten when the base URL was changed meanwhile', () => {
    const kept = JSON.stringify({ deltaLink: 'https://earlier.example.com/?delta=1', completeAtUs: 1 });
    const run = driveWalk(delta, () => ({ data: { rows: [] } }), {
      now: '2026-11-20T12:00:00Z',
      position: kept,
    });
    expect(run.asked).toEqual(['/?cursor=first']);
    expect(run.completeSinceUs).not.toBeNull();
  });
});
