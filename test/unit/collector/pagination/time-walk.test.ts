import { describe, expect, it } from 'vitest';
import type { Pages, TimeWalk, TimeWindow } from '../../../../main/collector/pagination/pagination.ts';
import type { HttpRequest, StreamContext } from '../../../../main/collector/stream-definition.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../../../shared/time-range.ts';
import { type DriveOptions, driveWalk, pageOf, type Reply, us } from './drive-walk.ts';

interface Row {
  readonly id: number;
  readonly at: string;
}

const short = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(5, 16);

function get(context: StreamContext, path: string): HttpRequest {
  return { method: 'GET', url: `${context.url}${path}`, headers: {} };
}

const cursorPages: Pages<TimeWindow> = {
  by: 'cursor',
  request: (context, { fromUs, toUs }, cursor) =>
    get(context, `/${short(fromUs)}..${short(toUs)}${cursor === null ? '' : `#${cursor}`}`),
  cursorOf: (answer) => (answer as { cursor?: string | null } | undefined)?.cursor ?? null,
};

const walk: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: US_PER_DAY,
  overlapUs: 10 * US_PER_MINUTE,
  lagUs: 0,
  mark: 'window-end',
  pages: cursorPages,
};

/** One window that reaches to the present, and a mark at the newest record. */
const byNewest: TimeWalk = {
  ...walk,
  maxWindowUs: null,
  mark: { newestUs: (rows) => Math.max(...rows.map((row) => us((row as Row).at))) },
};

const now = '2026-11-20T12:00:00Z';
const empty = (): Reply => ({ data: { rows: [] } });

function drive(
  pagination: TimeWalk,
  answer: (request: HttpRequest) => Reply,
  options: Partial<DriveOptions> = {},
) {
  return driveWalk(pagination, answer, { now, ...options });
}

/** Two pages for every window. */
function twoPages({ url }: HttpRequest): Reply {
  const isFirst = !url.includes('#');
  return { data: { rows: [{ id: url }], cursor: isFirst ? `second-${short(us(now))}-${url.length}` : null } };
}

