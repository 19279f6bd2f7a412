import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

/** How long a source's events are kept: by age, by size, or both. Null: no limit. */
export const retentionRuleSchema = z.object({
  keepDays: z.number().int().min(1).max(36_500).nullable(),
  /** Bytes of the source's records as text (record, OCSF and ECS form), before the file's own compression. */
  keepBytes: z.number().int().min(1_000_000).nullable(),
});
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

export const sourceRetentionSchema = retentionRuleSchema.extend({
  sourceId: z.string(),
  events: z.number().int(),
  /** Measured as `keepBytes` is. */
  bytes: z.number(),
  oldestEventUs: z.number().nullable(),
});
export type SourceRetention = z.infer<typeof sourceRetentionSchema>;

/** What a rule would remove, or has removed. */
export const retentionEffectSchema = z.object({
  events: z.number().int(),
  /** Events from before it leave; null where none do. */
  beforeUs: z.number().nullable(),
  /** Of the events from before it, those that stay: the latest version of a thing, and what the analyst wrote on. */
  kept: z.number().int(),
});
export type RetentionEffect = z.infer<typeof retentionEffectSchema>;

export const retentionStatusSchema = z.object({
  state: z.enum(['idle', 'removing', 'shrinking', 'waiting-to-swap', 'failed']),
  /** Bytes of `events.duckdb`. */
  fileBytes: z.number(),
  sources: z.array(sourceRetentionSchema),
  lastRun: z
    .object({
      atUs: z.number(),
      removed: z.number().int(),
      fileBytesBefore: z.number(),
      fileBytesAfter: z.number(),
    })
    .nullable(),
  error: appErrorSchema.nullable(),
  /** Why rules are not applied by this computer's clock, and by which time instead; null where they are, or none is set. */
  clockDoubt: appErrorSchema.nullable(),
});
export type RetentionStatus = z.infer<typeof retentionStatusSchema>;
