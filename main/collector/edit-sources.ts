import { type AppError, appError } from '../../shared/app-error.ts';
import type { IpcInput, SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import { readCaFile } from './ca-file.ts';
import { type CheckedDraft, checkSourceDraft, missingCredential } from './check-source-draft.ts';
import { findVendor } from './find-vendor.ts';
import { caFileOf } from './general-settings.ts';
import { hideCredentials } from './hide-credentials.ts';
import type { SourceBook } from './source-book.ts';
import { putBackCredentials, readCredentials, writeCredentials } from './source-keys.ts';
import { noSuchSource } from './source-problems.ts';
import type { VendorDefinition } from './stream-definition.ts';

export interface EditSourcesOptions {
  readonly book: SourceBook;
  readonly writer: Writer;
  readonly vendors: readonly VendorDefinition[];
  readonly credentials: CredentialStore;
  readonly newId: () => string;
  readonly nowUs: () => number;
  /** Ends the source's runs, before something that they use is changed. */
  stopRuns(sourceId: string): Promise<void>;
  /** What was saved can be tried at once. */
  onSaved(sourceId: string): void;
  onRemoved(sourceId: string): void;
}

export interface SourceEditor {
  add(draft: SourceDraft): Promise<Result<{ sourceId: string }, AppError>>;
  update(change: IpcInput<'sources.update'>): Promise<Result<null, AppError>>;
  remove(sourceId: string): Promise<Result<null, AppError>>;
}

/** Adds, changes and removes sources: the record in the file and the credentials in the keychain go together. */
export function createSourceEditor(options: EditSourcesOptions): SourceEditor {
  const { book, writer, vendors, credentials } = options;

  /** Credentials first: a source without them would only fail, credentials without a source are taken out again. */
  async function save(record: SourceRecord, draft: SourceDraft): Promise<Result<null, AppError>> {
    const vendor = findVendor(vendors, record.vendor);
    if (!vendor.ok) return vendor;
    const kept = await readCredentials(credentials, record, vendor.value);
    // A keychain that can't be read is no reason to refuse a change that brings all that is needed.
    const before = kept.ok ? kept.value : {};
    const all = { ...before, ...draft.credentials };
    const missing = missingCredential(vendor.value.descriptor, all);
    if (missing !== null) return kept.ok ? failed(missing) : kept;
    const context = { url: record.url, settings: record.settings, credentials: all };
    const wrong = vendor.value.checkSettings?.(context) ?? null;
    if (wrong !== null) return hideCredentials({ ok: false, error: wrong }, Object.values(all));
    const caFile = caFileOf(record.settings);
    const authorities = caFile === null ? ok(null) : await readCaFile(caFile, options.nowUs());
    if (!authorities.ok) return failed({ ...authorities.error, kind: 'invalid-input' });
    const written = await writeCredentials(credentials, record, draft.credentials, before);
    if (!written.ok) return written;
    await options.stopRuns(record.sourceId);
    const saved = await writer.saveSource(record);
    if (saved.ok) {
      book.put(record);
      book.noteExpiry(record.sourceId, vendor.value.credentialsExpireAtUs?.(context) ?? null);
      options.onSaved(record.sourceId);
    } else await putBackCredentials(credentials, record, draft.credentials, before);
    return saved;
  }

  function check(draft: SourceDraft, sourceId: string | null): Result<CheckedDraft, AppError> {
    const vendor = findVendor(vendors, draft.vendor);
    if (!vendor.ok) return vendor;
    const others = book.all().filter(({ record }) => record.sourceId !== sourceId);
    return checkSourceDraft(
      draft,
      vendor.value.descriptor,
      others.map(({ record }) => record.name),
    );
  }

  return {
    async add(draft) {
      const checked = check(draft, null);
      if (!checked.ok) return checked;
      const { vendor, ...kept } = keptOf(checked.value);
      const sourceId = options.newId();
      const createdAtUs = options.nowUs();
      const saved = await save({ sourceId, vendor, ...kept, paused: false, createdAtUs }, checked.value);
      return saved.ok ? ok({ sourceId }) : saved;
    },

    async update({ sourceId, ...change }) {
      const known = book.get(sourceId)?.record;
      if (known === undefined) return failed(noSuchSource());
      if (change.vendor !== undefined && change.vendor !== known.vendor) return failed(vendorIsFixed());
      const checked = check(draftOf(known, change), sourceId);
      if (!checked.ok) return checked;
      return save({ ...known, ...keptOf(checked.value) }, checked.value);
    },

    async remove(sourceId) {
      const known = book.get(sourceId)?.record;
      if (known === undefined) return failed(noSuchSource());
      await options.stopRuns(sourceId);
      const removed = await writer.removeSource(sourceId);
      if (!removed.ok) return removed;
      book.remove(sourceId);
      options.onRemoved(sourceId);
      const vendor = findVendor(vendors, known.vendor);
      const names = vendor.ok ? vendor.value.descriptor.credentials.map((field) => field.name) : [];
      const forgotten = await credentials.removeAll(sourceId, names);
      return forgotten.ok ? forgotten : failed(credentialsRemain(known.name, forgotten.error));
    },
  };
}

/** What of a checked draft goes into the file. */
function keptOf(
  draft: CheckedDraft,
): Pick<SourceRecord, 'vendor' | 'name' | 'url' | 'settings' | 'streams' | 'credentialsExpireAtUs'> {
  const { vendor, name, url, settings, streams, credentialsExpireAtUs } = draft;
  return { vendor, name, url, settings, streams, credentialsExpireAtUs };
}

/**
 * A kept source with changes over it. An empty credential means the one that is kept; of a stream's settings those that
 * are not named stay as they are.
 */
export function draftOf(
  known: SourceRecord,
  change: { readonly [Field in keyof SourceDraft]?: SourceDraft[Field] | undefined },
): SourceDraft {
  const { vendor, name, url, credentialsExpireAtUs } = known;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const streams: SourceDraft['streams'] = { ...known.streams };
  for (const [stream, settings] of Object.entries(change.streams ?? {})) {
    streams[stream] = { ...streams[stream], ...settings };
  }
  const base = { vendor, name, url, settings: { ...known.settings }, credentials: {}, credentialsExpireAtUs };
  return { ...base, ...given, streams };
}

function vendorIsFixed(): AppError {
  return appError(
    'invalid-input',
    'The vendor of a source can’t be changed: its events belong to that vendor.',
    'Add another source.',
  );
}

function credentialsRemain(name: string, cause: AppError): AppError {
  return {
    ...cause,
    message: `“${name}” is removed, but its credentials are still in the keychain. ${cause.message}`,
    remedy: 'Remove the entry of Keyglass with the keychain’s own program.',
  };
}
