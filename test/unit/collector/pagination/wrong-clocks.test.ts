import { describe, expect, it } from 'vitest';
import type { DayWalk, TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../../../shared/time-range.ts';
import { driveWalk, vendorUrl } from './drive-walk.ts';

const get = (path: string) => ({ method: 'GET' as const, url: vendorUrl + path, headers: {} });
const hour = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(0, 13);
const days: DayWalk = {
  kind: 'day-walk',
  request: (_context, { date }) => get(`/${date.toISOString().slice(0, 10)}`),
};
const times: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: US_PER_DAY,
  overlapUs: US_PER_HOUR,
  lagUs: 0,
  mark: 'window-end',
  pages: {
    by: 'cursor',
    request: (_context, { fromUs, toUs }) => get(`/${hour(fromUs)}..${hour(toUs)}`),
    cursorOf: () => null,
  },
};
const nothing = () => ({ data: { rows: [] } });
const now = '2026-11-20T12:00:00Z';
const later = '2026-11-22T12:00:00Z';

describe('a vendor whose clock was years ahead for a while', () => {
  it('is asked again, by days, from where the clocks agreed', () => {
    const sound = driveWalk(days, nothing, { now });
    const ahead = driveWalk(days, nothing, {
      now,
      vendorNow: '2030-01-01T12:00:00Z',
      position: sound.position,
    });
    const again = driveWalk(days, nothing, { now: later, position: ahead.position });
    expect(again.asked).toEqual(['/2026-11-20', '/2026-11-21', '/2026-11-22']);
  });

  it('is asked again, by time, from where the clocks agreed, also where the run was cut off in between', () => {
    const sound = driveWalk(times, nothing, { now });
    for (const steps of [5_000, 700]) {
      const ahead = driveWalk(times, nothing, {
        now,
        vendorNow: '2030-01-01T12:00:00Z',
        position: sound.position,
        steps,
      });
      const again = driveWalk(times, nothing, { now: later, position: ahead.position });
      expect(again.asked[0]?.slice(0, 14)).toMatch(/^\/2026-11-20T1[01]/);
      expect(again.asked.at(-1)).toMatch(/\.\.2026-11-22T12$/);
    }
  });
});

describe('a computer whose clock was set back', () => {
  it.each(['2026-11-20T11:00:00Z', '2026-11-19T12:00:00Z', '2025-11-20T12:00:00Z', '1996-01-01T00:00:00Z'])(
    'to %s passes over nothing, and stands still nowhere',
    (wrong) => {
      for (const walk of [days, times]) {
        const sound = driveWalk(walk, nothing, { now });
        const set = driveWalk(walk, nothing, {
          now: wrong,
          vendorNow: later,
          position: sound.position,
          steps: 12_000,
        });
        const asked = set.asked.join(' ');
        expect(asked).toContain('2026-11-21');
        expect(asked).toContain('2026-11-22');
        expect(set.problem).toBeNull();
      }
    },
  );
});
