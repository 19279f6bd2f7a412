import { useEffect, useEffectEvent, useRef } from 'react';
import type { RowWindow } from './use-scroll-window.ts';

/** The row that the cursor goes to comes into view, whoever moved it. */
export function useShownCursor(window: RowWindow, row: number): void {
  const shown = useRef(row);
  const show = useEffectEvent((next: number) => window.show(next));
  useEffect(() => {
    if (shown.current === row) return;
    shown.current = row;
    if (row >= 0) show(row);
  }, [row]);
}
