import type { PageToStore } from '../database/stored-page.ts';
import type { Writer } from '../database/writer.ts';
import type { RingVault } from '../secrets/ring-vault.ts';

/**
 * The writer for pages that were prepared a moment ago. If the vault's key has changed since, what is in them is sealed
 * anew: once the old key is dropped, nothing may come into the file that only it would open.
 */
export function vaultWriter(writer: Writer, vault: RingVault): Writer {
  return {
    ...writer,
    commitPage: (page) => writer.commitPage(vault.hasEarlierKeys() ? sealedAnew(page, vault) : page),
  };
}

function sealedAnew(page: PageToStore, vault: RingVault): PageToStore {
  const anew = (ciphertext: Uint8Array, context: string) =>
    vault.sealedAnew(ciphertext, context) ?? ciphertext;
  return {
    ...page,
    secrets: page.secrets.map((secret) => ({
      ...secret,
      ciphertext: anew(secret.ciphertext, secret.fingerprint),
    })),
    rejected: page.rejected.map((record) => ({
      ...record,
      ciphertext: anew(record.ciphertext, record.rejectedId),
    })),
  };
}