describe('walking through time', () => {
  it('asks window by window from the look-back to the present, and says how far it is', () => {
    const { asked, progress, descriptions } = drive(walk, empty);
    expect(asked).toEqual([
      '/11-17T12:00..11-18T12:00',
      '/11-18T12:00..11-19T12:00',
      '/11-19T12:00..11-20T12:00',
    ]);
    expect(progress[1]).toBe('1/3 days 2026-11-18');
    expect(descriptions.at(-1)).toBe('2026-11-20 12:00 UTC');
  });

  it('begins the next run an overlap before the mark, and calls that no catching up', () => {
    const { position } = drive(walk, empty);
    const again = drive(walk, empty, { position, now: '2026-11-20T12:10:00Z' });
    expect(again.asked).toEqual(['/11-20T11:50..11-20T12:10']);
    expect(again.progress).toEqual(['']);
  });

  it('follows the cursor to its end, whatever the number of records, within the same window', () => {
    const answers = ['a', 'b', null].map((cursor, page) => ({
      rows: page === 1 ? [] : [{ id: page }],
      cursor,
    }));
    let count = 0;
    const { asked, records, withPosition } = drive(walk, () => ({ data: answers[count++] }), {
      lookBackDays: 1,
    });
    expect(asked).toEqual(['', '#a', '#b'].map((cursor) => `/11-19T12:00..11-20T12:00${cursor}`));
    expect(records).toEqual([{ id: 0 }, { id: 2 }]);
    expect(withPosition).toEqual([1, 2]);
  });

  it('goes on after a crash at the same page of the same window, though time has passed', () => {
    const cut = drive(walk, twoPages, { steps: 3 });
    const rest = drive(walk, twoPages, { position: cut.position, now: '2026-11-20T18:00:00Z' });
    expect(rest.asked[0]).toContain('/11-18T12:00..11-19T12:00#second');
    expect(rest.asked.at(-1)).toContain('/11-20T12:00..11-20T18:00#');
    const rested = rest.asked.slice(0, 1);
    expect([...cut.asked, ...rested]).toEqual(drive(walk, twoPages).asked.slice(0, 4));
  });

  it('leaves what lies within the lag for later', () => {
    const lagging = { ...walk, lagUs: 5 * US_PER_MINUTE, overlapUs: 0 };
    const { asked, position } = drive(lagging, empty, { lookBackDays: 1 });
    expect(asked.at(-1)).toBe('/11-19T12:00..11-20T11:55');
    const soon = { position, lookBackDays: 1, now: '2026-11-20T12:02:00Z' };
    expect(drive(lagging, empty, soon).asked).toEqual(['/11-20T11:55..11-20T11:57']);
  });

  it('asks for a minute at least, so that two runs in a row do not ask for nothing', () => {
    const exact = { ...walk, overlapUs: 0 };
    const { position } = drive(exact, empty);
    expect(drive(exact, empty, { position }).asked).toEqual(['/11-20T11:59..11-20T12:00']);
  });

  it('starts over for a longer look-back, and for nothing else', () => {
    const { position } = drive(walk, empty);
    expect(drive(walk, empty, { position, lookBackDays: 2 }).asked).toHaveLength(1);
    expect(drive(walk, empty, { position, lookBackDays: 5 }).asked[0]).toBe('/11-15T12:00..11-16T12:00');
  });

  it('begins further back once in a while, never before its first time, and does not move the mark back', () => {
    const sweeping = { ...walk, sweep: { everyUs: US_PER_HOUR, backUs: 2 * US_PER_DAY } };
    const first = drive(sweeping, empty);
    const soon = drive(sweeping, empty, { position: first.position, now: '2026-11-20T12:30:00Z' });
    expect(soon.asked).toEqual(['/11-20T11:50..11-20T12:30']);
    const swept = drive(sweeping, empty, { position: soon.position, now: '2026-11-20T13:30:00Z' });
    expect(swept.asked[0]).toBe('/11-18T12:30..11-19T12:30');
    const after = drive(sweeping, empty, { position: swept.position, now: '2026-11-20T13:40:00Z' });
    expect(after.asked).toEqual(['/11-20T13:20..11-20T13:40']);
    const far = { ...sweeping, sweep: { everyUs: 0, backUs: 30 * US_PER_DAY } };
    expect(drive(far, empty, { position: first.position }).asked[0]).toBe('/11-17T12:00..11-18T12:00');
  });

  it('finishes a sweep that was cut off', () => {
    const sweeping = { ...walk, overlapUs: 0, sweep: { everyUs: US_PER_HOUR, backUs: 2 * US_PER_DAY } };
    const first = drive(sweeping, empty);
    const later = { now: '2026-11-20T14:00:00Z' };
    const cut = drive(sweeping, empty, { ...later, position: first.position, steps: 1 });
    expect(drive(sweeping, empty, { ...later, position: cut.position }).asked).toEqual([
      '/11-19T12:00..11-20T12:00',
      '/11-20T12:00..11-20T14:00',
    ]);
  });
});

describe('a mark at the newest record', () => {
  it('moves to the newest time of all pages, in whatever order they come', () => {
    const rows = ['11', '13', '12', '10'].map((hour, id) => ({ id, at: `2026-11-19T${hour}:00:00Z` }));
    let page = 0;
    const answer = (): Reply => {
      const { rows: some, next } = pageOf(rows, page++, 2);
      return { data: { rows: some, cursor: next === null ? null : `c${next}` } };
    };
    const { position } = drive(byNewest, answer);
    expect(drive(byNewest, empty, { position }).asked).toEqual(['/11-19T12:50..11-20T12:00']);
  });

  it('stays where it is after an empty answer, and is never beyond the present', () => {
    const { position } = drive(byNewest, empty);
    expect(drive(byNewest, empty, { position, now: '2026-11-21T12:00:00Z' }).asked[0]).toMatch(
      '/11-17T12:00..',
    );
    const future = (): Reply => ({ data: { rows: [{ id: 1, at: '2027-01-01T00:00:00Z' }] } });
    const ahead = drive(byNewest, future);
    expect(drive(byNewest, empty, { position: ahead.position }).asked[0]).toBe('/11-20T11:50..11-20T12:00');
  });

  it('does not move before the last page, so that a crash loses nothing', () => {
    const answer = (): Reply => ({ data: { rows: [{ id: 1, at: '2026-11-20T10:00:00Z' }], cursor: 'more' } });
    const { position } = drive(byNewest, answer, { steps: 1 });
    const rest = drive(byNewest, empty, { position });
    expect(rest.asked).toEqual(['/11-17T12:00..11-20T12:00#more']);
    expect(drive(byNewest, empty, { position: rest.position }).asked[0]).toMatch('/11-20T09:50');
  });
});

