import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';
import { eventRowSchema } from './event-record.ts';

export const pageSchema = z.object({
  rows: z.array(eventRowSchema),
  offset: z.number().int(),
  tookMs: z.number(),
});
export type Page = z.infer<typeof pageSchema>;

export const countSchema = z.object({ count: z.number().int(), tookMs: z.number() });

/** In the order they were asked for. */
export const figuresSchema = z.object({
  figures: z.array(z.object({ id: z.string(), value: z.number().int() })),
  tookMs: z.number(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** One bucket of the histogram; empty ones are present with zero. `parts` is empty when there is no split. */
export const histogramSchema = z.object({
  intervalUs: z.number(),
  fromUs: z.number(),
  /** Exclusive end of the last bucket. */
  toUs: z.number(),
  total: z.number().int(),
  /** Values of the split field, most frequent first; the rest of them together under null in `parts`. */
  parts: z.array(z.string().nullable()),
  buckets: z.array(
    z.object({ startUs: z.number(), count: z.number().int(), parts: z.array(z.number().int()) }),
  ),
  tookMs: z.number(),
});
export type Histogram = z.infer<typeof histogramSchema>;

/** Exact counts of one field's values over the whole result, the field's own filter ignored. */
export const facetSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    column: z.string(),
    /** `newestUs`: time of the newest event with the value, where that was asked for. */
    values: z.array(
      z.object({ value: z.string(), count: z.number().int(), newestUs: z.number().optional() }),
    ),
    /** How many different values there are (matching the search inside the facet, if there is one). */
    distinct: z.number().int(),
    /** Events without a value. */
    missing: z.number().int(),
    tookMs: z.number(),
  }),
  z.object({ state: z.literal('failed'), column: z.string(), error: appErrorSchema }),
]);
export type Facet = z.infer<typeof facetSchema>;

/** One secret type in the chosen range against the ranges of equal length before it. */
export const unusualSecretTypeSchema = z.object({
  secretType: z.string(),
  count: z.number().int(),
  /** Mean of the baseline's windows. */
  expected: z.number(),
  /** The range in which a count would be nothing special: 99 % of a Poisson law over-dispersed as the baseline is. */
  expectedLow: z.number(),
  expectedHigh: z.number(),
  /** count / expected; null where nothing was expected. */
  ratio: z.number().nullable(),
  verdict: z.enum(['new', 'more', 'usual', 'less']),
  /** First time the type was ever stored, UTC microseconds. */
  firstSeenUs: z.number(),
  distinctSecrets: z.number().int(),
});
export const unusualSecretTypesSchema = z.object({
  range: z.object({ fromUs: z.number(), toUs: z.number() }),
  baseline: z.object({ fromUs: z.number(), toUs: z.number(), windows: z.number().int() }),
  types: z.array(unusualSecretTypeSchema),
  tookMs: z.number(),
});
export type UnusualSecretTypes = z.infer<typeof unusualSecretTypesSchema>;

export const secretTypeFrequencySchema = z.object({
  /** Most frequent first. */
  types: z.array(
    z.object({ secretType: z.string(), count: z.number().int(), distinctSecrets: z.number().int() }),
  ),
  total: z.number().int(),
  tookMs: z.number(),
});
export type SecretTypeFrequency = z.infer<typeof secretTypeFrequencySchema>;
