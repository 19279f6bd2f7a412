import { describe, expect, it } from 'vitest';
import { timeSpans } from '../../../main/database/duplicates.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../../shared/time-range.ts';

describe('timeSpans', () => {
  it('covers a page of one day with one span', () => {
    expect(timeSpans([5 * US_PER_HOUR, US_PER_HOUR, 9 * US_PER_HOUR])).toEqual([
      { fromUs: US_PER_HOUR, toUs: 9 * US_PER_HOUR },
    ]);
  });

  it('gives an event with a far-off clock a span of its own', () => {
    const day = 20_000 * US_PER_DAY;
    expect(timeSpans([day + 1, 0, day])).toEqual([
      { fromUs: 0, toUs: 0 },
      { fromUs: day, toUs: day + 1 },
    ]);
  });

  it('falls back to one span where the times are scattered', () => {
    const times = Array.from({ length: 100 }, (_, n) => n * 3 * US_PER_DAY);
    expect(timeSpans(times)).toEqual([{ fromUs: 0, toUs: 297 * US_PER_DAY }]);
  });

  it('has none for an empty page', () => {
    expect(timeSpans([])).toEqual([]);
  });
});
