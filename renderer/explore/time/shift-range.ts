import { durationUnits, type TimeRange, type TimeSpan, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { formatMinute, type Zone } from './zoned-time.ts';

export const quickRanges: readonly { readonly label: string; readonly range: TimeRange }[] = [
  { label: 'Last 15 minutes', range: { kind: 'last', amount: 15, unit: 'm' } },
  { label: 'Last hour', range: { kind: 'last', amount: 1, unit: 'h' } },
  { label: 'Last 24 hours', range: { kind: 'last', amount: 24, unit: 'h' } },
  { label: 'Last 7 days', range: { kind: 'last', amount: 7, unit: 'd' } },
  { label: 'Last 30 days', range: { kind: 'last', amount: 30, unit: 'd' } },
  { label: 'Last 60 days', range: { kind: 'last', amount: 60, unit: 'd' } },
  { label: 'All time', range: { kind: 'all' } },
];

const unitNames = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

/** The range as a person would say it. */
export function describeRange(range: TimeRange, zone: Zone): string {
  switch (range.kind) {
    case 'all':
      return 'All time';
    case 'last': {
      const unit = unitNames[range.unit];
      return range.amount === 1 ? `Last ${unit}` : `Last ${range.amount} ${unit}s`;
    }
    case 'between': {
      const [from, to] = [formatMinute(range.fromUs, zone), formatMinute(range.toUs, zone)];
      const sameDay = from.slice(0, 10) === to.slice(0, 10);
      return `${from} – ${sameDay ? to.slice(11) : to}`;
    }
  }
}

/**
 * The range of the same length right before or after. A relative range becomes an absolute one, as it stands at
 * `nowUs`; without bounds of its own it goes by what the histogram shows (`seen`). Null where there is nothing to move.
 */
export function shiftRange(
  range: TimeRange,
  direction: 'earlier' | 'later',
  nowUs: number,
  seen: { readonly fromUs: number; readonly toUs: number } | null,
): TimeRange | null {
  const now = boundsOf(range, nowUs, seen);
  if (!now) return null;
  const by = (now.toUs - now.fromUs) * (direction === 'earlier' ? -1 : 1);
  return { kind: 'between', fromUs: now.fromUs + by, toUs: now.toUs + by };
}

function boundsOf(range: TimeRange, nowUs: number, seen: { fromUs: number; toUs: number } | null) {
  if (range.kind === 'between') return { fromUs: range.fromUs, toUs: range.toUs };
  if (range.kind === 'last') {
    return { fromUs: nowUs - range.amount * durationUnits[range.unit], toUs: nowUs };
  }
  return seen;
}

/** The next longer quick range that holds this one: what an empty answer offers. */
export function widerRange(span: TimeSpan, nowUs: number): { label: string; range: TimeRange } | null {
  if (span.fromUs === null) return null;
  const fromUs = span.fromUs;
  const wider = quickRanges.find(
    ({ range }) =>
      range.kind === 'all' ||
      (range.kind === 'last' && nowUs - range.amount * durationUnits[range.unit] < fromUs - US_PER_MINUTE),
  );
  return wider ?? null;
}
