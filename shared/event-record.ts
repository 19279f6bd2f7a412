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
  /** The ECS form, as it is exported. */
  ecs: z.unknown(),
  /** All versions of the thing that this event is a version of, newest first; empty for events that have none. */
  versions: z.array(
    z.object({ eventId: z.string(), timeUs: z.number(), receivedAtUs: z.number(), isLatest: z.boolean() }),
  ),
  /** Other events with the same secret, this one not counted. */
  sameSecretCount: z.number().int(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;
