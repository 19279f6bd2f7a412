import { randomUUID } from 'node:crypto';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from './keychain.ts';

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Loads keytar; throws where the system lacks its library. */
  readonly load?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  /** How long one call may take. A locked keychain asks its user for a password meanwhile. */
  readonly timeoutMs?: number;
}

const SERVICE = 'Keyglass';
const TIMEOUT_MS = 20_000;
const PROBE = 'probe/';

/**
 * Opens the OS keychain and proves that it works with a throw-away entry: on Linux the library loads without a
 * keyring behind it, and calls to a locked one may fail or never come back. There is no plain-text fallback.
 */
export async function openKeychain(options: KeychainOptions = {}): Promise<Result<Keychain, AppError>> {
  const { load = loadKeytar, platform = process.platform, timeoutMs = TIMEOUT_MS } = options;
  let keytar: Keytar;
  try {
    keytar = await load();
  } catch (error) {
    return failed(unavailable(platform, 'Its library could not be loaded.', detailOf(error)));
  }
  const keychain = createKeychain(keytar, platform, timeoutMs);
  const problem = await probe(keychain);
  return problem === null ? ok(keychain) : failed(problem);
}

async function loadKeytar(): Promise<Keytar> {
  const module: { default?: Keytar } & Partial<Keytar> = await import('keytar');
  return module.default ?? (module as Keytar);
}

function createKeychain(keytar: Keytar, platform: NodeJS.Platform, timeoutMs: number): Keychain {
  const call = async <Value>(
    work: () => Promise<Value>,
    secret: string | null = null,
  ): Promise<Result<Value, AppError>> => {
    try {
      const value = await withinTime(work(), timeoutMs);
      if (value !== timedOut) return ok(value);
      const seconds = Math.round(timeoutMs / 1_000);
      return failed(unavailable(platform, `It did not answer within ${seconds} seconds; is it locked?`));
    } catch (error) {
      const said = detailOf(error);
      const detail = secret === null ? said : said.replaceAll(secret, '‹secret›');
      return failed(
        /locked/i.test(said) ? locked(platform, detail) : unavailable(platform, 'It refused.', detail),
      );
    }
  };
  const direct: Keychain = {
    name: keychainName(platform),
    persistent: true,
    read: (account) => call(() => keytar.getPassword(SERVICE, account)),
    async write(account, value) {
      const written = await call(() => keytar.setPassword(SERVICE, account, value), value);
      return written.ok ? ok(null) : written;
    },
    async remove(account) {
      const removed = await call(() => keytar.deletePassword(SERVICE, account));
      return removed.ok ? ok(null) : removed;
    },
  };
  return {
    ...direct,
    // A locked keyring answers that it has no such entry, as one does that has lost it. Only an open one takes a new one.
    async read(account) {
      const found = await direct.read(account);
      if (!found.ok || found.value !== null || account.startsWith(PROBE)) return found;
      const problem = await probe(direct);
      return problem === null ? found : failed(problem);
    },
  };
}

/** Writes, reads and deletes an entry; answers with what went wrong. */
async function probe(keychain: Keychain): Promise<AppError | null> {
  const account = `${PROBE}${randomUUID()}`;
  const value = randomUUID();
  const written = await keychain.write(account, value);
  if (!written.ok) return written.error;
  const read = await keychain.read(account);
  const removed = await keychain.remove(account);
  if (!read.ok) return read.error;
  if (!removed.ok) return removed.error;
  return read.value === value
    ? null
    : appError(
        'keychain-unavailable',
        'The keychain of this computer does not give back what is written to it, so no credential can be kept.',
        'Check the keychain with the tool that comes with your desktop, then start Keyglass again.',
      );
}

const timedOut = Symbol('timed out');

async function withinTime<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value | typeof timedOut> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(() => resolve(timedOut), timeoutMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function keychainName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain';
  return platform === 'win32' ? 'Windows Credential Manager' : 'Secret Service (GNOME Keyring or KWallet)';
}

function unavailable(platform: NodeJS.Platform, why: string, detail?: string): AppError {
  return appError(
    'keychain-unavailable',
    `The keychain (${keychainName(platform)}) can’t be used. ${why} Credentials and the vault’s key are kept there and nowhere else.`,
    remedyFor(platform),
    detail === undefined ? {} : { detail },
  );
}

function locked(platform: NodeJS.Platform, detail: string): AppError {
  return appError(
    'keychain-unavailable',
    `The keychain (${keychainName(platform)}) is locked. Credentials and the vault’s key are kept there and nowhere else.`,
    'Unlock it, with the program of your desktop for passwords and keys or by signing in again, then start Keyglass again.',
    { detail },
  );
}

function remedyFor(platform: NodeJS.Platform): string {
  if (platform === 'darwin') {
    return 'Unlock the login keychain in Keychain Access, allow Keyglass to use it, and start again.';
  }
  if (platform === 'win32') {
    return 'Check that the Credential Manager service runs, sign in with your own account, and start again.';
  }
  return [
    'Install a keyring (Debian and Ubuntu: apt install libsecret-1-0 gnome-keyring),',
    'start Keyglass in a desktop session or inside dbus-run-session, and unlock the keyring.',
    'Without any: set KEYGLASS_VAULT_KEY and KEYGLASS_CREDENTIAL_… for this process.',
  ].join(' ');
}
