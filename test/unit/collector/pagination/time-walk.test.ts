import { describe, expect, it } from 'vitest';
import type { Pages, TimeWindow } from '../../../../main/collector/pagination/pagination.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../../shared/time-range.ts';
import { byNewest, drive, empty, get, now, twoPages, walk } from './a-time-walk.ts';
import { pageOf, type Reply, us } from './drive-walk.ts';

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
