import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatNumber } from '../../../../renderer/design/format-number.ts';

const thin = '\u202f';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, `1${thin}000`],
    [1_234_567, `1${thin}234${thin}567`],
    [-1_204, `−1${thin}204`],
    [Number.NaN, '–'],
  ])('shows %d exactly, with a thin space between thousands', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([
    [61.4, '61.4'],
    [61, '61'],
    [0.04, '0'],
    [-0.04, '0'],
    [1_810.26, `1${thin}810.3`],
  ])('keeps a fraction of %d only as far as it says something', (value, text) => {
    expect(formatNumber(value, 1)).toBe(text);
  });

  it('counts one thing as one', () => {
    expect([formatCount(1, 'event'), formatCount(0, 'event'), formatCount(2, 'entry', 'entries')]).toEqual([
      '1 event',
      '0 events',
      '2 entries',
    ]);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_400, '1.4 kB'],
    [58_120_331, '58.1 MB'],
    [123_456_789, '123 MB'],
    [9e15, `9${thin}000 TB`],
  ])('writes %d bytes in a unit that reads well', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
