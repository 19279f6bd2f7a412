/**
 * Browsers limit how tall an element may be (Chromium: 33 M px), and 28 px for each of ten million rows is far above
 * it. The scrolled element therefore holds at most `MOST_ROWS` rows, and `shift` says which row of the answer is its
 * first. Small steps move the rows as usual; a jump by the scroll bar goes to the same share of the whole answer;
 * close to an end of the element the window is moved along without anything moving on the screen.
 */
export const ROW_HEIGHT = 28;
export const MOST_ROWS = Math.floor(15_000_000 / ROW_HEIGHT);

export interface ScrollWindow {
  /** Rows of the answer before the first one that the element holds. */
  readonly shift: number;
  /** Of the element, pixels. */
  readonly top: number;
}

export interface ScrollBounds {
  readonly count: number;
  /** Height of what can be seen of the rows, pixels. */
  readonly viewport: number;
}

export function heldRows(count: number): number {
  return Math.min(count, MOST_ROWS);
}

/** Where things are after the element was scrolled to `top`. A changed `top` in the answer has to be set on it. */
export function afterScroll(before: ScrollWindow, top: number, bounds: ScrollBounds): ScrollWindow {
  const spare = bounds.count - heldRows(bounds.count);
  if (spare <= 0) return { shift: 0, top };
  const lowest = lowestTop(bounds);
  const isJump = Math.abs(top - before.top) > Math.max(bounds.viewport, ROW_HEIGHT) * 3;
  if (isJump) return { shift: clamp(Math.round((top / lowest) * spare), 0, spare), top };
  const margin = bounds.viewport * 2;
  const isNearStart = top < margin && before.shift > 0;
  const isNearEnd = top > lowest - margin && before.shift < spare;
  return isNearStart || isNearEnd
    ? moveAlong(before.shift * ROW_HEIGHT + top, bounds)
    : { shift: before.shift, top };
}

/** The window in which the given row can be seen; the same one where it can be seen already. */
export function showRow(before: ScrollWindow, row: number, bounds: ScrollBounds): ScrollWindow {
  const start = row * ROW_HEIGHT;
  const seenFrom = before.shift * ROW_HEIGHT + before.top;
  if (start >= seenFrom && start + ROW_HEIGHT <= seenFrom + bounds.viewport) return before;
  const wanted = start < seenFrom ? start : start + ROW_HEIGHT - bounds.viewport;
  const top = wanted - before.shift * ROW_HEIGHT;
  if (top >= 0 && top <= lowestTop(bounds)) return { shift: before.shift, top };
  return moveAlong(Math.max(0, wanted), bounds);
}

/**
 * The window whose scroll bar shows about the share of the answer that lies above `offset` (pixels from row 0), with
 * room on both sides before the next time it has to be moved.
 */
function moveAlong(offset: number, bounds: ScrollBounds): ScrollWindow {
  const spare = bounds.count - heldRows(bounds.count);
  const lowest = lowestTop(bounds);
  const furthest = bounds.count * ROW_HEIGHT - bounds.viewport;
  const room = bounds.viewport * 4;
  const most = Math.floor((offset - room) / ROW_HEIGHT);
  const least = Math.ceil((offset - (lowest - room)) / ROW_HEIGHT);
  const fair = Math.round((offset - (offset / furthest) * lowest) / ROW_HEIGHT);
  const shift = clamp(clamp(fair, least, most), 0, spare);
  return { shift, top: clamp(offset - shift * ROW_HEIGHT, 0, lowest) };
}

function lowestTop({ count, viewport }: ScrollBounds): number {
  return Math.max(0, heldRows(count) * ROW_HEIGHT - viewport);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
