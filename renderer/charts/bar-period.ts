import { formatNumber } from '../design/format-number.ts';
import { formatTime } from '../design/format-time.ts';
import type { HistogramBar } from '../explore/time/histogram-view.ts';

const intervals = [
  [86_400_000_000, 'day'],
  [3_600_000_000, 'hour'],
  [60_000_000, 'minute'],
  [1_000_000, 'second'],
] as const;

/** `hour`, `6 hours`: what one bar stands for. */
export function intervalName(intervalUs: number): string {
  const [us, name] = intervals.find(([length]) => intervalUs >= length) ?? intervals[3];
  const amount = intervalUs / us;
  return amount === 1 ? name : `${formatNumber(amount, 1)} ${name}s`;
}

/** `2026-11-20 08:00 to 09:00`, the second day only where it is another one. */
export function barPeriod(bar: Pick<HistogramBar, 'startUs' | 'endUs'>, zone: 'utc' | 'local'): string {
  const from = formatTime(bar.startUs, zone, 'minute');
  const to = formatTime(bar.endUs, zone, 'minute');
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}
