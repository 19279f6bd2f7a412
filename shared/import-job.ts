import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';
import { runCountsSchema } from './source-status.ts';

/** What the beginning of a file tells. */
export const inspectedFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  format: z.enum(['json', 'json-lines', 'csv', 'unknown']),
  isCompressed: z.boolean(),
  /** Which stream's records they are, likeliest first; empty where none fits. `share` is that of the records looked at. */
  candidates: z.array(z.object({ vendor: z.string(), stream: z.string(), share: z.number() })),
  /** Records that were looked at. */
  sampled: z.number().int(),
  error: appErrorSchema.nullable(),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;
export type ImportCandidate = InspectedFile['candidates'][number];

/** Nearly all records fit the other stream, and none the one that is said: anything less is left to the person. */
const clearShare = 0.8;

/** The stream that a file is clearly of, where it is another than is said: an import is then refused unless forced. */
export function clearlyAnother(
  candidates: readonly ImportCandidate[],
  said: { readonly vendor: string; readonly stream: string },
): ImportCandidate | null {
  const [best] = candidates;
  const fits = candidates.some(({ vendor, stream }) => vendor === said.vendor && stream === said.stream);
  return best === undefined || fits || best.share < clearShare ? null : best;
}

export const importJobSchema = z.object({
  importId: z.string(),
  vendor: z.string(),
  stream: z.string(),
  sourceId: z.string().nullable(),
  files: z.array(z.string()),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  counts: runCountsSchema,
  /** Of all files together, as they lie on the disk. */
  bytesRead: z.number(),
  bytesTotal: z.number(),
  startedAtUs: z.number(),
  finishedAtUs: z.number().nullable(),
  error: appErrorSchema.nullable(),
  /** The commonest reasons for which records were rejected. */
  rejectedReasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});
export type ImportJob = z.infer<typeof importJobSchema>;
