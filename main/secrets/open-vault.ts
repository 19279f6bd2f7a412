import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { createMasterKeys, type MasterKeySource } from './master-keys.ts';
import { createRingVault, type RingVault } from './ring-vault.ts';
import { firstKeys, isKeyOf, type StoredVaultKey, unwrapRing } from './vault-keys.ts';
import { damagedKey } from './vault-problems.ts';

export { type MasterKeySource, parseVaultKey } from './master-keys.ts';
export type { StoredVaultKey } from './vault-keys.ts';

export interface VaultOptions {
  readonly workspaceId: string;
  readonly masterKey: MasterKeySource;
  readVaultKey(): Promise<Result<StoredVaultKey | null, AppError>>;
  writeVaultKey(key: StoredVaultKey): Promise<Result<null, AppError>>;
  /** Cryptographically strong, `node:crypto`'s outside of tests. */
  randomBytes(size: number): Uint8Array;
}

/**
 * Opens the workspace's vault, and makes it the first time. The master key wraps the keys that seal; only the wrapped
 * ones are stored. A master key that does not belong to this workspace answers `vault-locked`: nothing is overwritten,
 * so that the right key still opens it later.
 */
export async function openVault(options: VaultOptions): Promise<Result<RingVault, AppError>> {
  const { workspaceId, randomBytes } = options;
  const stored = await options.readVaultKey();
  if (!stored.ok) return stored;
  const masterKeys = createMasterKeys(options.masterKey, workspaceId, randomBytes);
  if (stored.value !== null) {
    const { value } = stored;
    const master = await masterKeys.find((key) => isKeyOf(value, key, workspaceId));
    if (!master.ok) return master;
    const ring = unwrapRing(value, master.value, workspaceId);
    return ring === null ? failed(damagedKey()) : ok(createRingVault(ring, randomBytes));
  }
  const master = await masterKeys.forNewVault();
  if (!master.ok) return master;
  const made = firstKeys(master.value, workspaceId, randomBytes);
  const written = await options.writeVaultKey(made.stored);
  return written.ok ? ok(createRingVault(made.ring, randomBytes)) : written;
}
