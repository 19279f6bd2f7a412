import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RunCounts } from '../../shared/source-status.ts';
import type { RecordToReject } from '../database/stored-page.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Clock } from './clock.ts';
import { createGarbageLimit, type GarbageLimit } from './garbage-limit.ts';
import { importedRecords } from './imported-records.ts';
import { noSuchFile } from './no-such-file.ts';
import { DamagedPacking, NotARecordFile } from './not-a-record-file.ts';
import { NotARegularFile } from './open-regular-file.ts';
import { rejectRecord } from './prepare-page.ts';
import { type FileEntry, readRecordFile } from './read-record-file.ts';
import { createPageStore, type PageStore, type PageStoreContext, type StoredPage } from './store-records.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface RecordImport {
  readonly runId: string;
  readonly source: SourceRecord;
  readonly stream: StreamDefinition;
  readonly paths: readonly string[];
  readonly vault: Vault;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readLatestRecords: PageStoreContext['readLatestRecords'];
  onStored(page: StoredPage): void;
  /** How much of all files together, as they lie on the disk, is read by now. */
  onBytes?(bytes: number): void;
}

/** Larger than in collecting: nobody else waits for a file, and each transaction has a price of its own. */
const recordsPerPage = 10_000;
/** Of their text: a few records may be as large as thousands of others. */
const lengthPerPage = 16 * 1024 * 1024;

/**
 * Stores a vendor's records from files in a run of their own, the same way as from an answer. Stops at the first file
 * that can't be read at all; what was stored until then stays, and importing the file again adds only what is missing.
 */
export async function importRecords(job: RecordImport): Promise<Result<RunCounts, AppError>> {
  const { writer, clock, runId } = job;
  const sizes = await sizesOf(job.paths);
  if (!sizes.ok) return sizes;
  const startedAtUs = clock.nowUs();
  const { sourceId } = job.source;
  const started = await writer.startRun({
    runId,
    sourceId,
    stream: job.stream.name,
    startedAtUs,
    purpose: 'import',
  });
  if (!started.ok) return started;
  const garbage = createGarbageLimit();
  // A piece of a file can end a little above a page; the rest is not worth a transaction of its own.
  const store = createPageStore(
    { ...job, recordsPerPage: 2 * recordsPerPage, checkpointOf: 'polling' },
    (page) => {
      garbage.add(page);
      job.onStored(page);
    },
  );
  let imported: Result<null, AppError> = ok(null);
  let bytesBefore = 0;
  for (const [index, path] of job.paths.entries()) {
    const readBefore = bytesBefore;
    imported = await importFile(path, job, store, garbage, (bytes) => job.onBytes?.(readBefore + bytes));
    if (!imported.ok) {
      imported = failed(withOtherFiles(imported.error, job.paths, index));
      break;
    }
    bytesBefore += sizes.value[index] ?? 0;
    job.onBytes?.(bytesBefore);
  }
  const isCancelled = !imported.ok && imported.error.kind === 'cancelled';
  const finished = await writer.finishRun({
    runId,
    finishedAtUs: clock.nowUs(),
    outcome: imported.ok ? 'succeeded' : isCancelled ? 'cancelled' : 'failed',
    error: imported.ok || isCancelled ? null : imported.error,
  });
  if (!imported.ok) return imported;
  return finished.ok ? ok(store.counts()) : finished;
}

/** In bytes, in the order of the paths; fails where one is no file. */
export async function sizesOf(paths: readonly string[]): Promise<Result<number[], AppError>> {
  const sizes: number[] = [];
  for (const path of paths) {
    const file = await stat(path).catch(() => null);
    if (file === null || !file.isFile()) return failed(noSuchFile(path, file));
    sizes.push(file.size);
  }
  return ok(sizes);
}

async function importFile(
  path: string,
  job: RecordImport,
  store: PageStore,
  garbage: GarbageLimit,
  onBytes: (bytes: number) => void,
): Promise<Result<null, AppError>> {
  const { stream, vault, source, clock, signal } = job;
  const context = { sourceId: source.sourceId, stream, vault, receivedAtUs: clock.nowUs() };
  let records: unknown[] = [];
  let rejected: RecordToReject[] = [];
  let length = 0;
  let holdsRecords = false;
  /** Reading goes on while the last transaction does its work. */
  const beginToStore = async (): Promise<Result<null, AppError>> => {
    const begun = store.begin(records, null, rejected);
    records = [];
    rejected = [];
    length = 0;
    return await begun;
  };
  try {
    for await (const entries of readRecordFile(path, { signal, onBytes })) {
      holdsRecords ||= entries.length > 0;
      for (const entry of entries) {
        if (entry.kind === 'value') {
          length += entry.length;
          for (const record of importedRecords(stream, entry.value)) records.push(record);
        } else rejected.push(rejectRecord(entry.text, outlineOfText(entry), entry.reason, context));
      }
      if (records.length + rejected.length < recordsPerPage && length < lengthPerPage) continue;
      const begun = await beginToStore();
      if (!begun.ok) return begun;
      const given = garbage.problem(basename(path));
      if (given === null) continue;
      const stored = await store.settle();
      return stored.ok ? failed(given) : stored;
    }
    const begun = await beginToStore();
    const stored = await store.settle();
    return begun.ok ? stored : begun;
  } catch (error) {
    await beginToStore();
    const stored = await store.settle();
    if (signal.aborted) return failed(importStopped());
    return stored.ok ? failed(unreadableFile(path, error, holdsRecords)) : stored;
  }
}

function importStopped(): AppError {
  return appError(
    'cancelled',
    'Importing was stopped. What was stored until then is kept.',
    'Importing the files again adds only what is missing.',
  );
}

function outlineOfText(entry: Extract<FileEntry, { kind: 'unreadable' }>): string {
  return `text (${entry.text.length})`;
}

/** Files are read in order, and the first that can't be read ends it. */
function withOtherFiles(error: AppError, paths: readonly string[], index: number): AppError {
  if (paths.length === 1 || error.kind === 'cancelled') return error;
  const done = paths.slice(0, index).map((path) => basename(path));
  const left = paths.length - index - 1;
  const others = [
    done.length === 0 ? 'No other file was imported.' : `Imported before it: ${done.join(', ')}.`,
    ...(left > 0 ? [`Files named after it (${left}) were not; import them again without it.`] : []),
  ].join(' ');
  return { ...error, remedy: `${error.remedy} ${others}` };
}

function unreadableFile(path: string, error: unknown, holdsRecords: boolean): AppError {
  const name = basename(path);
  if (error instanceof DamagedPacking && holdsRecords) {
    return appError(
      'storage',
      `${name} could not be read to its end: the packed file is cut off or damaged. What was read before is stored.`,
      'Get the file again and import it: only what is missing is added.',
    );
  }
  if (error instanceof NotARecordFile) {
    return appError(
      'invalid-input',
      `${name} can't be imported. ${error.message}`,
      'Give it as a JSON array, a JSON object, JSON Lines or CSV with a heading, each also gzipped.',
    );
  }
  // It was another one a moment ago.
  if (error instanceof NotARegularFile) return noSuchFile(path, null);
  const code = (error as { code?: unknown } | null)?.code;
  if ((code === 'EACCES' || code === 'EPERM') && !holdsRecords) {
    return appError(
      'invalid-input',
      `${name} may not be read by you.`,
      'Check who may read the file. Nothing was imported from it.',
    );
  }
  return appError(
    'storage',
    `${name} could not be read to its end. What was read before is stored.`,
    'Check that the file may be read and that its disk is present, then import it again.',
    { detail: typeof code === 'string' ? code : 'unexpected failure' },
  );
}
