import { z } from 'zod';
import { auditEntrySchema, auditSubjectSchema } from '../audit-entry.ts';
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
import { vaultStatusSchema } from '../vault-status.ts';
import type { CallTable } from './call-table.ts';
import { fingerprint, nothing, path, reason, requestId, sourceId } from './payload-parts.ts';

/** Secrets, their vault, what was done with them, and how long events are kept. */
export const secretCalls = {
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
    output: z.object({
      /** Newest first. */
      entries: z.array(auditEntrySchema),
      total: z.number().int(),
      /** What these entries are about, as far as it is still there. */
      subjects: z.array(auditSubjectSchema),
    }),
  },
  'retention.status': { input: nothing, output: retentionStatusSchema },
  'retention.save': { input: z.object({ sourceId, rule: retentionRuleSchema }), output: nothing },
  /** What the rule would remove if it were in force now. */
  'retention.preview': {
    input: z.object({ requestId, sourceId, rule: retentionRuleSchema }),
    output: retentionEffectSchema,
  },
  /** Applies every rule now, in the background. A person may say that the clock is right though it is in doubt. */
  'retention.run': { input: z.object({ trustsClock: z.boolean().optional() }), output: nothing },
} as const satisfies CallTable;