describe('refusals on the way', () => {
  it('goes back to the beginning of the window when its cursor is refused, once', () => {
    const replies: Reply[] = [
      { data: { rows: [], cursor: 'old' } },
      { verdict: 'restart' },
      { data: { rows: [], cursor: 'new' } },
      { data: { rows: [] } },
    ];
    const { asked } = drive(walk, () => replies.shift() ?? empty(), { lookBackDays: 1 });
    expect(asked.map((path) => path.split('#')[1] ?? '')).toEqual(['', 'old', '', 'new']);
    const stubborn: Reply[] = [
      { data: { rows: [], cursor: 'a' } },
      { verdict: 'restart' },
      { data: { rows: [], cursor: 'b' } },
      { verdict: 'restart' },
    ];
    expect(() => drive(walk, () => stubborn.shift() ?? empty(), { lookBackDays: 1 })).toThrow(/can’t go on/);
  });

  it('halves a window that is too much, remembers that, and grows again', () => {
    const refusesMoreThan = (hours: number) => {
      return ({ url }: HttpRequest): Reply => {
        const [from, to] = url
          .slice(-24)
          .replace('/', '')
          .split('..')
          .map((text) => us(`2026-${text}:00Z`));
        return (to ?? 0) - (from ?? 0) > hours * US_PER_HOUR ? { verdict: 'narrow' } : empty();
      };
    };
    const { asked } = drive(walk, refusesMoreThan(6), { lookBackDays: 2 });
    expect(asked.slice(0, 5)).toEqual([
      '/11-18T12:00..11-19T12:00',
      '/11-18T12:00..11-19T00:00',
      '/11-18T12:00..11-18T18:00',
      '/11-18T18:00..11-19T00:00',
      '/11-19T00:00..11-19T06:00',
    ]);
    expect(asked).toContain('/11-19T12:00..11-20T00:00');
    expect(asked.at(-1)).toMatch(/\.\.11-20T12:00$/);
    expect(() => drive({ ...walk, minWindowUs: 12 * US_PER_HOUR }, refusesMoreThan(6))).toThrow(
      /can’t go on/,
    );
    expect(() => drive({ ...walk, maxWindowUs: null }, () => ({ verdict: 'narrow' }))).toThrow(/can’t go on/);
  });

  it.each<[string, Reply[]]>([
    ['a cursor that leads to itself', [page(1, 'same'), page(2, 'same'), page(2, 'same')]],
    ['cursors that go round in a circle', [page(1, 'a'), page(2, 'b'), page(3, 'a')]],
    ['new cursors to the same page for ever', Array.from({ length: 9 }, (_, index) => page(7, `c${index}`))],
  ])('ends at %s, and keeps the window for the next run', (_what, replies) => {
    const { problem, position } = drive(walk, () => replies.shift() ?? page(0, null), {
      lookBackDays: 1,
      pageSize: 1,
    });
    expect(problem?.message).toMatch(/vendor\.example\.com keeps answering with the same page/);
    expect(drive(walk, empty, { position, lookBackDays: 1 }).asked).toEqual(['/11-19T12:00..11-20T12:00']);
  });

  it('takes a repeated cursor on a short last page for the end only where the vendor is known for it', () => {
    const known: TimeWalk = { ...walk, pages: { ...cursorPages, mayRepeatLastCursor: true } };
    const emptyPage: Reply = { data: { rows: [], cursor: 'x' } };
    for (const last of [page(2, 'x'), emptyPage]) {
      const drivenTo = (through: TimeWalk) => {
        const replies = [page(1, 'x'), last];
        return drive(through, () => replies.shift() ?? empty(), { lookBackDays: 1 }).problem;
      };
      expect(drivenTo(known)).toBeNull();
      expect(drivenTo(walk)?.message).toMatch(/same page/);
    }
  });

  it('ends at pages without end that hold nothing', () => {
    let count = 0;
    const { problem, asked } = drive(walk, () => ({ data: { rows: [], cursor: `c${count++}` } }));
    expect(problem?.message).toMatch(/always says that there is one more page/);
    expect(asked.length).toBe(1_000);
  });
});

