import { z } from 'zod';
import {
  countSchema,
  facetSchema,
  figuresSchema,
  histogramSchema,
  pageSchema,
  secretTypeFrequencySchema,
  unusualSecretTypesSchema,
} from '../answer.ts';
import { appErrorSchema } from '../app-error.ts';
import { appInfoSchema } from '../app-info.ts';
import { auditEntrySchema } from '../audit-entry.ts';
import { eventDetailSchema } from '../event-record.ts';
import { exportFormats, exportJobSchema } from '../export-job.ts';
import { importJobSchema, inspectedFileSchema } from '../import-job.ts';
import { mapAgainSchema } from '../map-again.ts';
import { figureSchema, questionSchema, sortSchema } from '../question.ts';
import { retentionEffectSchema, retentionRuleSchema, retentionStatusSchema } from '../retention.ts';
import {
  secretFilterSchema,
  secretLookUpSchema,
  secretPlaceSchema,
  secretSortColumns,
  secretStateChangeSchema,
  secretStateSchema,
  secretSummarySchema,
  settableSecretStates,
} from '../secret-inventory.ts';
import { rejectedRecordSchema, sourceStatusSchema, streamSettingsSchema } from '../source-status.ts';
import { vaultStatusSchema } from '../vault-status.ts';
import { vendorDescriptorSchema } from '../vendor-descriptor.ts';

/**
 * Every call and every event between the window and the main process, with plain-data payloads. Both sides check
 * with these schemas. A call that starts a query carries a `requestId` (unique in the window); `request.cancel` with
 * the same id stops it, and its answer is then the error `cancelled`.
 */
const nothing = z.object({});
const requestId = z.string().min(1).max(64);
/** A column of the event table, or any field a query may name (`ecs.rule.name`, `finding_info.title`, `raw.x`). */
const column = z.string().max(256);
const sourceId = z.string().max(64);
const span = z.object({ fromUs: z.number(), toUs: z.number() });
const address = z.string().max(2_048);
const shortText = z.string().max(200);
const path = z.string().max(4_096);
const fingerprint = z.string().regex(/^[0-9a-f]{32}$/);
/** Why the analyst does it, for the audit log. */
const reason = z.string().trim().min(3).max(500);

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

