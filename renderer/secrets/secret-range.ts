import { z } from 'zod';
import type { UnusualSecretTypes } from '../../shared/answer.ts';
import { durationUnits, US_PER_DAY, US_PER_HOUR } from '../../shared/time-range.ts';
import { formatCount } from '../design/format-number.ts';

/** The ranges that can be compared, each with the number of ranges before it that make its baseline. */
export const secretRanges = [
  { id: '24h', label: 'Last 24 hours', amount: 24, unit: 'h', windows: 14 },
  { id: '7d', label: 'Last 7 days', amount: 7, unit: 'd', windows: 7 },
  { id: '14d', label: 'Last 14 days', amount: 14, unit: 'd', windows: 3 },
  { id: '30d', label: 'Last 30 days', amount: 30, unit: 'd', windows: 3 },
] as const;

export type SecretRangeId = (typeof secretRanges)[number]['id'];
export type SecretRange = (typeof secretRanges)[number];
type Compared = Pick<UnusualSecretTypes, 'range' | 'baseline'>;

export const secretRangeSchema = z.enum(
  secretRanges.map(({ id }) => id) as [SecretRangeId, ...SecretRangeId[]],
);

export function secretRange(id: SecretRangeId): SecretRange {
  return secretRanges.find((range) => range.id === id) ?? secretRanges[0];
}

/**
 * What an answer set its range against, in words: fewer ranges than were asked for where stored events don't reach
 * back that far. `title` says the same for the head of a panel. Speaks of the answer, not of what was chosen since.
 */
export function describeBaseline(answer: Compared): { title: string; before: string | null } {
  const lengthUs = answer.range.toUs - answer.range.fromUs;
  const range = secretRanges.find((one) => one.amount * durationUnits[one.unit] === lengthUs);
  const label = range?.label ?? 'This range';
  const { windows } = answer.baseline;
  if (windows === 0) {
    return { title: `${label}. Stored events do not reach far enough back to compare with.`, before: null };
  }
  const days = Math.round((windows * lengthUs) / US_PER_DAY);
  const length = days % 7 === 0 ? formatCount(days / 7, 'week') : formatCount(days, 'day');
  const before = `the ${length.replace(/^1 /, '')} before`;
  const isShort = range !== undefined && windows < range.windows;
  return {
    title: `${label}, set against ${before}${isShort ? ', as far back as events are stored' : ''}`,
    before,
  };
}

/** The range up to `nowUs`, as numbers; both ends closed, because the baseline's windows are of the same length. */
export function toSpan({ amount, unit }: SecretRange, nowUs: number): { fromUs: number; toUs: number } {
  return { fromUs: nowUs - amount * durationUnits[unit], toUs: nowUs };
}

/** Bars that people count in: hours for a day, days for the rest. */
export function barLengthUs(range: SecretRange): number {
  return range.id === '24h' ? US_PER_HOUR : range.id === '7d' ? 6 * US_PER_HOUR : US_PER_DAY;
}
