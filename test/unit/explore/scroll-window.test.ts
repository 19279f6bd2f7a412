import { describe, expect, it } from 'vitest';
import {
  afterScroll,
  heldRows,
  MOST_ROWS,
  ROW_HEIGHT,
  type ScrollWindow,
  showRow,
} from '../../../renderer/explore/table/scroll-window.ts';

const viewport = 560;
const small = { count: 1_000, viewport };
const large = { count: 10_000_000, viewport };
const lowest = MOST_ROWS * ROW_HEIGHT - viewport;

const firstSeen = ({ shift, top }: ScrollWindow) => shift + top / ROW_HEIGHT;

describe('the scroll window', () => {
  it('never asks the browser for an element of more than fifteen million pixels', () => {
    expect(heldRows(10_000_000) * ROW_HEIGHT).toBeLessThanOrEqual(15_000_000);
    expect(heldRows(1_000)).toBe(1_000);
  });

  it('shows a small answer as it is, wherever it is scrolled to', () => {
    expect(afterScroll({ shift: 0, top: 0 }, 27_440, small)).toEqual({ shift: 0, top: 27_440 });
  });

  it('leads a jump by the scroll bar to the same share of the whole answer', () => {
    const middle = afterScroll({ shift: 0, top: 0 }, lowest / 2, large);
    expect(firstSeen(middle) / large.count).toBeCloseTo(0.5, 3);
  });

  it('reaches the very last row by the scroll bar, and the very first', () => {
    const end = afterScroll({ shift: 0, top: 0 }, lowest, large);
    expect(end.shift + heldRows(large.count)).toBe(large.count);
    expect(afterScroll(end, 0, large)).toEqual({ shift: 0, top: 0 });
  });

  it('moves by as many rows as the wheel says, not by the scale of the scroll bar', () => {
    const before = afterScroll({ shift: 0, top: 0 }, lowest / 2, large);
    const after = afterScroll(before, before.top + 100, large);
    expect((firstSeen(after) - firstSeen(before)) * ROW_HEIGHT).toBeCloseTo(100, 5);
  });

  it('goes on past the end of the element by small steps without anything moving on the screen', () => {
    let window = afterScroll({ shift: 0, top: 0 }, lowest - 5_000, large);
    window = { shift: 0, top: lowest - 5_000 };
    for (let step = 0; step < 100; step += 1) {
      const top = Math.min(lowest, window.top + 100);
      const seen = window.shift * ROW_HEIGHT + top;
      window = afterScroll(window, top, large);
      expect(window.shift * ROW_HEIGHT + window.top).toBeCloseTo(seen, 5);
    }
    expect(window.shift).toBeGreaterThan(0);
    expect(firstSeen(window) * ROW_HEIGHT).toBeCloseTo(lowest + 5_000, 5);
  });

  it('goes back to the first row by small steps', () => {
    let window: ScrollWindow = { shift: 40, top: 300 };
    for (let step = 0; step < 40; step += 1)
      window = afterScroll(window, Math.max(0, window.top - 100), large);
    expect(window).toEqual({ shift: 0, top: 0 });
  });

  it('leaves the window alone for a row that can be seen, and moves no further than it must', () => {
    const window = { shift: 0, top: 2_800 };
    expect(showRow(window, 105, small)).toBe(window);
    expect(showRow(window, 99, small)).toEqual({ shift: 0, top: 99 * ROW_HEIGHT });
    expect(showRow(window, 120, small)).toEqual({ shift: 0, top: 121 * ROW_HEIGHT - viewport });
  });

  it('shows the last of ten million rows', () => {
    const window = showRow({ shift: 0, top: 0 }, large.count - 1, large);
    expect(window.shift * ROW_HEIGHT + window.top + viewport).toBe(large.count * ROW_HEIGHT);
  });
});
