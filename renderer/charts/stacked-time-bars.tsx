import { useState } from 'react';
import { formatNumber } from '../design/format-number.ts';
import { zoneLabel } from '../design/format-time.ts';
import { useZone } from '../design/zone-context.ts';
import type { HistogramBar, HistogramPart, HistogramView } from '../explore/time/histogram-view.ts';
import { timeTicks } from '../explore/time/time-axis.ts';
import { intervalName } from './bar-period.ts';
import styles from './stacked-time-bars.module.css';
import { TimeBarButtons } from './time-bar-buttons.tsx';
import { TimeBarTooltip } from './time-bar-tooltip.tsx';
import { useWidth } from './use-width.ts';

export interface StackedTimeBarsProps {
  label: string;
  view: HistogramView;
  /** What is counted, for the axis and the tooltip: "findings". */
  unit: string;
  /** A press on a part of a bar, or on the bar (`part` null) from the keyboard. */
  onPress: (bar: HistogramBar, part: HistogramPart | null) => void;
  heightPx?: number;
}

const AXIS_PX = 48;
const FOOT_PX = 22;

/** Counts over time, stacked. Arrow keys walk the bars, `Enter` opens what the focused one stands for. */
export function StackedTimeBars({ label, view, unit, onPress, heightPx = 220 }: StackedTimeBarsProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const zone = useZone();
  const plotWidth = Math.max(0, width - AXIS_PX);
  const plotHeight = heightPx - FOOT_PX;
  const ticks = timeTicks(view.fromUs, view.toUs, Math.max(2, Math.floor(plotWidth / 90)), zone);
  const activeBar = active === null ? undefined : view.bars[active];
  return (
    <figure className={styles.chart} aria-label={label}>
      <div ref={box} className={styles.box} style={{ height: heightPx }}>
        <svg width={width} height={heightPx} aria-hidden="true">
          <Scale top={view.top} plotWidth={plotWidth} plotHeight={plotHeight} />
          {view.bars.map((bar, index) => (
            <Bar
              key={bar.startUs}
              bar={bar}
              isFaded={active !== null && active !== index}
              plotWidth={plotWidth}
              plotHeight={plotHeight}
            />
          ))}
          {ticks.map((tick) => (
            <text
              key={tick.timeUs}
              x={AXIS_PX + ((tick.timeUs - view.fromUs) / (view.toUs - view.fromUs)) * plotWidth}
              y={heightPx - 6}
              className={styles.tick}
            >
              {tick.label}
            </text>
          ))}
        </svg>
        <TimeBarButtons
          view={view}
          unit={unit}
          offsetPx={AXIS_PX}
          heightPx={plotHeight}
          active={active}
          onActive={setActive}
          onPress={onPress}
        />
        {activeBar && (
          <TimeBarTooltip
            bar={activeBar}
            unit={unit}
            leftPx={AXIS_PX + activeBar.x * plotWidth}
            widthPx={width}
          />
        )}
      </div>
      <figcaption className={styles.caption}>
        {unit} per {intervalName(view.intervalUs)}, times in {zoneLabel(zone, view.toUs)}
      </figcaption>
    </figure>
  );
}

function Scale({ top, plotWidth, plotHeight }: { top: number; plotWidth: number; plotHeight: number }) {
  const steps = top % 2 === 0 ? [0, top / 2, top] : [0, top];
  return steps.map((step) => {
    const y = plotHeight - (step / top) * (plotHeight - 8);
    return (
      <g key={step}>
        <line x1={AXIS_PX} x2={AXIS_PX + plotWidth} y1={y} y2={y} className={styles.grid} />
        <text x={AXIS_PX - 8} y={y + 4} className={styles.value}>
          {formatNumber(step)}
        </text>
      </g>
    );
  });
}

interface BarProps {
  bar: HistogramBar;
  isFaded: boolean;
  plotWidth: number;
  plotHeight: number;
}

function Bar({ bar, isFaded, plotWidth, plotHeight }: BarProps) {
  const scale = plotHeight - 8;
  const width = Math.max(1, bar.width * plotWidth - (bar.width * plotWidth > 5 ? 2 : 0.5));
  return (
    <g className={isFaded ? styles.faded : undefined}>
      {bar.segments.map((segment) => (
        <rect
          key={segment.part.key}
          x={AXIS_PX + bar.x * plotWidth}
          width={width}
          y={plotHeight - (segment.y + segment.height) * scale}
          height={Math.max(0.5, segment.height * scale - 0.5)}
          style={{ fill: `var(--${segment.part.colour})` }}
        />
      ))}
    </g>
  );
}
