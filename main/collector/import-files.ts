import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noCounts, type RunCounts } from '../../shared/source-status.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import { chooseImportSource } from './choose-import-source.ts';
import type { Clock } from './clock.ts';
import { findStream, findVendor } from './find-vendor.ts';
import { looksLikeAnother } from './import-mix-up.ts';
import { importRecords } from './import-records.ts';
import type { SourceBook } from './source-book.ts';
import type { ImportedRecords } from './source-service.ts';
import type { PageStoreContext, StoredPage } from './store-records.ts';
import type { VendorDefinition } from './stream-definition.ts';
import { afterAdded } from './stream-state.ts';

export interface ImportFilesOptions {
  readonly book: SourceBook;
  readonly writer: Writer;
  readonly vendors: readonly VendorDefinition[];
  readonly vault: Result<Vault, AppError>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Aborted when the app closes. */
  readonly closing: AbortSignal;
  readLatestRecords: PageStoreContext['readLatestRecords'];
  onStored(page: StoredPage): void;
}

export interface ImportInput {
  readonly vendor: string;
  readonly stream: string;
  readonly paths: readonly string[];
  /** Name or id. */
  readonly source?: string;
  readonly signal?: AbortSignal;
  /** Takes the files for what is said, also where they look like another stream's. */
  readonly isForced?: boolean;
}

export interface ImportProgress {
  onBytes?(bytes: number): void;
  onPage?(page: StoredPage): void;
}

/** An import that can begin: everything that it needs is there. */
export interface PreparedImport {
  readonly sourceId: string;
  /** Answers when all files are read, or at the first that can't be. */
  run(progress: ImportProgress): Promise<Result<RunCounts, AppError>>;
}

/** The error of an import that stored a part of its files' records; `imported` counts it. */
export interface PartialImportError extends AppError {
  readonly imported: ImportedRecords;
}

export function isPartialImport(error: AppError): error is PartialImportError {
  return 'imported' in error;
}

/** Finds, or makes, the source that the files belong to, and imports them into it. What an error leaves stored comes with it. */
export async function importFiles(
  input: ImportInput,
  options: ImportFilesOptions,
): Promise<Result<ImportedRecords, AppError | PartialImportError>> {
  const prepared = await prepareImport(input, options);
  if (!prepared.ok) return prepared;
  const { sourceId, run } = prepared.value;
  let counts = noCounts;
  const imported = await run({
    onPage(page) {
      counts = page.runCounts;
    },
  });
  if (imported.ok) return ok({ ...imported.value, sourceId });
  return counts.received === 0 ? imported : failed({ ...imported.error, imported: { ...counts, sourceId } });
}

export async function prepareImport(
  input: ImportInput,
  options: ImportFilesOptions,
): Promise<Result<PreparedImport, AppError>> {
  const { book, writer, clock, vault, closing, readLatestRecords } = options;
  if (!vault.ok) return vault;
  const vendor = findVendor(options.vendors, input.vendor);
  if (!vendor.ok) return vendor;
  const stream = findStream(vendor.value, input.stream);
  if (!stream.ok) return stream;
  const signal = input.signal === undefined ? closing : AbortSignal.any([closing, input.signal]);
  const other = input.isForced ? null : await looksLikeAnother(input, options.vendors, signal);
  if (other !== null) return failed(other);
  const source = await sourceToImportInto(input, vendor.value, options);
  if (!source.ok) return source;
  const { sourceId } = source.value;
  const run = ({ onBytes, onPage }: ImportProgress) =>
    importRecords({
      runId: options.newId(),
      source: source.value,
      stream: stream.value,
      paths: input.paths,
      vault: vault.value,
      readLatestRecords,
      writer,
      clock,
      signal,
      ...(onBytes === undefined ? {} : { onBytes }),
      onStored(page) {
        book.change(sourceId, stream.value.name, (state) => afterAdded(state, page));
        onPage?.(page);
        options.onStored(page);
      },
    });
  return ok({ sourceId, run });
}

async function sourceToImportInto(
  input: ImportInput,
  vendor: VendorDefinition,
  { book, writer, clock }: ImportFilesOptions,
): Promise<Result<SourceRecord, AppError>> {
  const records = book.all().map(({ record }) => record);
  const chosen = chooseImportSource(vendor.descriptor, records, input.source ?? null, clock.nowUs());
  if (!chosen.ok || book.get(chosen.value.sourceId) !== null) return chosen;
  const saved = await writer.saveSource(chosen.value);
  if (!saved.ok) return saved;
  book.put(chosen.value);
  return ok(chosen.value);
}
