import { type PointerEvent, useRef, useState } from 'react';

/** Pixels before a press becomes a drag. */
const THRESHOLD = 5;

export interface ColumnDrag {
  /** The column that is being moved, and the one it would come to stand before (null: after the last). */
  readonly moving: string | null;
  readonly before: string | null;
  handlersOf(column: string): {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(event: PointerEvent<HTMLElement>): void;
    onPointerCancel(): void;
  };
}

interface Drag {
  readonly moving: string | null;
  readonly before: string | null;
}

const noDrag: Drag = { moving: null, before: null };

/** Moves columns by dragging their heads (elements with `data-column`). A press without a drag is `onPress`. */
export function useColumnDrag(
  onMove: (column: string, before: string | null) => void,
  onPress: (column: string) => void,
): ColumnDrag {
  const [drag, setDrag] = useState<Drag>(noDrag);
  const startX = useRef<number | null>(null);
  const end = () => {
    startX.current = null;
    setDrag(noDrag);
  };
  return {
    ...drag,
    handlersOf: (column) => ({
      onPointerDown(event) {
        const isOnControl = (event.target as Element).closest('button, [data-resizer]') !== null;
        if (event.button !== 0 || isOnControl) return;
        startX.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        if (startX.current === null) return;
        if (drag.moving === null && Math.abs(event.clientX - startX.current) < THRESHOLD) return;
        setDrag({ moving: column, before: columnAfter(event) });
      },
      onPointerUp() {
        if (startX.current === null) return;
        if (drag.moving !== null) onMove(drag.moving, drag.before);
        else onPress(column);
        end();
      },
      onPointerCancel: end,
    }),
  };
}

/** The first column whose middle lies to the right of the pointer. */
function columnAfter(event: PointerEvent<HTMLElement>): string | null {
  const heads = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
  for (const head of heads) {
    const { left, width } = head.getBoundingClientRect();
    if (event.clientX < left + width / 2) return head.dataset.column ?? null;
  }
  return null;
}
