import { describe, expect, it } from 'vitest';
import { countScale } from '../../../../renderer/charts/count-scale.ts';

describe('the scale of counts', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 5, 10]],
    [102, [0, 50, 100, 150]],
    [100, [0, 50, 100]],
    [1_893, [0, 1_000, 2_000]],
  ])('over %d has whole, even steps up to it', (highest, ticks) => {
    const scale = countScale(highest);
    expect(scale).toEqual({ top: ticks.at(-1), ticks });
  });

  it('never ends below the highest count, never has more than a few steps', () => {
    for (let highest = 0; highest < 5_000; highest += 7) {
      const { top, ticks } = countScale(highest);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(ticks.length).toBeLessThanOrEqual(4);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });
});
