import { describe, expect, it } from 'vitest';
import {
  formatSize,
  formatTime,
  isoTime,
  parseCount,
  parseDays,
  parseDuration,
  parseSize,
} from '../../../main/cli/format-values.ts';

describe('times', () => {
  it('are printed in UTC with every microsecond', () => {
    expect(isoTime(Date.UTC(2026, 10, 20, 9, 30) * 1_000 + 123_456)).toBe('2026-11-20T09:30:00.123456Z');
    expect(isoTime(-1)).toBe('1969-12-31T23:59:59.999999Z');
    expect(isoTime(null)).toBeNull();
  });

  it('are printed to the second for people', () => {
    expect(formatTime(Date.UTC(2026, 10, 20, 9, 30) * 1_000)).toBe('2026-11-20 09:30:00Z');
    expect(formatTime(null)).toBe('–');
  });
});

describe('durations', () => {
  it.each([
    ['15m', 15 * 60_000_000],
    ['1h', 3_600_000_000],
    ['60d', 60 * 86_400_000_000],
    ['2w', 14 * 86_400_000_000],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toBe(duration);
  });

  it.each(['', '1', 'd', '-1d', '1.5h', '0d', '1y', '1d2h', '9999999d'])('refuses “%s”', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('counts a begun day as a day', () => {
    expect(parseDays('25h')).toBe(2);
    expect(parseDays('60d')).toBe(60);
  });
});

describe('counts', () => {
  it.each([
    ['1', 1],
    ['100', 100],
    ['0', null],
    ['101', null],
    ['ten', null],
    ['1e1', null],
    ['-1', null],
    ['', null],
  ])('reads “%s” between 1 and 100 as %s', (text, count) => {
    expect(parseCount(text, 1, 100)).toBe(count);
  });
});

describe('sizes', () => {
  it.each([
    ['500MB', 500_000_000],
    ['1.5 GB', 1_500_000_000],
    ['2tb', 2_000_000_000_000],
    ['750000', 750_000],
    ['12KB', 12_000],
    ['MB', null],
    ['-1MB', null],
    ['1,5GB', null],
    ['5 apples', null],
    ['999999999999TB', null],
  ])('reads %s as %s bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [12_345_678, '12.3 MB'],
    [1_500_000_000, '1.5 GB'],
    [2e15, '2000.0 TB'],
  ])('writes %s bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
