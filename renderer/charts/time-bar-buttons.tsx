import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { formatNumber } from '../design/format-number.ts';
import { useZone } from '../design/zone-context.ts';
import type { HistogramBar, HistogramPart, HistogramView } from '../explore/time/histogram-view.ts';
import { barPeriod } from './bar-period.ts';
import styles from './stacked-time-bars.module.css';

interface TimeBarButtonsProps {
  view: HistogramView;
  unit: string;
  /** Where the bars are drawn; `stretch` makes the view’s shares those of the drawn scale. */
  plot: { leftPx: number; topPx: number; heightPx: number; stretch: number };
  active: number | null;
  onActive: (index: number | null) => void;
  onPress: (bar: HistogramBar, part: HistogramPart | null) => void;
}

/**
 * One see-through button over each bar, the full height of the chart: thin and low bars can be hit, and a screen reader
 * gets them with their numbers. One tab stop; arrow keys go from bar to bar.
 */
export function TimeBarButtons(props: TimeBarButtonsProps) {
  const { view, unit, plot, active, onActive, onPress } = props;
  const list = useRef<HTMLDivElement>(null);
  const zone = useZone();
  const focusBar = (index: number) => {
    const target = list.current?.children[Math.min(view.bars.length - 1, Math.max(0, index))];
    if (target instanceof HTMLElement) target.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const target = new Map([
      ['ArrowRight', index + 1],
      ['ArrowLeft', index - 1],
      ['Home', 0],
      ['End', view.bars.length - 1],
    ]).get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    focusBar(target);
  };
  return (
    <div
      ref={list}
      className={styles.buttons}
      style={{ left: plot.leftPx, top: plot.topPx, height: plot.heightPx }}
      role="toolbar"
      aria-label="Bars"
      onPointerLeave={() => onActive(null)}
    >
      {view.bars.map((bar, index) => (
        <button
          key={bar.startUs}
          type="button"
          className={styles.button}
          style={{ left: `${bar.x * 100}%`, width: `${bar.width * 100}%` }}
          tabIndex={index === (active ?? view.bars.length - 1) ? 0 : -1}
          aria-label={`${barPeriod(bar, zone)}: ${describeParts(bar, unit)}`}
          onPointerEnter={() => onActive(index)}
          onFocus={() => onActive(index)}
          onBlur={() => onActive(null)}
          onKeyDown={(event) => onKeyDown(event, index)}
          onClick={(event) => onPress(bar, partAt(event, bar, plot.stretch))}
        />
      ))}
    </div>
  );
}

function describeParts(bar: HistogramBar, unit: string): string {
  if (bar.count === 0) return `no ${unit}`;
  const parts = bar.segments.map((segment) => `${segment.part.label} ${formatNumber(segment.count)}`);
  return `${formatNumber(bar.count)} ${unit}; ${parts.join(', ')}`;
}

/** The part under the pointer; null above the bar, and for a press from the keyboard, which has no place. */
function partAt(event: MouseEvent<HTMLElement>, bar: HistogramBar, stretch: number): HistogramPart | null {
  if (event.detail === 0) return null;
  const box = event.currentTarget.getBoundingClientRect();
  const share = (box.bottom - event.clientY) / box.height / stretch;
  const segment = bar.segments.find(({ y, height }) => share >= y && share < y + height);
  return segment?.part ?? null;
}
