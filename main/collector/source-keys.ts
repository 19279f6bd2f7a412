import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SourceRecord } from '../database/writer.ts';
import type { CredentialOwner, CredentialStore } from '../secrets/credential-store.ts';
import type { Vault } from '../secrets/vault.ts';
import { missingCredential } from './check-source-draft.ts';
import type { RunKeys } from './run-stream.ts';
import type { SourceBook } from './source-book.ts';
import type { VendorDefinition } from './stream-definition.ts';

export type Credentials = Readonly<Record<string, string>>;

/** Those of the vendor's credentials that are kept for the source, read anew each time. */
export async function readCredentials(
  store: CredentialStore,
  owner: CredentialOwner,
  vendor: VendorDefinition,
): Promise<Result<Credentials, AppError>> {
  const kept: Record<string, string> = {};
  for (const { name } of vendor.descriptor.credentials) {
    const value = await store.read(owner, name);
    if (!value.ok) return value;
    if (value.value !== null && value.value !== '') kept[name] = value.value;
  }
  return ok(kept);
}

/** What a run needs: an open vault, since nothing may be stored unsealed, and every required credential. */
export async function openRunKeys(
  vault: Result<Vault, AppError>,
  store: CredentialStore,
  source: SourceRecord,
  vendor: VendorDefinition,
): Promise<Result<RunKeys, AppError>> {
  if (!vault.ok) return vault;
  const credentials = await readCredentials(store, source, vendor);
  if (!credentials.ok) return credentials;
  const missing = missingCredential(vendor.descriptor, credentials.value);
  return missing === null ? ok({ vault: vault.value, credentials: credentials.value }) : failed(missing);
}

/** Remembers when the credentials end, where they say so themselves. Not the credentials. */
export function noteExpiry(
  book: SourceBook,
  source: SourceRecord,
  vendor: VendorDefinition,
  credentials: Credentials,
): void {
  const { url, settings } = source;
  const atUs = vendor.credentialsExpireAtUs?.({ url, settings, credentials }) ?? null;
  book.noteExpiry(source.sourceId, atUs);
}

/** Writes all of them, or puts back what was there before. */
export async function writeCredentials(
  store: CredentialStore,
  owner: CredentialOwner,
  values: Credentials,
  before: Credentials,
): Promise<Result<null, AppError>> {
  for (const [name, value] of Object.entries(values)) {
    const written = await store.write(owner, name, value);
    if (written.ok) continue;
    await putBackCredentials(store, owner, values, before);
    return written;
  }
  return ok(null);
}

/** Undoes `writeCredentials`, as far as the keychain lets it. */
export async function putBackCredentials(
  store: CredentialStore,
  owner: CredentialOwner,
  values: Credentials,
  before: Credentials,
): Promise<void> {
  for (const name of Object.keys(values)) {
    const earlier = before[name];
    if (earlier === undefined) await store.removeAll(owner.sourceId, [name]);
    else await store.write(owner, name, earlier);
  }
}
