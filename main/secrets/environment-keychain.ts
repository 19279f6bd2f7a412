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

/** Whether a variable carries a credential or the vault's key, the present or the next one. */
export function isSecretVariable(name: string): boolean {
  return /^KEYGLASS_(?:CREDENTIAL_|VAULT_KEY)/i.test(name);
}

/**
 * The whole environment for this process's own use, after which no program that it starts inherits credentials or keys:
 * they are taken out of `environment`. For a runtime that starts programs by itself, as Electron does.
 */
export function takeEnvironment(environment: Record<string, string | undefined>): Environment {
  const whole = { ...environment };
  for (const name of Object.keys(whole)) if (isSecretVariable(name)) delete environment[name];
  return whole;
}

/** `Entra ID`, `clientSecret` → `KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET`. */
export function credentialVariable(sourceName: string, credential: string): string {
  const words = credential.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
  return `KEYGLASS_CREDENTIAL_${inVariable(sourceName)}_${inVariable(words)}`;
}

function inVariable(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