export const ipcCalls = {
  'app.info': { input: nothing, output: appInfoSchema },
  'app.quit': { input: nothing, output: nothing },
  'app.chooseSavePath': {
    input: z.object({ suggestedName: shortText }),
    output: z.object({ path: z.string().nullable() }),
  },
  /** Interface choices (theme, zone, columns …), kept in the workspace as JSON under a key. */
  'preferences.read': { input: nothing, output: z.object({ values: z.record(z.string(), z.unknown()) }) },
  'preferences.write': { input: z.object({ key: shortText, value: z.json() }), output: nothing },

  /**
   * Puts text on the clipboard. It passes the egress function first: `isMasked` tells that it was changed by it. Any
   * copying from the page goes this way.
   */
  'clipboard.write': {
    input: z.object({ text: z.string().max(2_000_000) }),
    output: z.object({ isMasked: z.boolean() }),
  },
  /** Opens a web address in the person's browser; the page has asked before. Other schemes than https are refused. */
  'app.openLink': { input: z.object({ address }), output: nothing },
  /** An exception that a view ended with, for the log, where it is masked as everything is. */
  'app.reportProblem': {
    input: z.object({ view: shortText, problem: z.string().max(4_000) }),
    output: nothing,
  },

  'request.cancel': { input: z.object({ requestId }), output: nothing },
  'events.page': {
    input: z.object({
      requestId,
      question: questionSchema,
      sort: sortSchema,
      columns: z.array(column).max(64),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    output: pageSchema,
  },
  'events.count': { input: z.object({ requestId, question: questionSchema }), output: countSchema },
  /** Without `intervalUs` one is chosen so that about `buckets` bars cover the span (or the events, where it is open). */
  'events.histogram': {
    input: z.object({
      requestId,
      question: questionSchema,
      buckets: z.number().int().min(1).max(500),
      intervalUs: z.number().positive().nullable(),
      splitBy: column.nullable(),
      maxParts: z.number().int().min(1).max(20),
    }),
    output: histogramSchema,
  },
  'events.facets': {
    input: z.object({
      requestId,
      question: questionSchema,
      facets: z
        .array(z.object({ column, search: z.string().max(200), limit: z.number().int().min(1).max(1_000) }))
        .max(32),
      /** Asks for the time of each value's newest event as well. */
      withNewest: z.boolean().optional(),
    }),
    output: z.object({ facets: z.array(facetSchema) }),
  },
  /** Numbers over one question, each with a condition of its own: how many events, or how many different values. */
  'events.figures': {
    input: z.object({ requestId, question: questionSchema, figures: z.array(figureSchema).min(1).max(24) }),
    output: figuresSchema,
  },
  /** Which of the columns have a value in any stored event. */
  'events.columnsPresent': {
    input: z.object({ requestId, columns: z.array(column).max(64) }),
    output: z.object({ columns: z.array(z.string()) }),
  },
  'events.detail': { input: z.object({ requestId, eventId: z.string().max(64) }), output: eventDetailSchema },

  'secrets.frequency': {
    input: z.object({ requestId, question: questionSchema }),
    output: secretTypeFrequencySchema,
  },
  'secrets.unusual': {
    input: z.object({
      requestId,
      question: questionSchema,
      range: span,
      baselineWindows: z.number().int().min(1).max(60),
    }),
    output: unusualSecretTypesSchema,
  },

  /** The inventory: each secret value once. */
  'secrets.list': {
    input: z.object({
      requestId,
      filter: secretFilterSchema,
      sort: z.object({ column: z.enum(secretSortColumns), descending: z.boolean() }),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    output: z.object({
      secrets: z.array(secretSummarySchema),
      total: z.number().int(),
      /** How many there are in each state, and of the most frequent types; the filter's own states and types left aside. */
      states: z.array(z.object({ state: secretStateSchema, count: z.number().int() })),
      secretTypes: z.array(z.object({ secretType: z.string(), count: z.number().int() })),
    }),
  },
  'secrets.detail': {
    input: z.object({ requestId, fingerprint }),
    output: z.object({
      secret: secretSummarySchema,
      /** Newest first. */
      history: z.array(secretStateChangeSchema),
      /** The newest 200. */
      places: z.array(secretPlaceSchema),
      placesTotal: z.number().int(),
    }),
  },
  'secrets.setState': {
    input: z.object({
      fingerprints: z.array(fingerprint).min(1).max(1_000),
      state: z.enum(settableSecretStates),
      note: z.string().trim().max(1_000).nullable(),
    }),
    output: nothing,
  },
  /** The one answer that carries a value. Recorded in the audit log before it is given. */
  'secrets.reveal': {
    input: z.object({ fingerprint, reason }),
    output: z.object({ value: z.string(), hideAtUs: z.number() }),
  },
  /** Puts the value on the clipboard without showing it, and takes it away at `clearAtUs` if it is still there. */
  'secrets.copy': {
    input: z.object({ fingerprint, reason }),
    output: z.object({ clearAtUs: z.number() }),
  },
  /** Was a value exposed? Values travel into main only and are neither kept, logged nor answered. */
  'secrets.lookUp': {
    input: z.object({ requestId, values: z.array(z.string().max(65_536)).min(1).max(10_000) }),
    output: secretLookUpSchema,
  },
  /** The same for what is on the clipboard, each line a candidate. */
  'secrets.lookUpClipboard': { input: z.object({ requestId }), output: secretLookUpSchema },
  /** The same for each line of a file. */
  'secrets.lookUpFile': { input: z.object({ requestId, path }), output: secretLookUpSchema },

  'vault.status': { input: nothing, output: vaultStatusSchema },
  /** A new key: everything that is sealed is sealed anew. Answers when it is done. */
  'vault.rotate': { input: nothing, output: z.object({ sealedAgain: z.number().int() }) },

  'audit.list': {
    input: z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1_000) }),
    /** Newest first. */
    output: z.object({ entries: z.array(auditEntrySchema), total: z.number().int() }),
  },

  'retention.status': { input: nothing, output: retentionStatusSchema },
  'retention.save': { input: z.object({ sourceId, rule: retentionRuleSchema }), output: nothing },
  /** What the rule would remove if it were in force now. */
  'retention.preview': {
    input: z.object({ requestId, sourceId, rule: retentionRuleSchema }),
    output: retentionEffectSchema,
  },
  /** Applies every rule now, in the background. */
  'retention.run': { input: nothing, output: nothing },

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
  'app.chooseFiles': { input: nothing, output: z.object({ paths: z.array(z.string()) }) },

  /** How many stored events a newer mapping would change, how many no mapping knows, how many records were rejected. */
  'mapping.status': { input: nothing, output: mapAgainSchema },
  /** Maps what is stored anew from its raw records, and tries rejected records again. Nothing is asked of a vendor. */
  'mapping.mapAgain': { input: z.object({ sourceId: sourceId.nullable() }), output: nothing },
  'mapping.cancel': { input: nothing, output: nothing },

  'exports.start': {
    input: z.object({
      question: questionSchema,
      sort: sortSchema,
      format: z.enum(exportFormats),
      columns: z.array(column).max(64),
      path: z.string().max(4_096),
      overwrite: z.boolean(),
    }),
    output: z.object({ jobId: z.string() }),
  },
  'exports.list': { input: nothing, output: z.object({ jobs: z.array(exportJobSchema) }) },
  'exports.cancel': { input: z.object({ jobId: z.string().max(64) }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type IpcCall = keyof typeof ipcCalls;
export type IpcInput<Call extends IpcCall> = z.infer<(typeof ipcCalls)[Call]['input']>;
export type IpcOutput<Call extends IpcCall> = z.infer<(typeof ipcCalls)[Call]['output']>;

export const ipcEvents = {
  /** A source's status changed (phase, counts, progress); at most a few times a second for each source. */
  'sources.changed': z.object({ sources: z.array(sourceStatusSchema) }),
  /** New events are stored. `storedAtUs` is the newest time of receipt. */
  'events.stored': z.object({ stored: z.number().int(), storedAtUs: z.number() }),
  'imports.changed': z.object({ job: importJobSchema }),
  'mapping.changed': z.object({ mapping: mapAgainSchema }),
  'exports.changed': z.object({ job: exportJobSchema }),
  /** Secrets came in, regressed, or had their state changed. */
  'secrets.changed': z.object({ regressed: z.number().int() }),
  'retention.changed': z.object({ retention: retentionStatusSchema }),
  /** Something that the analyst should know at once, found while the app runs (a damaged file). */
  'app.notice': z.object({ notice: appErrorSchema }),
} as const satisfies Record<string, z.ZodType>;

export type IpcEvent = keyof typeof ipcEvents;
export type IpcEventPayload<Event extends IpcEvent> = z.infer<(typeof ipcEvents)[Event]>;
