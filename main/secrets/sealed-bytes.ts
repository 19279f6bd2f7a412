import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

export type RandomBytes = (size: number) => Uint8Array;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Random bytes by the thousand: asking the system for twelve at a time takes longer than sealing a value. */
export function pooled(randomBytes: RandomBytes): RandomBytes {
  let pool = new Uint8Array(0);
  return (size) => {
    if (pool.length < size) pool = randomBytes(size * 1_024) as Uint8Array<ArrayBuffer>;
    const taken = pool.subarray(0, size);
    pool = pool.subarray(size);
    return taken;
  };
}

/** Nonce, ciphertext, tag. Random nonces of 96 bits are good for some four thousand million values under one key. */
export function encrypt(
  key: KeyObject | Uint8Array,
  plain: Uint8Array,
  context: string,
  randomBytes: RandomBytes,
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws unless key and context are those it was encrypted with and no byte was changed. */
export function decrypt(key: KeyObject | Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('The sealed value is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
