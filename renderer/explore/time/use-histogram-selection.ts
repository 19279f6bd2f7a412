import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { barAt, type HistogramView } from './histogram-view.ts';

/** Bars by their numbers; `anchor` is where the brush began. */
export interface HistogramSelection {
  readonly anchor: number;
  readonly focus: number;
}

export interface HistogramBrush {
  /** The bar under the pointer or the keyboard, whose figures are shown. */
  readonly pointed: number | null;
  /** What is being brushed. */
  readonly selection: HistogramSelection | null;
  readonly handlers: {
    onPointerDown(event: PointerEvent<SVGSVGElement>): void;
    onPointerMove(event: PointerEvent<SVGSVGElement>): void;
    onPointerUp(): void;
    onPointerLeave(): void;
    onPointerCancel(): void;
    onKeyDown(event: KeyboardEvent<SVGSVGElement>): void;
    onFocus(): void;
    onBlur(): void;
  };
}

/**
 * Pointing at bars and brushing over them: drag, or arrow keys with shift. A click or Enter takes one bar, the end of a
 * drag or Enter takes what was brushed. `plot`: where the bars begin and how wide they are, pixels.
 */
export function useHistogramBrush(
  view: HistogramView,
  plot: { left: number; width: number },
  onTake: (fromUs: number, toUs: number) => void,
): HistogramBrush {
  const [pointed, setPointed] = useState<number | null>(null);
  const [selection, setSelection] = useState<HistogramSelection | null>(null);
  const [isDragging, setDragging] = useState(false);
  const lastBar = view.bars.length - 1;

  const barUnder = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - plot.left;
    const share = Math.min(0.999999, Math.max(0, x / Math.max(1, plot.width)));
    return barAt(view, share);
  };
  const stop = () => {
    setDragging(false);
    setSelection(null);
  };
  const take = (taken: HistogramSelection) => {
    const from = view.bars[Math.min(taken.anchor, taken.focus)];
    const to = view.bars[Math.max(taken.anchor, taken.focus)];
    stop();
    if (from && to) onTake(from.startUs, to.endUs);
  };
  const moveTo = (bar: number, extends_: boolean) => {
    const next = Math.min(lastBar, Math.max(0, bar));
    setSelection(extends_ ? { anchor: selection?.anchor ?? pointed ?? next, focus: next } : null);
    setPointed(next);
  };

  return {
    pointed,
    selection,
    handlers: {
      onPointerDown(event) {
        const bar = event.button === 0 ? barUnder(event) : null;
        if (bar === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        setSelection({ anchor: bar, focus: bar });
      },
      onPointerMove(event) {
        const bar = barUnder(event);
        setPointed(bar);
        if (isDragging && selection && bar !== null) setSelection({ ...selection, focus: bar });
      },
      onPointerUp() {
        if (isDragging && selection) take(selection);
      },
      onPointerLeave() {
        if (!isDragging) setPointed(null);
      },
      onPointerCancel: stop,
      onKeyDown(event) {
        const at = selection?.focus ?? pointed ?? lastBar;
        const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: lastBar }[event.key];
        if (target !== undefined) moveTo(target, event.shiftKey);
        else if (event.key === 'Enter') take(selection ?? { anchor: at, focus: at });
        else if (event.key === 'Escape' && selection) setSelection(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      onFocus() {
        setPointed((before) => before ?? lastBar);
      },
      onBlur() {
        setPointed(null);
        stop();
      },
    },
  };
}
