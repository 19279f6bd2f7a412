import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, type RandomBytes } from './sealed-bytes.ts';

/** What the workspace keeps of its vault: useless without the master key. */
export interface StoredVaultKey {
  readonly wrappedKey: Uint8Array;
  readonly keyCheck: Uint8Array;
}

/** What is still to be done of a change of keys, in the order in which it is done. */
export type RotationStage = 'settled' | 'sealing' | 'cleaning';

/** The keys that the master key opens. */
export interface KeyRing {
  /** Stays for the life of the workspace: ids of events depend on fingerprints. */
  readonly fingerprintKey: Uint8Array;
  /** The first seals; the other one opens what is not yet sealed anew. */
  readonly dataKeys: readonly [Uint8Array, Uint8Array?];
  readonly stage: RotationStage;
}

export const KEY_BYTES = 32;

/**
 * A workspace whose key was never changed keeps a single wrapped data key, and derives the fingerprint key from the
 * master key. After the first change it keeps a ring: this byte, then the wrapped ring.
 */
const RING_FORMAT = 2;
const stages: readonly RotationStage[] = ['settled', 'sealing', 'cleaning'];

/** The first keys of a workspace, with the stored form that older versions read. */
export function firstKeys(
  master: Uint8Array,
  workspaceId: string,
  randomBytes: RandomBytes,
): { readonly ring: KeyRing; readonly stored: StoredVaultKey } {
  const dataKey = randomBytes(KEY_BYTES);
  const wrappedKey = encrypt(wrappingKey(master, workspaceId), dataKey, contextOf(workspaceId), randomBytes);
  return {
    ring: {
      fingerprintKey: derive(master, workspaceId, 'fingerprint'),
      dataKeys: [dataKey],
      stage: 'settled',
    },
    stored: { wrappedKey, keyCheck: keyCheck(master, workspaceId) },
  };
}

export function wrapRing(
  ring: KeyRing,
  master: Uint8Array,
  workspaceId: string,
  randomBytes: RandomBytes,
): StoredVaultKey {
  const dataKeys = ring.dataKeys.filter((key) => key !== undefined);
  const plain = Buffer.concat([Buffer.of(stages.indexOf(ring.stage)), ring.fingerprintKey, ...dataKeys]);
  const wrapped = encrypt(wrappingKey(master, workspaceId), plain, contextOf(workspaceId), randomBytes);
  return {
    wrappedKey: Buffer.concat([Buffer.of(RING_FORMAT), wrapped]),
    keyCheck: keyCheck(master, workspaceId),
  };
}

/** Whether this master key wrapped what is stored. */
export function isKeyOf(stored: StoredVaultKey, master: Uint8Array, workspaceId: string): boolean {
  const check = keyCheck(master, workspaceId);
  return stored.keyCheck.length === check.length && timingSafeEqual(stored.keyCheck, check);
}

/** Null where what is stored is damaged. The master key has to be the right one. */
export function unwrapRing(stored: StoredVaultKey, master: Uint8Array, workspaceId: string): KeyRing | null {
  const wrapping = wrappingKey(master, workspaceId);
  const context = contextOf(workspaceId);
  try {
    if (stored.wrappedKey.length === SINGLE_KEY_BYTES) {
      const dataKey = decrypt(wrapping, stored.wrappedKey, context);
      const fingerprintKey = derive(master, workspaceId, 'fingerprint');
      return { fingerprintKey, dataKeys: [dataKey], stage: 'settled' };
    }
    if (stored.wrappedKey[0] !== RING_FORMAT) return null;
    return readRing(decrypt(wrapping, stored.wrappedKey.subarray(1), context));
  } catch {
    return null;
  }
}

/** Nonce, key and tag. A ring is longer. */
const SINGLE_KEY_BYTES = 12 + KEY_BYTES + 16;

function readRing(plain: Uint8Array): KeyRing | null {
  const keyAt = (index: number) => plain.slice(1 + index * KEY_BYTES, 1 + (index + 1) * KEY_BYTES);
  const stage = stages[plain[0] ?? -1];
  const keys = (plain.length - 1) / KEY_BYTES;
  if (stage === undefined || (keys !== 2 && keys !== 3)) return null;
  return {
    fingerprintKey: keyAt(0),
    dataKeys: keys === 2 ? [keyAt(1)] : [keyAt(1), keyAt(2)],
    stage,
  };
}

function derive(master: Uint8Array, workspaceId: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, workspaceId, `keyglass ${purpose} 1`, KEY_BYTES));
}

function wrappingKey(master: Uint8Array, workspaceId: string): Uint8Array {
  return derive(master, workspaceId, 'wrapping');
}

/** Tells a right master key from a wrong one, and gives no key away. */
function keyCheck(master: Uint8Array, workspaceId: string): Uint8Array {
  return derive(master, workspaceId, 'check');
}

function contextOf(workspaceId: string): string {
  return `data key of ${workspaceId}`;
}
