import type { HistogramPart } from '../explore/time/histogram-view.ts';
import styles from './stacked-time-bars.module.css';

export function ChartLegend({ parts }: { parts: readonly HistogramPart[] }) {
  return (
    <ul className={styles.legend}>
      {parts.map((part) => (
        <li key={part.key} className={styles.legendItem}>
          <span className={styles.swatch} style={{ background: `var(--${part.colour})` }} />
          <span className={styles.tooltipLabel}>
            <bdi>{part.label}</bdi>
          </span>
        </li>
      ))}
    </ul>
  );
}
