import { z } from 'zod';
import { appErrorSchema } from '../app-error.ts';
import { exportJobSchema } from '../export-job.ts';
import { importJobSchema } from '../import-job.ts';
import { mapAgainSchema } from '../map-again.ts';
import { retentionStatusSchema } from '../retention.ts';
import { sourceStatusSchema } from '../source-status.ts';
import type { CallTable } from './call-table.ts';
import { exportCalls } from './export-calls.ts';
import { questionCalls } from './question-calls.ts';
import { secretCalls } from './secret-calls.ts';
import { sourceCalls } from './source-calls.ts';
import { windowCalls } from './window-calls.ts';

export type { ConnectionCheck, SourceDraft } from './source-calls.ts';

/**
 * Every call and every event between the window and the main process, with plain-data payloads. Both sides check
 * with these schemas. A call that starts a query carries a `requestId` (unique in the window); `request.cancel` with
 * the same id stops it, and its answer is then the error `cancelled`.
 */
export const ipcCalls = {
  ...windowCalls,
  ...questionCalls,
  ...secretCalls,
  ...sourceCalls,
  ...exportCalls,
} as const satisfies CallTable;

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
