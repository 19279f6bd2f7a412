import { formatNumber } from '../design/format-number.ts';
import { useZone } from '../design/zone-context.ts';
import type { HistogramBar } from '../explore/time/histogram-view.ts';
import { barPeriod } from './bar-period.ts';
import styles from './stacked-time-bars.module.css';

const WIDTH_PX = 250;

/** Exact numbers of one bar, most frequent part on top as in the bar. Lies beside the bar, never over it. */
export function TimeBarTooltip({
  bar,
  unit,
  leftPx,
  widthPx,
}: {
  bar: HistogramBar;
  unit: string;
  leftPx: number;
  widthPx: number;
}) {
  const zone = useZone();
  const left = leftPx + 24 + WIDTH_PX > widthPx ? Math.max(0, leftPx - WIDTH_PX - 8) : leftPx + 24;
  return (
    <div className={styles.tooltip} style={{ left, width: WIDTH_PX }} aria-hidden="true">
      <p className={styles.period}>{barPeriod(bar, zone)}</p>
      <ul>
        {bar.segments.toReversed().map((segment) => (
          <li key={segment.part.key} className={styles.tooltipRow}>
            <span className={styles.swatch} style={{ background: `var(--${segment.part.colour})` }} />
            <span className={styles.tooltipLabel}>{segment.part.label}</span>
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
