import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { afterScroll, heldRows, ROW_HEIGHT, type ScrollWindow, showRow } from './scroll-window.ts';

const OVERSCAN = 10;

export interface RowWindow {
  /** Rows to draw: their place in the answer and their distance from the top of the body, pixels. */
  readonly rows: readonly { index: number; top: number }[];
  readonly bodyHeight: number;
  readonly first: number;
  readonly last: number;
  readonly direction: 1 | -1;
  /** Whole rows that fit. */
  readonly pageRows: number;
  readonly isAtTop: boolean;
  show(row: number): void;
}

/**
 * Which of `count` rows are to be drawn in the scrolled element, whose first `headerHeight` pixels are covered by a
 * sticky header. `answerKey`: when it changes, other rows took their place and the table starts at the top.
 */
export function useScrollWindow(
  element: RefObject<HTMLElement | null>,
  count: number,
  headerHeight: number,
  answerKey: object,
): RowWindow {
  const [window, setWindow] = useState<ScrollWindow>({ shift: 0, top: 0 });
  const [direction, setDirection] = useState<1 | -1>(1);
  const latest = useRef(window);
  const virtualizer = useVirtualizer({
    count: heldRows(count),
    getScrollElement: () => element.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: headerHeight,
  });
  const viewport = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - headerHeight);

  const goTo = useCallback(
    (next: ScrollWindow) => {
      latest.current = next;
      setWindow(next);
      const scrolled = element.current;
      if (!scrolled || scrolled.scrollTop === next.top) return;
      scrolled.scrollTop = next.top;
      // The browser tells a frame later; until then the rows would be drawn at their old place.
      scrolled.dispatchEvent(new Event('scroll'));
    },
    [element],
  );

  useEffect(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    const follow = () => {
      const { scrollTop } = scrolled;
      if (scrollTop === latest.current.top) return;
      setDirection(scrollTop >= latest.current.top ? 1 : -1);
      goTo(afterScroll(latest.current, scrollTop, { count, viewport }));
    };
    scrolled.addEventListener('scroll', follow, { passive: true });
    return () => scrolled.removeEventListener('scroll', follow);
  }, [element, count, viewport, goTo]);

  const shownAnswer = useRef(answerKey);
  useLayoutEffect(() => {
    if (shownAnswer.current === answerKey) return;
    shownAnswer.current = answerKey;
    goTo({ shift: 0, top: 0 });
  }, [answerKey, goTo]);

  const { shift } = window;
  const items = virtualizer.getVirtualItems();
  const rows = items.map((item: VirtualItem) => ({
    index: item.index + shift,
    top: item.start - headerHeight,
  }));
  return {
    rows,
    bodyHeight: virtualizer.getTotalSize(),
    first: rows[0]?.index ?? 0,
    last: rows.at(-1)?.index ?? 0,
    direction,
    pageRows: Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1),
    isAtTop: window.top < ROW_HEIGHT && shift === 0,
    show: (row) => goTo(showRow(latest.current, row, { count, viewport })),
  };
}
