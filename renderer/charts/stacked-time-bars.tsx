import { useState } from 'react';
import { formatNumber } from '../design/format-number.ts';
import { zoneLabel } from '../design/format-time.ts';
import { useZone } from '../design/zone-context.ts';
import type { HistogramBar, HistogramPart, HistogramView } from '../explore/time/histogram-view.ts';
import { timeTicks } from '../explore/time/time-axis.ts';
import { intervalName } from './bar-period.ts';
import { type CountScale, countScale } from './count-scale.ts';
import styles from './stacked-time-bars.module.css';
import { TimeBarButtons } from './time-bar-buttons.tsx';
import { TimeBarTooltip } from './time-bar-tooltip.tsx';
import { type Size, useSize } from './use-size.ts';

export interface StackedTimeBarsProps {
  label: string;
  view: HistogramView;
  /** What is counted, for the axis and the tooltip: "findings". */
  unit: string;
  /** A press on a part of a bar, or on the bar (`part` null) from the keyboard and above the parts. */
  onPress: (bar: HistogramBar, part: HistogramPart | null) => void;
}

const AXIS_PX = 48;
const FOOT_PX = 22;
const HEAD_PX = 8;
const PX_PER_TICK = 90;

/** Counts over time, stacked. Arrow keys walk the bars, `Enter` opens what the focused one stands for. */
export function StackedTimeBars({ label, view, unit, onPress }: StackedTimeBarsProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const zone = useZone();
  const plot = plotOf(size);
  const scale = countScale(view.bars.reduce((highest, bar) => Math.max(highest, bar.count), 0));
  const activeBar = active === null ? undefined : view.bars[active];
  return (
    <figure className={styles.chart} aria-label={label}>
      <div ref={box} className={styles.box}>
        <svg width={size.width} height={size.height} aria-hidden="true">
          <ScaleLines scale={scale} plot={plot} />
          {view.bars.map((bar, index) => (
            <Bar
              key={bar.startUs}
              bar={bar}
              isFaded={active !== null && active !== index}
              plot={plot}
              stretch={view.top / scale.top}
            />
          ))}
          {timeTicks(view.fromUs, view.toUs, Math.max(2, Math.floor(plot.width / PX_PER_TICK)), zone).map(
            (tick) => (
              <text
                key={tick.timeUs}
                x={AXIS_PX + ((tick.timeUs - view.fromUs) / (view.toUs - view.fromUs)) * plot.width}
                y={size.height - 6}
                className={styles.tick}
              >
                {tick.label}
              </text>
            ),
          )}
        </svg>
        <TimeBarButtons
          view={view}
          unit={unit}
          plot={{ leftPx: AXIS_PX, topPx: HEAD_PX, heightPx: plot.height, stretch: view.top / scale.top }}
          active={active}
          onActive={setActive}
          onPress={onPress}
        />
        {activeBar && (
          <TimeBarTooltip
            bar={activeBar}
            unit={unit}
            leftPx={AXIS_PX + activeBar.x * plot.width}
            barPx={activeBar.width * plot.width}
            widthPx={size.width}
          />
        )}
      </div>
      <figcaption className={styles.caption}>
        {unit} per {intervalName(view.intervalUs)}, times in {zoneLabel(zone, view.toUs)}
      </figcaption>
    </figure>
  );
}

/** The area that bars are drawn in, without axis, head and foot. */
function plotOf(size: Size): Size {
  return {
    width: Math.max(0, size.width - AXIS_PX),
    height: Math.max(0, size.height - HEAD_PX - FOOT_PX),
  };
}

function ScaleLines({ scale, plot }: { scale: CountScale; plot: Size }) {
  return scale.ticks.map((tick) => {
    const y = HEAD_PX + plot.height * (1 - tick / scale.top);
    return (
      <g key={tick}>
        <line x1={AXIS_PX} x2={AXIS_PX + plot.width} y1={y} y2={y} className={styles.grid} />
        <text x={AXIS_PX - 8} y={y + 4} className={styles.value}>
          {formatNumber(tick)}
        </text>
      </g>
    );
  });
}

interface BarProps {
  bar: HistogramBar;
  isFaded: boolean;
  plot: Size;
  /** The view's shares are of its own top; this makes them shares of the scale's. */
  stretch: number;
}

function Bar({ bar, isFaded, plot, stretch }: BarProps) {
  const ground = HEAD_PX + plot.height;
  const room = bar.width * plot.width;
  return (
    <g className={isFaded ? styles.faded : undefined}>
      {bar.segments.map((segment) => {
        const height = segment.height * stretch * plot.height;
        return (
          <rect
            key={segment.part.key}
            x={AXIS_PX + bar.x * plot.width}
            width={Math.max(1, room - (room > 5 ? 2 : 0.5))}
            y={ground - segment.y * stretch * plot.height - height}
            height={Math.max(0.5, height - 0.5)}
            style={{ fill: `var(--${segment.part.colour})` }}
          />
        );
      })}
    </g>
  );
}
