import { describe, expect, it } from 'vitest';
import { readEpochTime, readIsoTime } from '../../../main/vendors/read-time.ts';

describe('readIsoTime', () => {
  it.each([
    ['2025-05-27T23:15:28.000Z', '2025-05-27T23:15:28.000Z', 0],
    ['2025-05-27T23:15:28.123456Z', '2025-05-27T23:15:28.123Z', 456],
    ['2025-05-27T23:15:28.1234567Z', '2025-05-27T23:15:28.123Z', 456],
    ['2025-05-27T23:15:28.5', '2025-05-27T23:15:28.500Z', 0],
    ['2025-05-28T01:15:28+02:00', '2025-05-27T23:15:28.000Z', 0],
    ['2025-05-27T17:45:28-0530', '2025-05-27T23:15:28.000Z', 0],
    [' 2025-05-27 23:15 ', '2025-05-27T23:15:00.000Z', 0],
    ['2025-05-27', '2025-05-27T00:00:00.000Z', 0],
  ])('reads %s', (text, iso, us) => {
    expect(readIsoTime(text)).toBe(Date.parse(iso) * 1_000 + us);
  });

  it.each([
    '',
    'yesterday',
    '27/05/2025',
    '2025-02-30T00:00:00Z',
    '2025-13-01',
    '2025-00-10',
    '2025-05-27T24:30:00Z',
    '2025-05-27T23:61:00Z',
    '1748387728',
    '0000-00-00T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('does not read “%s”', (text) => {
    expect(readIsoTime(text)).toBeNull();
  });
});

describe('readEpochTime', () => {
  it('reads seconds, with a fraction too, and milliseconds by their size', () => {
    expect(readEpochTime(1_748_387_728)).toBe(1_748_387_728_000_000);
    expect(readEpochTime(1_748_387_728.25)).toBe(1_748_387_728_250_000);
    expect(readEpochTime(1_748_387_728_250)).toBe(1_748_387_728_250_000);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])('does not read %d', (epoch) => {
    expect(readEpochTime(epoch)).toBeNull();
  });
});
