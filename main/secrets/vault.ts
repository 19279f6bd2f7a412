/**
 * Keeps secret values shut: a keyed fingerprint to recognise equal values by, AES-256-GCM for the value itself.
 * Made by `open-vault.ts`.
 */
export interface Vault {
  /** HMAC-SHA-256 under the vault's key, the first 128 bits as 32 hex digits. */
  fingerprint(value: string): string;
  /** Nonce, ciphertext and tag; `context` (the fingerprint or record id) is authenticated with it. */
  seal(value: string, context: string): Uint8Array;
  /** Throws on a ciphertext that was tampered with or belongs to another vault. */
  unseal(ciphertext: Uint8Array, context: string): string;
}

/** What stands in every stored and shown text in place of a secret's value. */
export function secretMarker(fingerprint: string): string {
  return `‹secret:fp:${fingerprint.slice(0, 8)}›`;
}
