import { describe, expect, it } from 'vitest';
import {
  barLengthUs,
  describeBaseline,
  secretRange,
  secretRanges,
  toSpan,
} from '../../../../renderer/secrets/secret-range.ts';

describe('the ranges of the Secrets view', () => {
  it('end at the present and are as long as they say', () => {
    const nowUs = 1_700_000_000_000_000;
    expect(toSpan(secretRanges[0], nowUs)).toEqual({ fromUs: nowUs - 86_400_000_000, toUs: nowUs });
  });

  it('are cut into a number of bars that can be drawn and counted', () => {
    for (const range of secretRanges) {
      const { fromUs, toUs } = toSpan(range, 0);
      const bars = (toUs - fromUs) / barLengthUs(range);
      expect(Number.isInteger(bars)).toBe(true);
      expect(bars).toBeGreaterThanOrEqual(14);
      expect(bars).toBeLessThanOrEqual(60);
    }
  });

  it.each([
    ['24h', 14, 'Last 24 hours, set against the 2 weeks before'],
    ['24h', 3, 'Last 24 hours, set against the 3 days before, as far back as events are stored'],
    ['7d', 7, 'Last 7 days, set against the 7 weeks before'],
    ['7d', 1, 'Last 7 days, set against the week before, as far back as events are stored'],
    ['14d', 3, 'Last 14 days, set against the 6 weeks before'],
    ['30d', 3, 'Last 30 days, set against the 90 days before'],
    ['30d', 0, 'Last 30 days. Stored events do not reach far enough back to compare with.'],
  ] as const)('name what %s was set against, %i ranges before it', (id, windows, title) => {
    const range = toSpan(secretRange(id), 0);
    const baseline = { fromUs: range.fromUs - windows, toUs: range.fromUs, windows };
    expect(describeBaseline({ range, baseline }).title).toBe(title);
  });
});
