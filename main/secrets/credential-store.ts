import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { credentialVariable, type EnvironmentKeychain } from './environment-keychain.ts';
import type { Keychain } from './keychain.ts';

export interface CredentialOwner {
  readonly sourceId: string;
  /** As the analyst named it; the name of a variable is made of it. */
  readonly name: string;
}

/** Credentials of sources and sinks: kept in the keychain, or taken from this process's environment. */
export interface CredentialStore {
  /**
   * A variable of the environment wins over the keychain: whoever sets it for this process means it. Null where there
   * is neither.
   */
  read(owner: CredentialOwner, credential: string): Promise<Result<string | null, AppError>>;
  /** Without a keychain this is refused, unless the environment holds that very value already. */
  write(owner: CredentialOwner, credential: string, value: string): Promise<Result<null, AppError>>;
  /** Removes what the keychain has of the source; variables are not ours to remove. */
  removeAll(sourceId: string, credentials: readonly string[]): Promise<Result<null, AppError>>;
}

export function createCredentialStore(options: {
  keychain: Keychain | null;
  environment: EnvironmentKeychain;
  workspaceId: string;
  /** Told of each value that is read or written, so that it is masked wherever it turns up. */
  onValue?(value: string): void;
}): CredentialStore {
  const { keychain, environment, workspaceId, onValue = () => undefined } = options;
  const accountOf = (sourceId: string, credential: string) =>
    `${workspaceId}/source/${sourceId}/${credential}`;
  return {
    async read({ sourceId, name }, credential) {
      const given = environment.read(name, credential);
      const kept =
        given === null && keychain !== null
          ? await keychain.read(accountOf(sourceId, credential))
          : ok(given);
      if (kept.ok && kept.value !== null) onValue(kept.value);
      return kept;
    },
    async write({ sourceId, name }, credential, value) {
      onValue(value);
      if (keychain !== null) return keychain.write(accountOf(sourceId, credential), value);
      return environment.read(name, credential) === value
        ? ok(null)
        : failed(nowhereToKeep(name, credential));
    },
    async removeAll(sourceId, credentials) {
      if (keychain === null) return ok(null);
      for (const credential of credentials) {
        const removed = await keychain.remove(accountOf(sourceId, credential));
        if (!removed.ok) return removed;
      }
      return ok(null);
    },
  };
}

function nowhereToKeep(sourceName: string, credential: string): AppError {
  return appError(
    'keychain-unavailable',
    `There is no keychain to keep the ${credential} of “${sourceName}” in, and it is never written to a file.`,
    `Set ${credentialVariable(sourceName, credential)} in the environment of this process, or make a keychain available.`,
  );
}
