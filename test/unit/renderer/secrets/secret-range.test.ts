import { describe, expect, it } from 'vitest';
import { barLengthUs, secretRanges, toSpan } from '../../../../renderer/secrets/secret-range.ts';

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

  it('name the baseline that they ask for', () => {
    const days = secretRanges.map((range) => {
      const { fromUs, toUs } = toSpan(range, 0);
      return [range.before, ((toUs - fromUs) * range.windows) / 86_400_000_000];
    });
    expect(days).toEqual([
      ['the 14 days before', 14],
      ['the 7 weeks before', 49],
      ['the 6 weeks before', 42],
      ['the 90 days before', 90],
    ]);
  });
});
