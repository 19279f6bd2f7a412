import { z } from 'zod';

/** All times are UTC microseconds since 1970 (safe as a JavaScript number until the year 2255). */
export type TimeUs = number;

export const US_PER_MS = 1_000;
export const US_PER_SECOND = 1_000_000;
export const US_PER_MINUTE = 60 * US_PER_SECOND;
export const US_PER_HOUR = 60 * US_PER_MINUTE;
export const US_PER_DAY = 24 * US_PER_HOUR;

/** Half open: `fromUs` is in, `toUs` is not. A missing end is open. */
export const timeSpanSchema = z.object({ fromUs: z.number().nullable(), toUs: z.number().nullable() });
export type TimeSpan = z.infer<typeof timeSpanSchema>;

export const durationUnits = { m: US_PER_MINUTE, h: US_PER_HOUR, d: US_PER_DAY, w: 7 * US_PER_DAY } as const;
export type DurationUnit = keyof typeof durationUnits;

/** What the analyst chose. A relative range moves with the clock, an absolute one stays. */
export const timeRangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({
    kind: z.literal('last'),
    amount: z.number().int().positive(),
    unit: z.enum(['m', 'h', 'd', 'w']),
  }),
  z.object({ kind: z.literal('between'), fromUs: z.number(), toUs: z.number() }),
]);
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** The range as it stands at `nowUs`. The end of a relative range is open, so that a vendor's fast clock hides nothing. */
export function resolveTimeRange(range: TimeRange, nowUs: TimeUs): TimeSpan {
  switch (range.kind) {
    case 'all':
      return { fromUs: null, toUs: null };
    case 'last':
      return { fromUs: nowUs - range.amount * durationUnits[range.unit], toUs: null };
    case 'between':
      return { fromUs: range.fromUs, toUs: range.toUs };
  }
}
