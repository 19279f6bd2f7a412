import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { EventToStore, RecordToReject, SecretMention, SecretToStore } from '../database/stored-page.ts';
import { fieldPath } from '../secrets/inventory/field-path.ts';
import type { LiftedRecord } from '../secrets/lift-secrets.ts';
import { outlineRecord } from '../secrets/outline-record.ts';
import type { Vault } from '../secrets/vault.ts';
import { eventIdOf } from './event-id.ts';
import { liftRecord } from './lift-record.ts';
import { beyondLimits, keptOfTooLong, maxRecordLength } from './record-limits.ts';
import type { StreamDefinition } from './stream-definition.ts';
import { createTimeSlices } from './time-slices.ts';

/** What records lead to, before run and checkpoint are added. Every record is in `events` or in `rejected`. */
export interface PreparedRecords {
  readonly events: readonly EventToStore[];
  readonly rejected: readonly RecordToReject[];
  readonly secrets: readonly SecretToStore[];
}

export interface PrepareContext {
  readonly sourceId: string;
  readonly stream: StreamDefinition;
  readonly vault: Vault;
  readonly receivedAtUs: number;
  /**
   * For a stream whose records are changes: the latest record of each thing that is changed. What is prepared takes its
   * place, so that a second change in one page completes the first.
   */
  readonly latest?: Map<string, unknown>;
}

/** The range in which a time can be stored and shown: 1970 to 2255. */
const latestTimeUs = Number.MAX_SAFE_INTEGER;

/**
 * Turns a vendor's records into what is stored of them: secrets lifted out first, then mapped, then named by their
 * natural key. A record that can't be read is rejected with its reason and kept whole, sealed. Lets other work of the
 * process go first every few milliseconds; answers null when the signal is aborted in between.
 */
export async function prepareRecords(
  records: readonly unknown[],
  context: PrepareContext,
  signal?: AbortSignal,
): Promise<PreparedRecords | null> {
  const slices = createTimeSlices();
  const ofPage = { ...context, vault: rememberingVault(context.vault) };
  const events: EventToStore[] = [];
  const rejected: RecordToReject[] = [];
  const secrets: SecretToStore[] = [];
  for (const record of records) {
    const prepared = prepareRecord(record, ofPage);
    if (prepared.ok) {
      events.push(prepared.value.event);
      secrets.push(...prepared.value.secrets);
    } else {
      const text = JSON.stringify(record);
      rejected.push(rejectRecord(text, outlineOf(record, text, context.stream), prepared.error, context));
    }
    const pause = slices.pause();
    if (pause !== undefined) await pause;
    if (signal?.aborted) return null;
  }
  return { events, rejected, secrets };
}

/**
 * The vault for one page: a value that many records name is fingerprinted and sealed once, which for a leaked password
 * in a hundred files is a good part of the work. Forgotten with the page, so that values don't gather in memory.
 */
function rememberingVault(vault: Vault): Vault {
  const fingerprints = new Map<string, string>();
  const sealed = new Map<string, Uint8Array>();
  return {
    ...vault,
    fingerprint: (value) => remembered(fingerprints, value, () => vault.fingerprint(value)),
    seal: (value, context) => remembered(sealed, `${context}\n${value}`, () => vault.seal(value, context)),
  };
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** What is far too long is not worth looking through. */
function outlineOf(record: unknown, text: string, { secretFields }: StreamDefinition): string {
  return text.length > keptOfTooLong ? `record (${text.length})` : outlineRecord(record, secretFields);
}

/**
 * Seals a record that can't be read, or a text that is not even a record, under a name of its own. Of one that is longer
 * than a record may be, the beginning is kept.
 */
export function rejectRecord(
  text: string,
  outline: string,
  reason: string,
  context: PrepareContext,
): RecordToReject {
  const rejectedId = context.vault.fingerprint(`${context.sourceId}\n${context.stream.name}\n${text}`);
  const kept = text.length > maxRecordLength ? text.slice(0, keptOfTooLong) : text;
  return { reason, outline, rejectedId, ciphertext: context.vault.seal(kept, rejectedId) };
}

function prepareRecord(
  record: unknown,
  context: PrepareContext,
): Result<{ event: EventToStore; secrets: SecretToStore[] }, string> {
  const { stream, vault } = context;
  const beyond = beyondLimits(record);
  if (beyond !== null) return failed(beyond);
  try {
    const lifted = liftRecord(stream, completed(record, context), vault);
    const secret = lifted.first;
    const mapped = stream.map(lifted.record, { secret, receivedAtUs: context.receivedAtUs });
    if (!mapped.ok) return mapped;
    const event = mapped.value;
    if (!isStorableTime(event)) return failed('Its time is not between 1970 and 2255.');
    const secretType = stream.secretType(lifted.record);
    const secrets = lifted.lifted.map((value) => ({
      fingerprint: value.fingerprint,
      secretType: value.fingerprint === lifted.typed?.fingerprint ? secretType : null,
      length: value.length,
      ciphertext: value.ciphertext,
      seenAtUs: event.timeUs,
    }));
    const eventId = eventIdOf(context.sourceId, stream.name, stream.naturalKey(lifted.record, secret));
    const stored: EventToStore = {
      eventId,
      event,
      raw: lifted.record,
      secretFingerprint: secret?.fingerprint ?? null,
      secretLength: secret?.length ?? null,
      mappingVersion: stream.mappingVersion,
      mentions: mentionsIn(lifted),
    };
    rememberLatest(record, lifted.record, context);
    return { ok: true, value: { event: stored, secrets } };
  } catch {
    // What was thrown may quote the record, so it is not repeated. The record is kept; a later version can read it.
    return failed('Reading it failed: its shape is not the one that is known.');
  }
}

/** What the record holds besides the secret that its event is about. */
function mentionsIn({ lifted, first }: LiftedRecord): SecretMention[] {
  return lifted
    .filter(({ fingerprint }) => fingerprint !== first?.fingerprint)
    .map(({ fingerprint, path }) => ({ fingerprint, field: fieldPath(path) }));
}

/** A change with what is known of its thing. */
function completed(record: unknown, { stream, latest }: PrepareContext): unknown {
  const uid = latest === undefined ? null : (stream.merge?.uidOf(record) ?? null);
  return uid === null || stream.merge === undefined
    ? record
    : stream.merge.merge(latest?.get(uid) ?? null, record);
}

function rememberLatest(record: unknown, stored: unknown, { stream, latest }: PrepareContext): void {
  const uid = stream.merge?.uidOf(record) ?? null;
  if (uid !== null) latest?.set(uid, stored);
}

function isStorableTime(event: NormalisedEvent): boolean {
  return Number.isSafeInteger(event.timeUs) && event.timeUs >= 0 && event.timeUs <= latestTimeUs;
}
