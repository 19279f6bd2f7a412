import { describe, expect, it } from 'vitest';
import { describeRange, shiftRange, widerRange } from '../../../renderer/explore/time/shift-range.ts';
import { formatMinute, parseTypedTime } from '../../../renderer/explore/time/zoned-time.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../../shared/time-range.ts';

const now = Date.parse('2026-11-20T12:00:00Z') * 1_000;

describe('the time range', () => {
  it('moves by its own length, a relative one from where it stands now', () => {
    expect(shiftRange({ kind: 'last', amount: 1, unit: 'h' }, 'earlier', now, null)).toEqual({
      kind: 'between',
      fromUs: now - 2 * US_PER_HOUR,
      toUs: now - US_PER_HOUR,
    });
    expect(shiftRange({ kind: 'between', fromUs: 100, toUs: 300 }, 'later', now, null)).toEqual({
      kind: 'between',
      fromUs: 300,
      toUs: 500,
    });
  });

  it('moves from what is seen where it is open, and not at all where nothing is', () => {
    expect(shiftRange({ kind: 'all' }, 'earlier', now, { fromUs: 10, toUs: 20 })).toEqual({
      kind: 'between',
      fromUs: 0,
      toUs: 10,
    });
    expect(shiftRange({ kind: 'all' }, 'earlier', now, null)).toBeNull();
  });

  it('is said in words, the day once', () => {
    expect(describeRange({ kind: 'last', amount: 1, unit: 'h' }, 'utc')).toBe('Last hour');
    expect(describeRange({ kind: 'last', amount: 30, unit: 'd' }, 'utc')).toBe('Last 30 days');
    expect(describeRange({ kind: 'between', fromUs: now, toUs: now + US_PER_HOUR }, 'utc')).toBe(
      '2026-11-20 12:00 – 13:00',
    );
  });

  it('offers the next longer one when nothing was found', () => {
    expect(widerRange({ fromUs: now - US_PER_HOUR, toUs: null }, now)?.label).toBe('Last 24 hours');
    expect(widerRange({ fromUs: now - 90 * US_PER_DAY, toUs: null }, now)?.label).toBe('All time');
    expect(widerRange({ fromUs: null, toUs: null }, now)).toBeNull();
  });

  it('reads times as people write them', () => {
    expect(parseTypedTime('2026-11-20 12:00', 'utc')).toBe(now);
    expect(parseTypedTime(' 2026-11-20T12:00:00Z ', 'local')).toBe(now);
    expect(parseTypedTime('2026-11-20', 'utc')).toBe(now - 12 * US_PER_HOUR);
    expect(parseTypedTime('2026-11-20 12:00:00.25', 'utc')).toBe(now + 250_000);
  });

  it('refuses a day that the month does not have, and what is no time', () => {
    for (const text of ['2026-02-30', '2026-13-01', '2026-11-20 25:00', 'yesterday', '20/11/2026', '']) {
      expect(parseTypedTime(text, 'utc')).toBeNull();
    }
  });

  it('leaves out seconds that are zero', () => {
    expect(formatMinute(now, 'utc')).toBe('2026-11-20 12:00');
    expect(formatMinute(now + 5_000_000, 'utc')).toBe('2026-11-20 12:00:05');
  });
});
