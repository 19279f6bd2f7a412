import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from './keychain.ts';
import type { RandomBytes } from './sealed-bytes.ts';
import { KEY_BYTES } from './vault-keys.ts';
import { gone, notAKey, VAULT_KEY_NEXT_VARIABLE, VAULT_KEY_VARIABLE, wrongKey } from './vault-problems.ts';

/** Where the master key is. An ephemeral one dies with the process. */
export type MasterKeySource =
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  /** From the environment: the key, and while it is being changed the next one. */
  | { readonly kind: 'given'; readonly base64: string; readonly nextBase64?: string | null }
  | { readonly kind: 'ephemeral' };

/**
 * The master key where it is kept. The keychain and the file can't change in one step, so while the key changes there
 * are two beside the one in use: the next one, which is kept before the file is wrapped with it, and the one before,
 * which opens the backups until they are replaced. No key is overwritten that may still be the file's.
 */
export interface MasterKeys {
  /** The key that `fits` takes, wherever it is kept; makes it the one in use. Fails with why none does. */
  find(fits: (master: Uint8Array) => boolean): Promise<Result<Uint8Array, AppError>>;
  /** The key for a workspace that has no vault yet. */
  forNewVault(): Promise<Result<Uint8Array, AppError>>;
  /** A new key, kept but not yet in use. */
  next(current: Uint8Array): Promise<Result<Uint8Array, AppError>>;
  /** The next key becomes the one in use, which stays as the one before. Harmless when repeated. */
  promote(next: Uint8Array): Promise<Result<null, AppError>>;
  /** Forgets all but the one in use. */
  forgetOthers(): Promise<Result<null, AppError>>;
}

export function createMasterKeys(
  source: MasterKeySource,
  workspaceId: string,
  randomBytes: RandomBytes,
): MasterKeys {
  switch (source.kind) {
    case 'keychain':
      return keptInKeychain(source.keychain, workspaceId, randomBytes);
    case 'given':
      return givenKeys(source.base64, source.nextBase64 ?? null);
    case 'ephemeral':
      return ephemeralKeys(randomBytes);
  }
}

function keptInKeychain(keychain: Keychain, workspaceId: string, randomBytes: RandomBytes): MasterKeys {
  const inUse = `${workspaceId}/vault`;
  const nextOne = `${workspaceId}/vault-next`;
  const before = `${workspaceId}/vault-before`;
  const make = async (account: string) => {
    const key = randomBytes(KEY_BYTES);
    const written = await keychain.write(account, Buffer.from(key).toString('base64'));
    return written.ok ? ok(key) : written;
  };

  async function putInUse(account: string, key: string): Promise<Result<null, AppError>> {
    const present = await keychain.read(inUse);
    if (!present.ok) return present;
    if (present.value !== key) {
      if (present.value !== null) {
        const kept = await keychain.write(before, present.value);
        if (!kept.ok) return kept;
      }
      const written = await keychain.write(inUse, key);
      if (!written.ok) return written;
    }
    return account === nextOne ? keychain.remove(nextOne) : ok(null);
  }

  return {
    async find(fits) {
      let isAny = false;
      for (const account of [inUse, nextOne, before]) {
        const kept = await keychain.read(account);
        // A keychain that does not answer is not one that has lost the key.
        if (!kept.ok) return kept;
        isAny ||= kept.value !== null;
        const key = kept.value === null ? null : decodeKey(kept.value);
        if (kept.value === null || key === null || !fits(key)) continue;
        const put = account === inUse ? ok(null) : await putInUse(account, kept.value);
        return put.ok ? ok(key) : put;
      }
      return failed(isAny ? wrongKey('keychain') : gone());
    },
    async forNewVault() {
      const kept = await keychain.read(inUse);
      if (!kept.ok) return kept;
      if (kept.value === null) return make(inUse);
      const key = decodeKey(kept.value);
      return key === null ? failed(wrongKey('keychain')) : ok(key);
    },
    next: () => make(nextOne),
    promote: (next) => putInUse(nextOne, Buffer.from(next).toString('base64')),
    async forgetOthers() {
      for (const account of [nextOne, before]) {
        const kept = await keychain.read(account);
        if (!kept.ok) return kept;
        const removed = kept.value === null ? ok(null) : await keychain.remove(account);
        if (!removed.ok) return removed;
      }
      return ok(null);
    },
  };
}

/** Nothing is kept: whoever sets the variables keeps the keys. */
function givenKeys(base64: string, nextBase64: string | null): MasterKeys {
  const nothing = async () => ok(null);
  return {
    async find(fits) {
      const key = parseVaultKey(base64);
      if (!key.ok) return key;
      if (fits(key.value)) return key;
      const next = nextBase64 === null ? null : decodeKey(nextBase64);
      return next !== null && fits(next) ? ok(next) : failed(wrongKey('given'));
    },
    forNewVault: async () => parseVaultKey(base64),
    async next(current) {
      if (nextBase64 === null) return failed(noNextKey());
      const next = parseVaultKey(nextBase64, VAULT_KEY_NEXT_VARIABLE);
      return next.ok && Buffer.from(current).equals(next.value) ? failed(isInUseAlready()) : next;
    },
    promote: nothing,
    forgetOthers: nothing,
  };
}

function ephemeralKeys(randomBytes: RandomBytes): MasterKeys {
  const nothing = async () => ok(null);
  const make = async () => ok(randomBytes(KEY_BYTES));
  return {
    find: async () => failed(wrongKey('ephemeral')),
    forNewVault: make,
    next: make,
    promote: nothing,
    forgetOthers: nothing,
  };
}

/** The value of a variable that holds a key: 32 bytes in base64. */
export function parseVaultKey(
  base64: string,
  variable: string = VAULT_KEY_VARIABLE,
): Result<Uint8Array, AppError> {
  const key = decodeKey(base64);
  return key === null ? failed(notAKey(variable)) : ok(key);
}

function decodeKey(base64: string): Uint8Array | null {
  const text = base64.trim();
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES ? key : null;
}

function noNextKey(): AppError {
  return appError(
    'invalid-input',
    `The vault’s key comes from ${VAULT_KEY_VARIABLE}, and there is no new one to change it to. Nothing was changed.`,
    `Make one with: openssl rand -base64 32. Set ${VAULT_KEY_NEXT_VARIABLE} to it, keep it, and run this again with both variables set.`,
  );
}

function isInUseAlready(): AppError {
  return appError(
    'invalid-input',
    `The key in ${VAULT_KEY_NEXT_VARIABLE} is the one that is in use. Nothing was changed.`,
    `Set ${VAULT_KEY_VARIABLE} to it. To change the key once more, set ${VAULT_KEY_NEXT_VARIABLE} to a new one: openssl rand -base64 32.`,
  );
}
