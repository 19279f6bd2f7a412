import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatRelative,
  formatTime,
  zoneLabel,
} from '../../../../renderer/design/format-time.ts';

const second = 1_000_000;
const timeUs = Date.UTC(2026, 10, 20, 8, 14, 3, 123) * 1_000;

describe('times', () => {
  const zone = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = 'Asia/Kolkata';
  });
  afterEach(() => {
    process.env.TZ = zone;
  });

  it('are printed in UTC to the millisecond', () => {
    expect(formatTime(timeUs, 'utc')).toBe('2026-11-20 08:14:03.123');
  });

  it('are printed in local time, with the zone and its offset named', () => {
    expect(formatTime(timeUs, 'local', 'minute')).toBe('2026-11-20 13:44');
    expect(zoneLabel('local', timeUs)).toMatch(/^Asia\/(Kolkata|Calcutta), UTC\+05:30$/);
  });

  it('take the offset of their own day, not of today', () => {
    process.env.TZ = 'Europe/Berlin';
    expect(zoneLabel('local', Date.UTC(2026, 6, 1) * 1_000)).toBe('Europe/Berlin, UTC+02:00');
    expect(zoneLabel('local', Date.UTC(2026, 0, 1) * 1_000)).toBe('Europe/Berlin, UTC+01:00');
  });

  it('that are no times become a dash', () => {
    expect(formatTime(Number.NaN, 'utc')).toBe('–');
  });
});

describe('distances in time', () => {
  it.each([
    [0, 'now'],
    [1 * second, '1 second ago'],
    [59 * second, '59 seconds ago'],
    [119 * second, '1 minute ago'],
    [26 * 3_600 * second, '1 day ago'],
    [-7 * 60 * second, 'in 7 minutes'],
  ])('of %d µs are said as "%s"', (distance, words) => {
    expect(formatRelative(timeUs - distance, timeUs)).toBe(words);
  });

  it('under a second have no words', () => {
    expect(formatDuration(999_999)).toBeNull();
  });
});
