import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import { readLatestRecords, readUnseenObjects } from '../database/latest-records.ts';
import type { Readers } from '../database/readers.ts';
import { readRejected } from '../database/rejected-reader.ts';
import { readCheckpoint } from '../database/stream-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import { type Mask, maskText } from '../secrets/mask-text.ts';
import type { Vault } from '../secrets/vault.ts';
import { createBackFills } from './back-fill.ts';
import type { Clock } from './clock.ts';
import { createCollecting, plannedRuns } from './collect-sources.ts';
import { createDispatchers, type Dispatchers } from './dispatchers.ts';
import { createSourceEditor } from './edit-sources.ts';
import { type ImportFilesOptions, type ImportInput, importFiles } from './import-files.ts';
import { createImportJobs } from './import-jobs.ts';
import { createNotifier } from './notifier.ts';
import { readActivity } from './read-activity.ts';
import { createSchedule } from './schedule.ts';
import { openSourceBook, type SourceBook } from './source-book.ts';
import { noteExpiry, openRunKeys } from './source-keys.ts';
import { createSourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { StoredPage } from './store-records.ts';
import { createStoredNews } from './stored-news.ts';
import type { VendorDefinition } from './stream-definition.ts';
import { testSource } from './test-connection.ts';
import type { RunDependencies } from './walk-to-present.ts';

export interface SourceServiceOptions {
  readonly workspace: Pick<Workspace, 'readers' | 'writer'>;
  readonly vendors: readonly VendorDefinition[];
  readonly credentials: CredentialStore;
  /** A locked vault, or none, refuses collecting with this reason; everything else works. */
  readonly vault: Result<Vault, AppError>;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. Spreads retries; needs no cryptographic strength. */
  readonly random: () => number;
  /** What every text of a failure passes before anything sees it. */
  readonly egress?: Mask;
  /** See `RunDependencies`. */
  egressReady?(): Promise<void>;
  /** Told what a vendor's clock says, in UTC microseconds, whenever one has answered a run. */
  onVendorTime?(timeUs: number): void;
}

/** At most four a second: a window redraws no faster than a person reads. */
const newsSpacingMs = 250;

/** Throws where the workspace can't be read. */
export async function createSourceService(options: SourceServiceOptions): Promise<SourceService> {
  const { workspace, vendors, credentials, vault, clock } = options;
  const { readers, writer } = workspace;
  const dispatchers = createDispatchers(clock);
  const closing = new AbortController();
  const changes = createNotifier(clock, newsSpacingMs, statuses);
  const stored = createStoredNews(clock, newsSpacingMs);
  const book = await openBook(options, () => changes.touch());
  const shared: SharedParts = { ...ofReaders(readers), book, writer, vendors, clock, newId: randomUUID };
  const { runner, schedule, calls } = createCollectingCalls(options, shared, dispatchers, stored.add);
  const { signal } = closing;
  const egress = options.egress ?? maskText;
  const inTest = { book, vendors, credentials, clock, dispatchers, egress, newId: randomUUID, signal };
  const importing = createImporting({ ...shared, vault, closing: signal, onStored: stored.add });

  function statuses(): SourceStatus[] {
    return book.statuses(clock.nowUs(), schedule.isStarted);
  }

  return {
    ...calls,
    activity: (input) => readActivity(readers, book, input),
    list: async () => ok(statuses()),
    test: (input) => testSource(input, inTest),
    rejected: (sourceId, limit) => readRejected(readers, sourceId, limit),
    importFiles: importing.importFiles,
    imports: importing.jobs,
    startSchedule() {
      schedule.start();
      changes.touch();
    },
    onChange: changes.listen,
    onStored: stored.listen,
    async close() {
      closing.abort();
      await schedule.close();
      await runner.close();
      await importing.close();
      changes.close();
      stored.close();
      await dispatchers.close();
    },
  };
}

interface SharedParts extends ReturnType<typeof ofReaders> {
  readonly book: SourceBook;
  readonly writer: Writer;
  readonly vendors: readonly VendorDefinition[];
  readonly clock: Clock;
  readonly newId: () => string;
}

async function openBook(options: SourceServiceOptions, onChange: () => void): Promise<SourceBook> {
  const { workspace, vendors, clock } = options;
  const opened = await openSourceBook(workspace.readers, vendors, clock.nowUs(), onChange);
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail ?? ''}`);
  return opened.value;
}

/** Runs, when they run, and what a person can ask of them and of the sources. */
function createCollectingCalls(
  options: SourceServiceOptions,
  shared: SharedParts,
  dispatchers: Dispatchers,
  onStored: (page: StoredPage) => void,
) {
  const { vault, credentials } = options;
  const { book, vendors, clock } = shared;
  const open = async (source: SourceRecord, vendor: VendorDefinition) => {
    const keys = await openRunKeys(vault, credentials, source, vendor);
    if (keys.ok) noteExpiry(book, source, vendor, keys.value.credentials);
    return keys;
  };
  const runner = createSourceRunner({
    ...shared,
    random: options.random,
    dispatchers,
    egress: options.egress ?? maskText,
    ...(options.egressReady && { egressReady: options.egressReady }),
    ...(options.onVendorTime && { onVendorTime: options.onVendorTime }),
    open,
    onStored,
    onEnd: () => schedule.wake(),
  });
  const schedule = createSchedule(clock, () => plannedRuns(book, runner, vendors));
  const collecting = createCollecting({ ...shared, runner, schedule, vault, open });
  const editor = createSourceEditor({
    ...shared,
    credentials,
    nowUs: () => clock.nowUs(),
    stopRuns: (sourceId) => runner.cancel(sourceId),
    onSaved: collecting.planAtOnce,
    onRemoved: (sourceId) => runner.forget(sourceId),
  });
  const backFills = createBackFills({ ...shared, runner, schedule });
  return { runner, schedule, calls: { ...editor, ...collecting.calls, ...backFills } };
}

/** Imports that somebody waits for, and those that are read in the background. */
function createImporting(options: ImportFilesOptions) {
  const jobs = createImportJobs(options);
  const awaited = new Set<Promise<unknown>>();
  return {
    jobs,
    importFiles(input: ImportInput) {
      const importing = importFiles(input, options);
      awaited.add(importing);
      return importing.finally(() => awaited.delete(importing));
    },
    /** Waits for all to reach a safe point; `closing` of the options has to be aborted. */
    async close(): Promise<void> {
      await Promise.allSettled(awaited);
      await jobs.close();
    },
  };
}

/** What runs ask of what is stored. */
function ofReaders(
  readers: Readers,
): Pick<RunDependencies, 'readCheckpoint' | 'readLatestRecords' | 'readUnseenObjects'> {
  return {
    readCheckpoint: (sourceId, stream, purpose) => readCheckpoint(readers, sourceId, stream, purpose),
    readLatestRecords: (sourceId, stream, uids) => readLatestRecords(readers, sourceId, stream, uids),
    readUnseenObjects: (sourceId, stream, beforeUs) => readUnseenObjects(readers, sourceId, stream, beforeUs),
  };
}
