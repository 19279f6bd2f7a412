import { z } from 'zod';
import { durationUnits, type TimeRange, US_PER_DAY, US_PER_HOUR } from '../../shared/time-range.ts';

/** The ranges that a week or a day can be compared over; each names the baseline it is set against. */
export const secretRanges = [
  { id: '24h', label: 'Last 24 hours', amount: 24, unit: 'h', windows: 14, before: 'the 14 days before' },
  { id: '7d', label: 'Last 7 days', amount: 7, unit: 'd', windows: 7, before: 'the 7 weeks before' },
  { id: '14d', label: 'Last 14 days', amount: 14, unit: 'd', windows: 3, before: 'the 6 weeks before' },
  { id: '30d', label: 'Last 30 days', amount: 30, unit: 'd', windows: 3, before: 'the 90 days before' },
] as const;

export type SecretRangeId = (typeof secretRanges)[number]['id'];
export type SecretRange = (typeof secretRanges)[number];

export const secretRangeSchema = z.enum(
  secretRanges.map(({ id }) => id) as [SecretRangeId, ...SecretRangeId[]],
);

export function secretRange(id: SecretRangeId): SecretRange {
  return secretRanges.find((range) => range.id === id) ?? secretRanges[0];
}

/** As Explore takes it: it goes on moving with the clock there. */
export function toTimeRange({ amount, unit }: SecretRange): TimeRange {
  return { kind: 'last', amount, unit };
}

/** The range up to `nowUs`, as numbers; both ends closed, because the baseline's windows are of the same length. */
export function toSpan({ amount, unit }: SecretRange, nowUs: number): { fromUs: number; toUs: number } {
  return { fromUs: nowUs - amount * durationUnits[unit], toUs: nowUs };
}

/** Bars that people count in: hours for a day, days for the rest. */
export function barLengthUs(range: SecretRange): number {
  return range.id === '24h' ? US_PER_HOUR : range.id === '7d' ? 6 * US_PER_HOUR : US_PER_DAY;
}