function page(id: number, cursor: string | null): Reply {
  return { data: { rows: [{ id }], cursor } };
}

describe('clocks that are off', () => {
  it('counts the look-back by the vendor’s clock', () => {
    const { asked } = drive(walk, empty, { now: '2026-11-23T12:00:00Z', vendorNow: now });
    expect(asked).toContain('/11-17T12:00..11-18T12:00');
    expect(asked.at(-1)).toBe('/11-19T12:00..11-20T12:00');
  });

  it('does not take time for collected that has not come for the vendor', () => {
    const { position } = drive(walk, empty);
    const fast = drive(walk, empty, {
      position,
      now: '2026-11-20T20:00:00Z',
      vendorNow: '2026-11-20T12:10:00Z',
    });
    const right = drive(walk, empty, { position: fast.position, now: '2026-11-20T12:20:00Z' });
    expect(right.asked).toEqual(['/11-20T12:00..11-20T12:20']);
  });

  it('goes on to the vendor’s present where this computer’s clock is slow', () => {
    const { asked } = drive(walk, empty, { now: '2026-11-19T12:00:00Z', vendorNow: now });
    expect(asked.at(-1)).toBe('/11-19T12:00..11-20T12:00');
  });
});

describe('other kinds of pages', () => {
  it('follows links, completes relative ones, and keeps absolute ones as they are', () => {
    const pages: Pages<TimeWindow> = {
      by: 'link',
      request: (context) => get(context, '/v1/events?top=2'),
      linkRequest: (_context, link) => ({ method: 'GET', url: link, headers: {} }),
      linkOf: (answer) => (answer as { link?: string }).link ?? null,
    };
    const links = ['?skip=%24a', 'https://vendor.example.com/v1/events?skip=$b', undefined];
    const { asked } = drive({ ...walk, pages }, () => ({ data: { rows: [], link: links.shift() } }), {
      lookBackDays: 1,
    });
    expect(asked).toEqual(['/v1/events?top=2', '/v1/events?skip=%24a', '/v1/events?skip=$b']);
  });
});

