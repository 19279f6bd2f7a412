import { z } from 'zod';

/**
 * One row of the event table as plain data: column name to value. Times are UTC microseconds, ids and text are
 * strings, missing values are null. Only the columns that were asked for are present, and always `event_id`.
 */
export const eventRowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type EventRow = z.infer<typeof eventRowSchema>;

export const observableSchema = z.object({
  type_id: z.number(),
  name: z.string(),
  value: z.string().nullable(),
});

/** Everything that is kept of one event. `ocsf` and `raw` hold markers where secret values were lifted out. */
export const eventDetailSchema = z.object({
  row: eventRowSchema,
  observables: z.array(observableSchema),
  ocsf: z.unknown(),
  raw: z.unknown(),
  /** Other events with the same secret, this one not counted. */
  sameSecretCount: z.number().int(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;
