import { randomBytes } from 'node:crypto';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { replaceBackups } from '../database/replace-backups.ts';
import { readSealed, sealedKinds } from '../database/reseal.ts';
import { readVaultKey } from '../database/vault-key-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import { createVaultService, type OwnVaultService } from '../secrets/create-vault-service.ts';
import type { EnvironmentKeychain } from '../secrets/environment-keychain.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { createMasterKeys, type MasterKeySource } from '../secrets/master-keys.ts';
import { openVault } from '../secrets/open-vault.ts';
import type { RingVault } from '../secrets/ring-vault.ts';
import { VAULT_KEY_VARIABLE } from '../secrets/vault-problems.ts';

export interface VaultOfWorkspace {
  readonly vault: Result<RingVault, AppError>;
  readonly service: OwnVaultService;
}

/**
 * The vault under the key of the environment if one is set, else under the key in the keychain. Without either
 * nothing can be collected, because values would have to lie on disk in clear.
 */
export async function openVaultOfWorkspace(options: {
  readonly workspace: Workspace;
  readonly keychain: Result<Keychain, AppError>;
  readonly environment: EnvironmentKeychain;
  readonly clock: { nowUs(): number };
  readonly reportProblem: (where: string, problem: unknown) => void;
}): Promise<VaultOfWorkspace> {
  const { workspace, keychain, environment, reportProblem } = options;
  const { workspaceId, readers, writer } = workspace;
  const source = masterKeySource(keychain, environment);
  const stored = {
    workspaceId,
    readVaultKey: () => readVaultKey(readers),
    writeVaultKey: writer.writeVaultKey,
    randomBytes,
  };
  const vault = source.ok ? await openVault({ ...stored, masterKey: source.value }) : source;
  const service = createVaultService({
    readers,
    vault,
    keyFrom: environment.vaultKey() === null && keychain.ok ? keychain.value.name : VAULT_KEY_VARIABLE,
    reportProblem,
    rotation: (open, signal) => ({
      ...stored,
      vault: open,
      masterKeys: createMasterKeys(orThrow(source), workspaceId, randomBytes),
      sealedKinds,
      readSealed: (kind, afterId) => readSealed(readers, kind, afterId, signal),
      replaceCiphertexts: writer.replaceCiphertexts,
      recordAudit: (action, detail) => writer.recordAudit({ atUs: options.clock.nowUs(), action, detail }),
      removeTraces: () => removeTraces(workspace),
      signal,
    }),
  });
  return { vault, service };
}

/** The file without its free blocks first: the backup that takes the place of all others is made of it. */
async function removeTraces(workspace: Workspace): Promise<Result<null, AppError>> {
  const rebuilt = await workspace.rebuild();
  return rebuilt.ok ? replaceBackups(workspace) : rebuilt;
}

function masterKeySource(
  keychain: Result<Keychain, AppError>,
  environment: EnvironmentKeychain,
): Result<MasterKeySource, AppError> {
  const given = environment.vaultKey();
  if (given !== null) return ok({ kind: 'given', base64: given, nextBase64: environment.nextVaultKey() });
  return keychain.ok ? ok({ kind: 'keychain', keychain: keychain.value }) : keychain;
}

function orThrow(source: Result<MasterKeySource, AppError>): MasterKeySource {
  if (!source.ok) throw new Error('A vault without a key was opened');
  return source.value;
}
