import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import { chooseImportSource } from './choose-import-source.ts';
import type { Clock } from './clock.ts';
import { findStream, findVendor } from './find-vendor.ts';
import { importRecords } from './import-records.ts';
import type { SourceBook } from './source-book.ts';
import type { ImportedRecords, SourceService } from './source-service.ts';
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

type ImportInput = Parameters<SourceService['importFiles']>[0];

/** Finds, or makes, the source that the files belong to, and imports them into it. */
export async function importFiles(
  input: ImportInput,
  options: ImportFilesOptions,
): Promise<Result<ImportedRecords, AppError>> {
  const { book, writer, clock, vault, closing } = options;
  if (!vault.ok) return vault;
  const vendor = findVendor(options.vendors, input.vendor);
  if (!vendor.ok) return vendor;
  const stream = findStream(vendor.value, input.stream);
  if (!stream.ok) return stream;
  const source = await sourceToImportInto(input, vendor.value, options);
  if (!source.ok) return source;
  const { sourceId } = source.value;
  const imported = await importRecords({
    runId: options.newId(),
    source: source.value,
    stream: stream.value,
    paths: input.paths,
    vault: vault.value,
    readLatestRecords: options.readLatestRecords,
    writer,
    clock,
    signal: input.signal === undefined ? closing : AbortSignal.any([closing, input.signal]),
    onStored(page) {
      book.change(sourceId, stream.value.name, (state) => afterAdded(state, page));
      options.onStored(page);
    },
  });
  return imported.ok ? ok({ ...imported.value, sourceId }) : imported;
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
