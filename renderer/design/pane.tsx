import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './pane.module.css';

export interface PaneProps {
  /** What the pane holds, for the splitter's name: "Facets". */
  label: string;
  /** The edge of the view the pane lies at. */
  side: 'left' | 'right';
  widthPx: number;
  onWidthChange: (widthPx: number) => void;
  /** Double-click on the splitter, and `Enter` on it, go back to this. */
  defaultWidthPx: number;
  minWidthPx: number;
  maxWidthPx: number;
  /** Lies over the neighbour instead of taking room from it. */
  isOverlay?: boolean;
  children: ReactNode;
}

const KEY_STEP_PX = 16;

/** A side pane with a splitter: drag it, or focus it and use the arrow keys, Home and End. */
export function Pane(props: PaneProps) {
  const { label, side, widthPx, minWidthPx, maxWidthPx, isOverlay = false } = props;
  const clamp = (width: number) => Math.round(Math.min(maxWidthPx, Math.max(minWidthPx, width)));
  const width = clamp(widthPx);
  const change = (next: number) => clamp(next) !== widthPx && props.onWidthChange(clamp(next));
  const reset = () => change(props.defaultWidthPx);
  return (
    <div
      className={classNames(styles.pane, styles[side], isOverlay && styles.overlay)}
      style={{ width: `${width}px` }}
    >
      <div className={styles.content}>{props.children}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> can't take focus or be dragged. */}
      <div
        className={styles.splitter}
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={width}
        aria-valuemin={minWidthPx}
        aria-valuemax={maxWidthPx}
        tabIndex={0}
        onDoubleClick={reset}
        onKeyDown={(event) => moveByKey(event, { width, side, change, reset, minWidthPx, maxWidthPx })}
        {...useDrag(width, side, change)}
      />
    </div>
  );
}

function useDrag(width: number, side: 'left' | 'right', change: (width: number) => void) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, width };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!start.current) return;
      const moved = event.clientX - start.current.x;
      change(start.current.width + (side === 'left' ? moved : -moved));
    },
    onPointerUp() {
      start.current = null;
    },
    onPointerCancel() {
      start.current = null;
    },
  };
}

interface KeyMove {
  width: number;
  side: 'left' | 'right';
  change: (width: number) => void;
  reset: () => void;
  minWidthPx: number;
  maxWidthPx: number;
}

function moveByKey(event: KeyboardEvent, move: KeyMove): void {
  const grow = move.side === 'left' ? 'ArrowRight' : 'ArrowLeft';
  const shrink = move.side === 'left' ? 'ArrowLeft' : 'ArrowRight';
  const action = new Map([
    [grow, () => move.change(move.width + KEY_STEP_PX)],
    [shrink, () => move.change(move.width - KEY_STEP_PX)],
    ['Home', () => move.change(move.minWidthPx)],
    ['End', () => move.change(move.maxWidthPx)],
    ['Enter', move.reset],
  ]).get(event.key);
  if (!action) return;
  event.preventDefault();
  action();
}
