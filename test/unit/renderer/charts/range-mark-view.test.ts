import { describe, expect, it } from 'vitest';
import { viewRangeMark } from '../../../../renderer/charts/range-mark-view.ts';

describe('the mark against its range', () => {
  it('puts what was expected at 1× and the count at its ratio', () => {
    const view = viewRangeMark({ count: 200, expected: 100, expectedLow: 80, expectedHigh: 120 });
    expect(view).toEqual({ bandFrom: 0.2, bandTo: 0.3, expected: 0.25, mark: 0.5, isBeyond: false });
  });

  it('says that a count lies beyond the scale', () => {
    const view = viewRangeMark({ count: 1_000, expected: 100, expectedLow: 80, expectedHigh: 900 });
    expect(view).toMatchObject({ mark: 1, bandTo: 1, isBeyond: true });
  });

  it('has no scale where nothing was expected', () => {
    expect(viewRangeMark({ count: 5, expected: 0, expectedLow: 0, expectedHigh: 0 })).toBeNull();
  });
});
