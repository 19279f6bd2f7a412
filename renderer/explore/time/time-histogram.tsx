import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Histogram } from '../../../shared/answer.ts';
import { formatNumber } from '../../design/format-number.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import type { HistogramSplit } from '../state/explore-state.ts';
import { HistogramTooltip } from './histogram-tooltip.tsx';
import { buildHistogramView, type HistogramView } from './histogram-view.ts';
import { timeTicks } from './time-axis.ts';
import styles from './time-histogram.module.css';
import { type HistogramBrush, useHistogramBrush } from './use-histogram-selection.ts';
import { formatMinute } from './zoned-time.ts';

export const HISTOGRAM_HEIGHT = 96;
const AXIS_HEIGHT = 18;
const TOP = 8;
const LEFT = 44;
const RIGHT = 12;
const PIXELS_PER_TICK = 92;
/** Above this many pixels a bar would rather be a block. */
const GAP = 1;

export interface TimeHistogramProps {
  histogram: Histogram;
  split: HistogramSplit;
  zone: ZoneChoice;
  onTake: (fromUs: number, toUs: number) => void;
}

/** Events over time as stacked bars. A bar and a brushed stretch can be taken as the new range. */
export function TimeHistogram({ histogram, split, zone, onTake }: TimeHistogramProps) {
  const [element, width] = useElementWidth();
  const view = useMemo(() => buildHistogramView(histogram, split), [histogram, split]);
  const plot = { left: LEFT, width: Math.max(1, width - LEFT - RIGHT) };
  const brush = useHistogramBrush(view, plot, onTake);
  const pointed = brush.pointed === null ? undefined : view.bars[brush.pointed];
  return (
    <div ref={element} className={styles.histogram}>
      {width > 0 && (
        <svg
          className={styles.plot}
          width={width}
          height={HISTOGRAM_HEIGHT}
          role="application"
          aria-roledescription="histogram"
          aria-label={`Events over time, ${formatNumber(view.total)} in all. Arrow keys walk the bars, with shift they select, Enter zooms in.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: bars are taken with the mouse and the arrow keys.
          tabIndex={0}
          {...brush.handlers}
        >
          <Scale view={view} width={width} zone={zone} plotWidth={plot.width} />
          <Bars view={view} brush={brush} plotWidth={plot.width} />
        </svg>
      )}
      {pointed && (
        <HistogramTooltip
          view={view}
          bar={pointed}
          selection={brush.selection}
          zone={zone}
          x={LEFT + (pointed.x + pointed.width / 2) * plot.width}
          within={width}
        />
      )}
      <span className={styles.spoken} role="status">
        {pointed ? `${formatMinute(pointed.startUs, zone)}, ${formatNumber(pointed.count)} events` : ''}
      </span>
    </div>
  );
}

const PLOT_HEIGHT = HISTOGRAM_HEIGHT - AXIS_HEIGHT - TOP;
const GROUND = TOP + PLOT_HEIGHT;

interface ScaleProps {
  view: HistogramView;
  width: number;
  plotWidth: number;
  zone: ZoneChoice;
}

function Scale({ view, width, plotWidth, zone }: ScaleProps) {
  const most = Math.max(1, Math.floor(plotWidth / PIXELS_PER_TICK));
  const span = view.toUs - view.fromUs;
  const levels = view.top > 1 && Number.isInteger(view.top / 2) ? [view.top / 2, view.top] : [view.top];
  return (
    <g className={styles.scale}>
      {levels.map((level) => {
        const y = GROUND - (level / view.top) * PLOT_HEIGHT;
        return (
          <g key={level}>
            <line className={styles.grid} x1={LEFT} x2={width - RIGHT} y1={y + 0.5} y2={y + 0.5} />
            <text x={LEFT - 6} y={y + 4} textAnchor="end">
              {formatNumber(level)}
            </text>
          </g>
        );
      })}
      <line className={styles.ground} x1={LEFT} x2={width - RIGHT} y1={GROUND + 0.5} y2={GROUND + 0.5} />
      {timeTicks(view.fromUs, view.toUs, most, zone).map(({ timeUs, label }) => {
        const x = LEFT + ((timeUs - view.fromUs) / span) * plotWidth;
        // A label that begins too far right would be cut off by the edge.
        if (x > width - RIGHT - 24) return null;
        return (
          <g key={timeUs}>
            <line className={styles.ground} x1={x} x2={x} y1={GROUND} y2={GROUND + 4} />
            <text x={x + 3} y={GROUND + 14}>
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Bars({ view, brush, plotWidth }: { view: HistogramView; brush: HistogramBrush; plotWidth: number }) {
  const { selection, pointed } = brush;
  const low = selection ? Math.min(selection.anchor, selection.focus) : -1;
  const high = selection ? Math.max(selection.anchor, selection.focus) : -1;
  const [from, to] = [view.bars[low], view.bars[high]];
  return (
    <g>
      {from && to && (
        <rect
          className={styles.brush}
          x={LEFT + from.x * plotWidth}
          y={TOP}
          width={(to.x + to.width - from.x) * plotWidth}
          height={PLOT_HEIGHT}
        />
      )}
      {view.bars.map((bar, index) => {
        const x = LEFT + bar.x * plotWidth;
        const barWidth = Math.max(1, bar.width * plotWidth - (bar.width * plotWidth > 3 ? GAP : 0));
        return (
          <g key={bar.startUs}>
            {index === pointed && (
              <rect className={styles.pointed} x={x} y={TOP} width={barWidth} height={PLOT_HEIGHT} />
            )}
            {bar.segments.map(({ part, y, height }) => (
              <rect
                key={part.key}
                fill={`var(--${part.colour})`}
                x={x}
                y={GROUND - (y + height) * PLOT_HEIGHT}
                width={barWidth}
                height={Math.max(0.5, height * PLOT_HEIGHT)}
              />
            ))}
          </g>
        );
      })}
    </g>
  );
}

function useElementWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    setWidth(observed.clientWidth);
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}
