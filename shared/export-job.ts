import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

export const exportFormats = ['csv', 'jsonl', 'ocsf', 'ecs'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportJobSchema = z.object({
  jobId: z.string(),
  format: z.enum(exportFormats),
  path: z.string(),
  /** `waiting`: for the exports that were begun before. */
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  written: z.number().int(),
  total: z.number().int().nullable(),
  bytes: z.number().int(),
  startedAtUs: z.number(),
  finishedAtUs: z.number().nullable(),
  error: appErrorSchema.nullable(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;
