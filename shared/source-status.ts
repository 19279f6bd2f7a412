import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

/** received = stored + duplicate + rejected, always. */
export const runCountsSchema = z.object({
  received: z.number().int(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int(),
  /** Of the stored ones, those no mapping knew (OCSF Base Event). */
  unmapped: z.number().int(),
});
export type RunCounts = z.infer<typeof runCountsSchema>;

export const noCounts: RunCounts = { received: 0, stored: 0, duplicate: 0, rejected: 0, unmapped: 0 };

/** `off`: this stream is switched off, the source may go on. */
export const streamPhases = [
  'waiting',
  'collecting',
  'retrying',
  'paused',
  'failed',
  'offline',
  'off',
] as const;

/** What an analyst sets for each stream; the vendor's descriptor has the defaults. */
export const streamSettingsSchema = z.object({
  enabled: z.boolean(),
  intervalSeconds: z.number().int().min(10).max(604_800),
  lookBackDays: z.number().int().min(1).max(3_650),
  /** 0 where the API has no page size. */
  pageSize: z.number().int().min(0).max(10_000),
});
export type StreamSettings = z.infer<typeof streamSettingsSchema>;

const progressSchema = z.object({
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  at: z.string(),
});

/** A range that was asked for by hand, collected beside the polling. Kept over restarts until it is done. */
export const backFillSchema = z.object({
  fromUs: z.number(),
  toUs: z.number(),
  state: z.enum(['waiting', 'running', 'paused', 'failed']),
  progress: progressSchema.nullable(),
  error: appErrorSchema.nullable(),
});
export type BackFill = z.infer<typeof backFillSchema>;

export const streamStatusSchema = z.object({
  stream: z.string(),
  phase: z.enum(streamPhases),
  settings: streamSettingsSchema,
  /** All runs together. */
  counts: runCountsSchema,
  /** The run that is going on, or the last one. */
  lastRun: z
    .object({
      runId: z.string(),
      startedAtUs: z.number(),
      finishedAtUs: z.number().nullable(),
      outcome: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'interrupted']),
      counts: runCountsSchema,
    })
    .nullable(),
  /** Catching up with the past: units (days, pages) done and to do; null when there is none to do. */
  progress: progressSchema.nullable(),
  /** Where the next run starts, in the vendor's terms, readable by a person. */
  checkpoint: z.string().nullable(),
  lastSuccessAtUs: z.number().nullable(),
  nextRunAtUs: z.number().nullable(),
  /** Time of the newest event that is stored. */
  newestEventUs: z.number().nullable(),
  /** How far what is stored reaches behind the present: the age of the last complete answer. */
  lagUs: z.number().nullable(),
  lastError: appErrorSchema.nullable(),
  lastErrorAtUs: z.number().nullable(),
  backFill: backFillSchema.nullable(),
  /** Ranges that can't have been collected, oldest first: the vendor had deleted them before this computer came back. */
  gaps: z.array(z.object({ fromUs: z.number(), toUs: z.number(), reason: z.string() })),
});
export type StreamStatus = z.infer<typeof streamStatusSchema>;

export const sourceStatusSchema = z.object({
  sourceId: z.string(),
  vendor: z.string(),
  name: z.string(),
  url: z.string(),
  settings: z.record(z.string(), z.string()),
  paused: z.boolean(),
  /** When the credentials end, and how that is known; null where it isn't. */
  credentialsExpire: z
    .object({ atUs: z.number(), known: z.enum(['entered', 'from-credentials']) })
    .nullable(),
  streams: z.array(streamStatusSchema),
});
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

export const rejectedRecordSchema = z.object({
  rejectedId: z.string(),
  sourceId: z.string(),
  stream: z.string(),
  rejectedAtUs: z.number(),
  reason: z.string(),
  /** The record's outline: keys, types and lengths, no values. The record itself is kept, encrypted. */
  outline: z.string(),
});
export type RejectedRecord = z.infer<typeof rejectedRecordSchema>;
