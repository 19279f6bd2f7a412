import { randomBytes } from 'node:crypto';
import { openVault, type StoredVaultKey, type VaultOptions } from '../../../main/secrets/open-vault.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import { ok } from '../../../shared/result.ts';

/** The real vault, over a key in memory that is the same each time. */
export async function openTestVault(): Promise<Vault> {
  const opened = await openVault(vaultOptions());
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

type TestVaultOptions = VaultOptions & { stored: StoredVaultKey | null };

/** Options for a vault whose stored half is kept in `stored` of the returned object. */
export function vaultOptions(overrides: Partial<VaultOptions> = {}): TestVaultOptions {
  const options: TestVaultOptions = {
    workspaceId: 'a-workspace',
    masterKey: { kind: 'given', base64: Buffer.alloc(32, 7).toString('base64') },
    stored: null,
    readVaultKey: async () => ok(options.stored),
    writeVaultKey: async (key) => {
      options.stored = key;
      return ok(null);
    },
    randomBytes: (size) => randomBytes(size),
    ...overrides,
  };
  return options;
}
