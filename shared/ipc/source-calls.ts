import { z } from 'zod';
import { appErrorSchema } from '../app-error.ts';
import { importJobSchema, inspectedFileSchema } from '../import-job.ts';
import { mapAgainSchema } from '../map-again.ts';
import { rejectedRecordSchema, sourceStatusSchema, streamSettingsSchema } from '../source-status.ts';
import { vendorDescriptorSchema } from '../vendor-descriptor.ts';
import type { CallTable } from './call-table.ts';
import { address, nothing, path, shortText, sourceId, span } from './payload-parts.ts';

/** Credentials travel into main only; no call ever answers with one. */
const sourceDraft = z.object({
  vendor: shortText,
  name: shortText,
  url: address,
  settings: z.record(shortText, z.string().max(2_048)),
  credentials: z.record(shortText, z.string().max(16_384)),
  /** What differs from the descriptor's defaults; a stream that is not named keeps them. */
  streams: z.record(shortText, streamSettingsSchema.partial()),
  /** When the credentials end, as the analyst entered it; null where that is not known. */
  credentialsExpireAtUs: z.number().nullable(),
});
export type SourceDraft = z.infer<typeof sourceDraft>;

/** Answer of "Test connection" for one stream. Streams that are switched off are tested as well. */
const connectionCheck = z.object({
  stream: z.string(),
  ok: z.boolean(),
  message: z.string(),
  error: appErrorSchema.nullable(),
});
export type ConnectionCheck = z.infer<typeof connectionCheck>;

/** Where events come from: vendors, sources, files, and mapping anew what they brought. */
export const sourceCalls = {
  'vendors.list': { input: nothing, output: z.object({ vendors: z.array(vendorDescriptorSchema) }) },
  'sources.list': { input: nothing, output: z.object({ sources: z.array(sourceStatusSchema) }) },
  'sources.add': { input: sourceDraft, output: z.object({ sourceId: z.string() }) },
  'sources.update': {
    input: sourceDraft.partial().extend({ sourceId }),
    output: nothing,
  },
  'sources.remove': { input: z.object({ sourceId }), output: nothing },
  /** Tries a draft, or a kept source with the draft's changes over it; nothing is kept. */
  'sources.test': {
    input: z.object({ sourceId: sourceId.nullable(), draft: sourceDraft }),
    output: z.object({ checks: z.array(connectionCheck) }),
  },
  /** All streams that are on, or the one that is named. */
  'sources.collect': {
    input: z.object({ sourceId, stream: shortText.nullable() }),
    output: nothing,
  },
  'sources.backFill': {
    input: z.object({ sourceId, streams: z.array(shortText).min(1).max(32), range: span }),
    output: nothing,
  },
  'sources.pauseBackFill': { input: z.object({ sourceId, stream: shortText }), output: nothing },
  'sources.resumeBackFill': { input: z.object({ sourceId, stream: shortText }), output: nothing },
  'sources.cancelBackFill': { input: z.object({ sourceId, stream: shortText }), output: nothing },
  /** What came in over time, for each stream: events stored by time of receipt, and runs that failed. */
  'sources.activity': {
    input: z.object({ sourceId, range: span, buckets: z.number().int().min(1).max(200) }),
    output: z.object({
      bucketUs: z.number(),
      streams: z.array(
        z.object({
          stream: z.string(),
          stored: z.array(z.number().int()),
          failedRuns: z.array(z.number().int()),
        }),
      ),
    }),
  },
  'sources.pause': { input: z.object({ sourceId }), output: nothing },
  'sources.resume': { input: z.object({ sourceId }), output: nothing },
  /** Stops the run that is going on; what was stored stays, the next run goes on from the checkpoint. */
  'sources.cancel': { input: z.object({ sourceId }), output: nothing },
  'sources.rejected': {
    input: z.object({ sourceId, limit: z.number().int().min(1).max(1_000) }),
    output: z.object({ records: z.array(rejectedRecordSchema), total: z.number().int() }),
  },
  /** One rejected record as text, indented, masked: what is known for a secret is lifted out of it. */
  'sources.rejectedRecord': {
    input: z.object({ sourceId, stream: shortText, rejectedId: shortText }),
    output: z.object({ text: z.string(), isMasked: z.boolean() }),
  },
  /** The same for all of a source, JSON Lines: `{"rejected_id", "stream", "rejected_at", "reason", "record"}`. */
  'sources.exportRejected': {
    input: z.object({ sourceId, path, overwrite: z.boolean() }),
    output: z.object({ path, written: z.number().int(), bytes: z.number() }),
  },
  /** What the files are: format, and which vendor's stream. Reads their beginnings only. */
  'imports.inspect': {
    input: z.object({ paths: z.array(z.string().max(4_096)).min(1).max(200) }),
    output: z.object({ files: z.array(inspectedFileSchema) }),
  },
  'imports.start': {
    input: z.object({
      paths: z.array(z.string().max(4_096)).min(1).max(200),
      vendor: shortText,
      stream: shortText,
      /** Null: the vendor's only source, or one for imports. */
      sourceId: sourceId.nullable(),
      /** Also where the files look like another stream's, which is refused else. */
      isForced: z.boolean().optional(),
    }),
    output: z.object({ importId: z.string() }),
  },
  'imports.list': { input: nothing, output: z.object({ jobs: z.array(importJobSchema) }) },
  'imports.cancel': { input: z.object({ importId: z.string().max(64) }), output: nothing },
  /** How many stored events a newer mapping would change, how many no mapping knows, how many records were rejected. */
  'mapping.status': { input: nothing, output: mapAgainSchema },
  /** Maps what is stored anew from its raw records, and tries rejected records again. Nothing is asked of a vendor. */
  'mapping.mapAgain': { input: z.object({ sourceId: sourceId.nullable() }), output: nothing },
  'mapping.cancel': { input: nothing, output: nothing },
} as const satisfies CallTable;
