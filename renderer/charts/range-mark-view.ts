/** The scale is the expected count itself: 1 is exactly what was expected. */
export const rangeMarkTop = 4;

export interface RangeMarkView {
  /** Shares of the width, 0 to 1. */
  readonly bandFrom: number;
  readonly bandTo: number;
  readonly expected: number;
  readonly mark: number;
  /** The count lies beyond the scale; the mark is an arrow at its end. */
  readonly isBeyond: boolean;
}

/** Null where nothing was expected: there is no scale to draw on. */
export function viewRangeMark(row: {
  count: number;
  expected: number;
  expectedLow: number;
  expectedHigh: number;
}): RangeMarkView | null {
  if (row.expected <= 0) return null;
  const at = (count: number) => Math.min(1, Math.max(0, count / row.expected / rangeMarkTop));
  return {
    bandFrom: at(row.expectedLow),
    bandTo: at(row.expectedHigh),
    expected: at(row.expected),
    mark: at(row.count),
    isBeyond: row.count > row.expected * rangeMarkTop,
  };
}
