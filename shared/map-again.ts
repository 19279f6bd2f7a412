import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

/** What "map again" would do and did, for each stream of each source. */
export const mapAgainSchema = z.object({
  state: z.enum(['idle', 'running', 'failed']),
  streams: z.array(
    z.object({
      sourceId: z.string(),
      stream: z.string(),
      /** Events whose mapping is older than the present one. */
      outdated: z.number().int(),
      /** Events of a kind that no mapping knows (Base Event). */
      unmapped: z.number().int(),
      rejected: z.number().int(),
    }),
  ),
  /** Of the run that goes on, or of the last one. */
  done: z.number().int(),
  total: z.number().int(),
  changed: z.number().int(),
  /** Records that had been rejected and are events now. */
  recovered: z.number().int(),
  error: appErrorSchema.nullable(),
});
export type MapAgain = z.infer<typeof mapAgainSchema>;