describe('a lower bound that rises', () => {
  const second = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(11, 19);
  const rising: TimeWalk = {
    ...byNewest,
    pages: {
      by: 'rising-bound',
      request: (context, { fromUs }) => get(context, `/${second(fromUs)}`),
      timeUsOf: (row) => us((row as Row).at),
      smallestStepUs: US_PER_SECOND,
    },
  };
  const at = (times: readonly string[]): Row[] =>
    times.map((time, id) => ({ id, at: `2026-11-20T${time}Z` }));
  const server =
    (rows: readonly Row[], size: number) =>
    ({ url }: HttpRequest): Reply => {
      const from = us(`2026-11-20T${url.slice(-8)}Z`);
      const fitting = rows.filter((row) => us(row.at) >= from || url.endsWith('/12:00:00'));
      return { data: { rows: fitting.slice(0, size) } };
    };

  it('rises to the newest of each page, repeats what equals it, and ends where nothing newer comes', () => {
    const rows = at(['08:00:00', '08:00:01', '08:00:01', '08:00:05']);
    const { asked, records } = drive(rising, server(rows, 2));
    expect(asked).toEqual(['/12:00:00', '/08:00:01', '/08:00:02', '/08:00:05', '/08:00:06']);
    expect(new Set(records.map((row) => (row as Row).id))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('does not take a page for the last one because a server gives less than it is asked for', () => {
    const rows = at(['08:00:00', '08:00:01', '08:00:02', '08:00:03', '08:00:04']);
    const { asked, records, problem } = drive(rising, server(rows, 2), { pageSize: 50 });
    expect(asked).toHaveLength(6);
    expect(new Set(records.map((row) => (row as Row).id)).size).toBe(5);
    expect(problem).toBeNull();
  });

  it('gets past a short page of one time, where the server gives less than it is asked for', () => {
    const rows = at(['08:00:00', '08:00:00', '08:00:03']);
    const { records, problem } = drive(rising, server(rows, 2), { pageSize: 50 });
    expect(records).toContainEqual(rows[2]);
    expect(problem).toBeNull();
  });

  it('ends where the server knows no bound and always gives the same', () => {
    const rows = at(['08:00:00', '08:00:01']);
    const { asked, problem } = drive(rising, () => ({ data: { rows } }), { pageSize: 50 });
    expect(asked).toHaveLength(3);
    expect(problem).toBeNull();
  });

  it('ends after one request where there is nothing', () => {
    expect(drive(rising, empty).asked).toHaveLength(1);
  });

  it('gets past a full page of one time where the server compares seconds only', () => {
    const rows = at(['08:00:00', '08:00:00', '08:00:01', '08:00:02']);
    const { pages } = rising;
    if (pages.by !== 'rising-bound') throw new Error('made with a rising bound');
    const { records, problem } = drive(
      { ...rising, pages: { ...pages, smallestStepUs: 1 } },
      server(rows, 2),
    );
    expect(new Set(records.map((row) => (row as Row).id))).toEqual(new Set([0, 1, 2, 3]));
    expect(problem).toBeNull();
  });

  it('follows links where a server gives them after all, to the last', () => {
    const { pages } = rising;
    if (pages.by !== 'rising-bound') throw new Error('made with a rising bound');
    const linked: TimeWalk = {
      ...rising,
      pages: {
        ...pages,
        links: {
          linkRequest: (_context, url) => ({ method: 'GET', url, headers: {} }),
          linkOf: (answer) => (answer as { next?: string }).next ?? null,
        },
      },
    };
    // Newest first, as one that does not care for the order.
    const [older, newer] = [at(['08:00:00', '08:00:01']), at(['08:00:02', '08:00:03'])];
    const { asked, records, withPosition } = drive(linked, ({ url }) =>
      url.endsWith('p=2') ? { data: { rows: older } } : { data: { rows: newer, next: '/alerts?p=2' } },
    );
    expect(asked).toEqual(['/12:00:00', '/alerts?p=2']);
    expect(withPosition).toEqual([1]);
    expect(records).toHaveLength(4);
  });

  it('goes on after a crash from where the bound stood', () => {
    const rows = at(['08:00:00', '08:00:03', '08:00:05']);
    const { position } = drive(rising, server(rows, 2), { steps: 1 });
    expect(drive(rising, server(rows, 2), { position }).asked[0]).toBe('/08:00:03');
  });

  it('ends where a server does not care for the bound', () => {
    const rows = at(['08:00:00', '08:00:03']);
    const { problem } = drive(rising, () => ({ data: { rows } }));
    expect(problem?.message).toMatch(/same page/);
  });
});

describe('a range that is filled back', () => {
  const range = { fromUs: us('2026-11-01T06:00:00Z'), toUs: us('2026-11-02T18:00:00Z') };

  it('asks for its windows and nothing else, and tells its progress', () => {
    const { asked, progress } = drive(walk, empty, { range });
    expect(asked).toEqual(['/11-01T06:00..11-02T06:00', '/11-02T06:00..11-02T18:00']);
    expect(progress).toEqual(['0/36 hours 2026-11-01 06:00 UTC', '24/36 hours 2026-11-02 06:00 UTC']);
  });

  it('goes on after a crash where it was', () => {
    const { position } = drive(walk, twoPages, { range, steps: 1 });
    expect(drive(walk, twoPages, { range, position }).asked).toHaveLength(3);
  });

  it('ends, without an upper bound, where a whole page lies beyond it', () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
    let count = 0;
    const answer = (): Reply => {
      const { rows, next } = pageOf(
        days.map((day) => ({ id: 1, at: `${day}T12:00:00Z` })),
        count++,
        2,
      );
      return { data: { rows, cursor: next === null ? null : `c${next}` } };
    };
    const { asked, problem } = drive(byNewest, answer, { range });
    expect(asked).toHaveLength(2);
    expect(problem).toBeNull();
  });
});
