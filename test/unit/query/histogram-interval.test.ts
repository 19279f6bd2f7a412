import { describe, expect, it } from 'vitest';
import { barStart, chooseInterval } from '../../../main/query/histogram-interval.ts';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const at = (iso: string) => Date.parse(iso) * 1_000;

describe('the width of the bars', () => {
  it.each([
    [60 * DAY, 60, DAY],
    [61 * DAY, 60, DAY],
    [7 * DAY, 60, 3 * HOUR],
    [DAY, 60, HOUR / 2],
    [HOUR, 60, HOUR / 60],
    [0, 60, 1_000_000],
    [2 * 365 * DAY, 60, 30 * DAY],
    [200 * 365 * DAY, 60, 28 * 30 * DAY],
  ])('over %d µs is one that people count in', (span, buckets, interval) => {
    expect(chooseInterval(0, span, buckets)).toBe(interval);
  });
});

describe('the start of a bar', () => {
  it.each([
    ['2026-11-20T10:34:56Z', HOUR, '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:34:56Z', DAY, '2026-11-20T00:00:00Z'],
    ['2026-11-20T10:34:56Z', 7 * DAY, '2026-11-16T00:00:00Z'],
    ['2026-11-16T00:00:00Z', 7 * DAY, '2026-11-16T00:00:00Z'],
    ['1969-12-31T23:59:59Z', DAY, '1969-12-31T00:00:00Z'],
  ])('of %s is the one before it, weeks from Monday', (time, interval, start) => {
    expect(barStart(at(time), interval)).toBe(at(start));
  });
});
