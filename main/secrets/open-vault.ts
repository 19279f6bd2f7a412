import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from './keychain.ts';
import { decrypt, encrypt, pooled } from './sealed-bytes.ts';
import type { Vault } from './vault.ts';

/** What the workspace keeps of its vault: useless without the master key. */
export interface StoredVaultKey {
  readonly wrappedKey: Uint8Array;
  readonly keyCheck: Uint8Array;
}

/** Where the master key is. An ephemeral one dies with the process: for the sample tenant. */
export type MasterKeySource =
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  | { readonly kind: 'given'; readonly base64: string }
  | { readonly kind: 'ephemeral' };

export interface VaultOptions {
  readonly workspaceId: string;
  readonly masterKey: MasterKeySource;
  readVaultKey(): Promise<Result<StoredVaultKey | null, AppError>>;
  writeVaultKey(key: StoredVaultKey): Promise<Result<null, AppError>>;
  /** Cryptographically strong, `node:crypto`'s outside of tests. */
  randomBytes(size: number): Uint8Array;
}

export const VAULT_KEY_VARIABLE = 'KEYGLASS_VAULT_KEY';

const KEY_BYTES = 32;
const FINGERPRINT_HEX = 32;

/**
 * Opens the workspace's vault, and makes it the first time. From the master key come, by HKDF, the fingerprint key and
 * the key that wraps the random data key; only the wrapped data key is stored. A master key that does not belong to
 * this workspace answers `vault-locked`: nothing is overwritten, so that the right key still opens it later.
 */
export async function openVault(options: VaultOptions): Promise<Result<Vault, AppError>> {
  const stored = await options.readVaultKey();
  if (!stored.ok) return stored;
  const master = await readMasterKey(options, stored.value !== null);
  if (!master.ok) return master;
  const keys = deriveKeys(master.value, options.workspaceId);
  if (stored.value !== null) return unlock(stored.value, keys, options);

  const dataKey = options.randomBytes(KEY_BYTES);
  const wrappedKey = encrypt(keys.wrapping, dataKey, wrapContext(options.workspaceId), options.randomBytes);
  const written = await options.writeVaultKey({ wrappedKey, keyCheck: keys.check });
  return written.ok ? ok(createVault(keys.fingerprint, dataKey, options.randomBytes)) : written;
}

function unlock(stored: StoredVaultKey, keys: DerivedKeys, options: VaultOptions): Result<Vault, AppError> {
  const isSame = stored.keyCheck.length === keys.check.length && timingSafeEqual(stored.keyCheck, keys.check);
  if (!isSame) return failed(wrongKey(options.masterKey.kind));
  try {
    const dataKey = decrypt(keys.wrapping, stored.wrappedKey, wrapContext(options.workspaceId));
    return ok(createVault(keys.fingerprint, dataKey, options.randomBytes));
  } catch {
    return failed(damagedKey());
  }
}

async function readMasterKey(
  options: VaultOptions,
  isVaultThere: boolean,
): Promise<Result<Uint8Array, AppError>> {
  const { masterKey, workspaceId } = options;
  if (masterKey.kind === 'given') return parseVaultKey(masterKey.base64);
  if (masterKey.kind === 'ephemeral') return ok(options.randomBytes(KEY_BYTES));

  const account = `${workspaceId}/vault`;
  const kept = await masterKey.keychain.read(account);
  if (!kept.ok) return kept;
  if (kept.value !== null) {
    const key = decodeKey(kept.value);
    return key === null ? failed(wrongKey('keychain')) : ok(key);
  }
  if (isVaultThere) return failed(wrongKey('keychain'));
  const fresh = options.randomBytes(KEY_BYTES);
  const written = await masterKey.keychain.write(account, Buffer.from(fresh).toString('base64'));
  return written.ok ? ok(fresh) : written;
}

/** The value of `KEYGLASS_VAULT_KEY`: 32 bytes in base64. */
export function parseVaultKey(base64: string): Result<Uint8Array, AppError> {
  const key = decodeKey(base64);
  if (key !== null) return ok(key);
  return failed(
    appError(
      'invalid-input',
      `${VAULT_KEY_VARIABLE} is not a key: it has to be 32 bytes, written in base64 (44 characters).`,
      'Make one with: openssl rand -base64 32. Keep it: without it the stored secrets can’t be opened again.',
    ),
  );
}

function decodeKey(base64: string): Uint8Array | null {
  const text = base64.trim();
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES ? key : null;
}

interface DerivedKeys {
  readonly fingerprint: KeyObject;
  readonly wrapping: Uint8Array;
  /** Tells a right master key from a wrong one, and gives neither key away. */
  readonly check: Uint8Array;
}

function deriveKeys(master: Uint8Array, workspaceId: string): DerivedKeys {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', master, workspaceId, `keyglass ${purpose} 1`, KEY_BYTES));
  return {
    fingerprint: createSecretKey(derive('fingerprint')),
    wrapping: derive('wrapping'),
    check: derive('check'),
  };
}

function wrapContext(workspaceId: string): string {
  return `data key of ${workspaceId}`;
}

function createVault(
  fingerprintKey: KeyObject,
  dataKey: Uint8Array,
  randomBytes: VaultOptions['randomBytes'],
): Vault {
  // A KeyObject is prepared once; with a plain key each call costs several times as much.
  const key = createSecretKey(dataKey);
  const nonces = pooled(randomBytes);
  return {
    fingerprint: (value) =>
      createHmac('sha256', fingerprintKey).update(value, 'utf8').digest('hex').slice(0, FINGERPRINT_HEX),
    seal: (value, context) => encrypt(key, Buffer.from(value, 'utf8'), context, nonces),
    unseal: (ciphertext, context) => Buffer.from(decrypt(key, ciphertext, context)).toString('utf8'),
  };
}

const EVENTS_STAY =
  'Stored events can be read and searched; collecting is off, so that no secret is stored unsealed.';

function wrongKey(kind: MasterKeySource['kind']): AppError {
  if (kind === 'ephemeral') {
    return appError(
      'vault-locked',
      `This workspace was made with a key that is gone by now. ${EVENTS_STAY}`,
      'Start again with an empty folder.',
    );
  }
  const [where, remedy] =
    kind === 'given'
      ? [
          `The key in ${VAULT_KEY_VARIABLE} is not the one this workspace was made with.`,
          `Set ${VAULT_KEY_VARIABLE} to the key that was used before.`,
        ]
      : [
          'The keychain does not hold the key this workspace was made with.',
          'Open the workspace as the user, and on the computer, that made it, or restore that keychain. If the workspace was made with KEYGLASS_VAULT_KEY, set that variable.',
        ];
  return appError('vault-locked', `${where} ${EVENTS_STAY}`, remedy);
}

function damagedKey(): AppError {
  return appError(
    'vault-locked',
    `The workspace’s own half of the vault key is damaged. ${EVENTS_STAY}`,
    'Restore the workspace from one of its backups.',
  );
}
