import { VAULT_KEY_NEXT_VARIABLE, VAULT_KEY_VARIABLE } from './vault-problems.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Credentials and the vault's key for this process alone, from its environment: what a server or a script without a
 * keychain uses. Nothing is written anywhere.
 */
export interface EnvironmentKeychain {
  readonly name: string;
  read(sourceName: string, credential: string): string | null;
  /** The vault's key as it is written in the variable, unchecked (see `parseVaultKey`). */
  vaultKey(): string | null;
  /** The key that it is to be changed to, likewise. */
  nextVaultKey(): string | null;
}

export function createEnvironmentKeychain(environment: Environment): EnvironmentKeychain {
  const read = (variable: string) => {
    const value = environment[variable];
    return value === undefined || value === '' ? null : value;
  };
  return {
    name: 'environment variables of this process',
    read: (sourceName, credential) => read(credentialVariable(sourceName, credential)),
    vaultKey: () => read(VAULT_KEY_VARIABLE),
    nextVaultKey: () => read(VAULT_KEY_NEXT_VARIABLE),
  };
}

/** `Entra ID`, `clientSecret` → `KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET`. */
export function credentialVariable(sourceName: string, credential: string): string {
  const words = credential.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
  return `KEYGLASS_CREDENTIAL_${inVariable(sourceName)}_${inVariable(words)}`;
}

function inVariable(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
