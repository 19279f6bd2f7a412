import { formatNumber } from '../../design/format-number.ts';
import { offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import type { HistogramBar, HistogramView } from './histogram-view.ts';
import styles from './time-histogram.module.css';
import type { HistogramSelection } from './use-histogram-selection.ts';
import { formatMinute } from './zoned-time.ts';

const WIDTH = 288;
const MOST_PARTS = 8;

interface HistogramTooltipProps {
  view: HistogramView;
  bar: HistogramBar;
  selection: HistogramSelection | null;
  zone: ZoneChoice;
  x: number;
  within: number;
}

/** The exact figures of one bar, or of what is being brushed. */
export function HistogramTooltip({ view, bar, selection, zone, x, within }: HistogramTooltipProps) {
  const bars = selection
    ? view.bars.slice(
        Math.min(selection.anchor, selection.focus),
        Math.max(selection.anchor, selection.focus) + 1,
      )
    : [bar];
  const [first, last] = [bars[0] ?? bar, bars.at(-1) ?? bar];
  const parts = view.parts
    .map((part) => ({ part, count: countOf(bars, part.key) }))
    .filter(({ count }) => count > 0);
  const left = Math.max(4, Math.min(x + 10, within - WIDTH - 4));
  const isOver = x + 10 > within - WIDTH - 4;
  return (
    <div
      className={styles.tooltip}
      style={{ left: isOver ? Math.max(4, x - WIDTH - 10) : left, width: WIDTH }}
    >
      <div className={styles.tooltipTime}>
        {formatMinute(first.startUs, zone)} – {endOf(first.startUs, last.endUs, zone)}{' '}
        {zone === 'utc' ? 'UTC' : offsetLabel(first.startUs)}
      </div>
      <div className={styles.tooltipTotal}>
        <span>Events</span>
        <span>{formatNumber(bars.reduce((sum, { count }) => sum + count, 0))}</span>
      </div>
      {parts.slice(0, MOST_PARTS).map(({ part, count }) => (
        <div key={part.key} className={styles.tooltipPart}>
          <span className={styles.swatch} style={{ background: `var(--${part.colour})` }} />
          <span className={styles.partName}>
            <bdi>{part.label}</bdi>
          </span>
          <span>{formatNumber(count)}</span>
        </div>
      ))}
    </div>
  );
}

function countOf(bars: readonly HistogramBar[], key: string): number {
  return bars.reduce(
    (sum, { segments }) => sum + (segments.find(({ part }) => part.key === key)?.count ?? 0),
    0,
  );
}

/** The day isn't said twice. */
function endOf(fromUs: number, toUs: number, zone: ZoneChoice): string {
  const [from, to] = [formatMinute(fromUs, zone), formatMinute(toUs, zone)];
  return from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
}
