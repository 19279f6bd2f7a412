import { randomBytes } from 'node:crypto';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readVaultKey } from '../database/vault-key-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import type { EnvironmentKeychain } from '../secrets/environment-keychain.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { type MasterKeySource, openVault } from '../secrets/open-vault.ts';
import type { Vault } from '../secrets/vault.ts';

/**
 * The vault under the key of the environment if one is set, else under the key in the keychain. Without either
 * nothing can be collected, because values would have to lie on disk in clear.
 */
export async function openVaultOfWorkspace(
  workspace: Workspace,
  keychain: Result<Keychain, AppError>,
  environment: EnvironmentKeychain,
): Promise<Result<Vault, AppError>> {
  const masterKey = masterKeySource(keychain, environment);
  if (!masterKey.ok) return masterKey;
  return openVault({
    workspaceId: workspace.workspaceId,
    masterKey: masterKey.value,
    readVaultKey: () => readVaultKey(workspace.readers),
    writeVaultKey: (key) => workspace.writer.writeVaultKey(key),
    randomBytes,
  });
}

function masterKeySource(
  keychain: Result<Keychain, AppError>,
  environment: EnvironmentKeychain,
): Result<MasterKeySource, AppError> {
  const given = environment.vaultKey();
  if (given !== null) return ok({ kind: 'given', base64: given });
  return keychain.ok ? ok({ kind: 'keychain', keychain: keychain.value }) : keychain;
}
