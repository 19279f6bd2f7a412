import { formatTime, zoneLabel } from '../design/format-time.ts';
import { NumberText } from '../design/number-text.tsx';
import { useZone } from '../design/zone-context.ts';
import type { HistogramView } from '../explore/time/histogram-view.ts';
import styles from './time-bars-table.module.css';

/** The chart's numbers, newest first: for reading exactly, for copying, and for who can't use the chart. */
export function TimeBarsTable({ label, view }: { label: string; view: HistogramView }) {
  const zone = useZone();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">From ({zoneLabel(zone, view.toUs)})</th>
            {view.parts.map((part) => (
              <th key={part.key} scope="col" className={styles.number}>
                <bdi>{part.label}</bdi>
              </th>
            ))}
            <th scope="col" className={styles.number}>
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {view.bars.toReversed().map((bar) => (
            <tr key={bar.startUs}>
              <th scope="row">{formatTime(bar.startUs, zone, 'minute')}</th>
              {view.parts.map((part) => {
                const count = bar.segments.find((segment) => segment.part.key === part.key)?.count ?? 0;
                return (
                  <td key={part.key} className={styles.number}>
                    <NumberText value={count} isMuted={count === 0} />
                  </td>
                );
              })}
              <td className={styles.number}>
                <NumberText value={bar.count} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
