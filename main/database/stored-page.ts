import type { NormalisedEvent } from '../../shared/normalised-event.ts';

/** One event ready to be stored. */
export interface EventToStore {
  /** 32 hex digits: hash of source, stream, natural key and version. */
  readonly eventId: string;
  readonly event: NormalisedEvent;
  /** The vendor's record with markers in place of secret values. */
  readonly raw: unknown;
  readonly secretFingerprint: string | null;
  readonly secretLength: number | null;
  /** `StreamDefinition.mappingVersion` of the mapping that made it. */
  readonly mappingVersion: number;
  /** Secrets that the record holds besides the one that the event is about; each once. */
  readonly mentions?: readonly SecretMention[];
}

export interface SecretMention {
  readonly fingerprint: string;
  /** Keys from the record's root: `request.headers.authorization`. No secret in it. */
  readonly field: string;
}

/** A secret value that was lifted out of an event of the page. */
export interface SecretToStore {
  /** 32 hex digits, keyed. */
  readonly fingerprint: string;
  readonly secretType: string | null;
  readonly length: number;
  /** AES-256-GCM, made by the vault. */
  readonly ciphertext: Uint8Array;
  readonly seenAtUs: number;
}

export interface RecordToReject {
  readonly reason: string;
  /** Keys, types and lengths; no values. */
  readonly outline: string;
  /** The record whole, sealed by the vault: an unreadable record may hold a secret anywhere. */
  readonly ciphertext: Uint8Array;
  /** 32 hex digits over the record, keyed: the same unreadable record is kept once. */
  readonly rejectedId: string;
}

export interface CheckpointToStore {
  /** JSON, the pagination's own. */
  readonly position: string;
  /** For people: "2026-11-20". */
  readonly description: string;
}

/** What one answer of a vendor leads to: stored in one transaction, wholly or not at all. */
export interface PageToStore {
  readonly runId: string;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly vendor: string;
  readonly stream: string;
  readonly receivedAtUs: number;
  readonly events: readonly EventToStore[];
  readonly rejected: readonly RecordToReject[];
  /** Records that had been rejected and are among the events now: they are rejected no longer. */
  readonly recovered?: readonly string[];
  readonly secrets: readonly SecretToStore[];
  /** Whether records of this stream have versions, and what tells one from another. */
  readonly versions: 'none' | 'by-time' | 'by-content' | 'amended';
  /** Which checkpoint moves: the stream's own, or that of a back-fill. */
  readonly checkpointOf: 'polling' | 'back-fill';
  /** Null leaves the checkpoint where it is. */
  readonly checkpoint: CheckpointToStore | null;
}

/** Stored events of one stream in the form that a newer mapping gives them. */
export interface EventsToReplace {
  readonly sourceId: string;
  readonly vendor: string;
  readonly stream: string;
  /** Each with the id and the time that it is stored with. Those that are not stored any more are left out. */
  readonly events: readonly EventToStore[];
  /** Events whose record the mapping doesn't take: they keep their form and count as mapped by this version. */
  readonly unchanged: readonly { readonly eventId: string; readonly timeUs: number }[];
  readonly mappingVersion: number;
}
