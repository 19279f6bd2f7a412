import { formatNumber } from '../design/format-number.ts';
import { useZone } from '../design/zone-context.ts';
import type { HistogramBar } from '../explore/time/histogram-view.ts';
import { barPeriod } from './bar-period.ts';
import styles from './stacked-time-bars.module.css';

const WIDTH_PX = 290;
const GAP_PX = 8;

export interface TimeBarTooltipProps {
  bar: HistogramBar;
  unit: string;
  /** Left edge and width of the bar, width of the chart. */
  leftPx: number;
  barPx: number;
  widthPx: number;
}

/** Exact numbers of one bar, the parts in the bar's order. Lies beside the bar, never over it. */
export function TimeBarTooltip({ bar, unit, leftPx, barPx, widthPx }: TimeBarTooltipProps) {
  const zone = useZone();
  const right = leftPx + barPx + GAP_PX;
  const left = right + WIDTH_PX > widthPx ? Math.max(0, leftPx - WIDTH_PX - GAP_PX) : right;
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH_PX }} aria-hidden="true">
      <p className={styles.period}>{barPeriod(bar, zone)}</p>
      <ul>
        {bar.segments.toReversed().map((segment) => (
          <li key={segment.part.key} className={styles.tooltipRow}>
            <span className={styles.swatch} style={{ background: `var(--${segment.part.colour})` }} />
            <span className={styles.tooltipLabel}>
              <bdi>{segment.part.label}</bdi>
            </span>
            <span>{formatNumber(segment.count)}</span>
          </li>
        ))}
        <li className={styles.tooltipTotal}>
          <span className={styles.tooltipLabel}>All {unit}</span>
          <span>{formatNumber(bar.count)}</span>
        </li>
      </ul>
    </div>
  );
}
