import { liftSecrets } from '../../../main/secrets/lift-secrets.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();

/** Every value that is lifted out of the record, in the order in which they are found. */
export function valuesOf(record: unknown): readonly string[] {
  return liftSecrets(record, [], vault).lifted.map(({ ciphertext, fingerprint }) =>
    vault.unseal(ciphertext, fingerprint),
  );
}

/** The record without them, as text. */
export function textWithout(record: unknown): string {
  return JSON.stringify(liftSecrets(record, [], vault).record);
}
