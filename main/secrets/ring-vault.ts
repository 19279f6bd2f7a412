import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt, pooled, type RandomBytes } from './sealed-bytes.ts';
import type { Vault } from './vault.ts';
import type { KeyRing } from './vault-keys.ts';

/** A vault whose keys can be changed while services hold it. */
export interface RingVault extends Vault {
  ring(): KeyRing;
  /**
   * Seals with the ring's first key from now on. Keys that were there before go on opening as long as the process lives:
   * a page that was prepared before may be stored after.
   */
  use(ring: KeyRing): void;
  /** The same value under the key that seals now; null where it is under it already. Throws like `unseal`. */
  sealedAnew(ciphertext: Uint8Array, context: string): Uint8Array | null;
  /** Whether anything may still be sealed with an earlier key. */
  hasEarlierKeys(): boolean;
}

const FINGERPRINT_HEX = 32;

export function createRingVault(firstRing: KeyRing, randomBytes: RandomBytes): RingVault {
  let ring = firstRing;
  // A KeyObject is prepared once; with a plain key each call costs several times as much.
  const fingerprintKey = createSecretKey(ring.fingerprintKey);
  let keys = keysOf(ring, []);
  const nonces = pooled(randomBytes);
  const sealBytes = (plain: Uint8Array, context: string) => encrypt(keys[0], plain, context, nonces);
  return {
    fingerprint: (value) =>
      createHmac('sha256', fingerprintKey).update(value, 'utf8').digest('hex').slice(0, FINGERPRINT_HEX),
    seal: (value, context) => sealBytes(Buffer.from(value, 'utf8'), context),
    unseal: (ciphertext, context) => Buffer.from(open(keys, ciphertext, context).plain).toString('utf8'),
    ring: () => ring,
    use(used) {
      keys = keysOf(used, keys);
      ring = used;
    },
    sealedAnew(ciphertext, context) {
      const { key, plain } = open(keys, ciphertext, context);
      return key === keys[0] ? null : sealBytes(plain, context);
    },
    hasEarlierKeys: () => keys.length > 1,
  };
}

type Keys = readonly [KeyObject, ...KeyObject[]];

/** The ring's keys, then those of earlier rings, each once. */
function keysOf(ring: KeyRing, before: readonly KeyObject[]): Keys {
  const [first, second] = ring.dataKeys;
  const current = createSecretKey(first);
  const others = [...(second === undefined ? [] : [createSecretKey(second)]), ...before];
  const all = [current];
  for (const key of others) if (!all.some((known) => known.equals(key))) all.push(key);
  return [before.find((key) => key.equals(current)) ?? current, ...all.slice(1)];
}

/** The key's own tag tells which one it is. Throws what the first key throws if none opens it. */
function open(
  keys: Keys,
  ciphertext: Uint8Array,
  context: string,
): { readonly key: KeyObject; readonly plain: Uint8Array } {
  let problem: unknown;
  for (const key of keys) {
    try {
      return { key, plain: decrypt(key, ciphertext, context) };
    } catch (refused) {
      problem ??= refused;
    }
  }
  throw problem;
}
