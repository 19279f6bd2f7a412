import { z } from 'zod';

/**
 * `regressed`: it was rotated or ignored, and was exposed again later. Only Keyglass sets it; the analyst sets the
 * others.
 */
export const secretStates = ['new', 'investigating', 'rotated', 'ignored', 'regressed'] as const;
export const secretStateSchema = z.enum(secretStates);
export type SecretState = z.infer<typeof secretStateSchema>;

export const settableSecretStates = ['new', 'investigating', 'rotated', 'ignored'] as const;
export type SettableSecretState = (typeof settableSecretStates)[number];

/** A secret value as a thing of its own. The value is not in here, nor in anything else that is answered but a reveal. */
export const secretSummarySchema = z.object({
  /** 32 hex digits, keyed. The marker in records shows the first eight. */
  fingerprint: z.string(),
  secretType: z.string().nullable(),
  /** Characters of the value. */
  length: z.number().int(),
  state: secretStateSchema,
  /** When the state was last changed; null for one that has been `new` all along. */
  stateChangedAtUs: z.number().nullable(),
  firstSeenUs: z.number(),
  lastSeenUs: z.number(),
  /** Events about it, those that have left by age included. */
  exposures: z.number().int(),
  /** Other events that hold it somewhere. */
  mentions: z.number().int(),
  /** Different places (resource or file, line) of its exposures. */
  places: z.number().int(),
  vendors: z.array(z.string()),
});
export type SecretSummary = z.infer<typeof secretSummarySchema>;

/** Where a secret was seen, events of the same place together. */
export const secretPlaceSchema = z.object({
  /** `exposure`: the events are about the secret. `mention`: they hold it, in `field`. */
  kind: z.enum(['exposure', 'mention']),
  sourceId: z.string(),
  sourceName: z.string(),
  vendor: z.string(),
  stream: z.string(),
  /** The vendor's id of the scan or request. */
  request: z.string().nullable(),
  /** Resource or file. */
  place: z.string().nullable(),
  line: z.number().int().nullable(),
  field: z.string().nullable(),
  times: z.number().int(),
  firstSeenUs: z.number(),
  lastSeenUs: z.number(),
  /** False where the events have left by age, so that there is nothing to open. */
  areEventsKept: z.boolean(),
});
export type SecretPlace = z.infer<typeof secretPlaceSchema>;

export const secretStateChangeSchema = z.object({
  atUs: z.number(),
  state: secretStateSchema,
  note: z.string().nullable(),
  by: z.enum(['analyst', 'keyglass']),
});
export type SecretStateChange = z.infer<typeof secretStateChangeSchema>;

/** By `state`, ascending: regressed, new, investigating, rotated, ignored; among equals the newest seen first. */
export const secretSortColumns = [
  'secretType',
  'length',
  'state',
  'firstSeen',
  'lastSeen',
  'exposures',
  'mentions',
  'places',
] as const;

/** Which secrets are listed. Empty lists mean all. */
export const secretFilterSchema = z.object({
  /** A part of the type, the beginning of the fingerprint, or a part of a place. */
  search: z.string().max(200),
  states: z.array(secretStateSchema).max(secretStates.length),
  secretTypes: z.array(z.string().max(256)).max(64),
});
export type SecretFilter = z.infer<typeof secretFilterSchema>;

/** Answer of "was this value exposed?" for many candidates: those that were. No candidate is repeated in it. */
export const secretLookUpSchema = z.object({
  /** How many candidates were looked up. Empty ones are none, and one that comes twice counts once. */
  checked: z.number().int(),
  found: z.array(
    z.object({
      /** The candidate's line in the file, or its place in the list; from 1. */
      line: z.number().int(),
      secret: secretSummarySchema,
    }),
  ),
});
export type SecretLookUp = z.infer<typeof secretLookUpSchema>;
