import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import { readLatestRecords, readUnseenObjects } from '../database/latest-records.ts';
import type { Readers } from '../database/readers.ts';
import { readRejected } from '../database/rejected-reader.ts';
import { readCheckpoint } from '../database/stream-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import type { SourceRecord } from '../database/writer.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import { type Mask, maskText } from '../secrets/mask-text.ts';
import type { Vault } from '../secrets/vault.ts';
import { createBackFills } from './back-fill.ts';
import type { Clock } from './clock.ts';
import { createCollecting, plannedRuns } from './collect-sources.ts';
import { createDispatchers } from './dispatchers.ts';
import { createSourceEditor } from './edit-sources.ts';
import { importFiles } from './import-files.ts';
import { createImportJobs } from './import-jobs.ts';
import { createNotifier } from './notifier.ts';
import { readActivity } from './read-activity.ts';
import { createSchedule } from './schedule.ts';
import { openSourceBook } from './source-book.ts';
import { noteExpiry, openRunKeys } from './source-keys.ts';
import { createSourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { StoredPage } from './store-records.ts';
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
  const { readers, writer } = options.workspace;
  const { vendors, credentials, vault, clock } = options;
  const egress = options.egress ?? maskText;
  const dispatchers = createDispatchers(clock);
  const closing = new AbortController();
  const imports = new Set<Promise<unknown>>();
  const changes = createNotifier(clock, newsSpacingMs, statuses);
  const stored = createStoredNews(clock);

  const opened = await openSourceBook(readers, vendors, clock.nowUs(), () => changes.touch());
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail ?? ''}`);
  const book = opened.value;
  const open = async (source: SourceRecord, vendor: VendorDefinition) => {
    const keys = await openRunKeys(vault, credentials, source, vendor);
    if (keys.ok) noteExpiry(book, source, vendor, keys.value.credentials);
    return keys;
  };
  const runner = createSourceRunner({
    book,
    writer,
    clock,
    random: options.random,
    dispatchers,
    egress,
    newId: randomUUID,
    ...(options.egressReady && { egressReady: options.egressReady }),
    ...(options.onVendorTime && { onVendorTime: options.onVendorTime }),
    open,
    ...ofReaders(readers),
    onStored: stored.add,
    onEnd: () => schedule.wake(),
  });
  const schedule = createSchedule(clock, () => plannedRuns(book, runner, vendors));
  const collecting = createCollecting({ book, runner, schedule, writer, vendors, vault, clock, open });
  const backFills = createBackFills({
    ...ofReaders(readers),
    book,
    runner,
    schedule,
    writer,
    vendors,
    clock,
    newId: randomUUID,
  });
  const editor = createSourceEditor({
    book,
    writer,
    vendors,
    credentials,
    newId: randomUUID,
    nowUs: () => clock.nowUs(),
    stopRuns: (sourceId) => runner.cancel(sourceId),
    onSaved: collecting.planAtOnce,
    onRemoved: (sourceId) => runner.forget(sourceId),
  });
  const inTest = {
    book,
    vendors,
    credentials,
    clock,
    dispatchers,
    egress,
    newId: randomUUID,
    signal: closing.signal,
  };
  const inImport = {
    ...ofReaders(readers),
    book,
    writer,
    vendors,
    vault,
    clock,
    newId: randomUUID,
    closing: closing.signal,
  };

  const importJobs = createImportJobs({ ...inImport, onStored: stored.add });

  function statuses(): SourceStatus[] {
    return book.statuses(clock.nowUs(), schedule.isStarted);
  }

  return {
    ...editor,
    ...collecting.calls,
    ...backFills,
    activity: (input) => readActivity(readers, book, input),
    list: async () => ok(statuses()),
    test: (input) => testSource(input, inTest),
    rejected: (sourceId, limit) => readRejected(readers, sourceId, limit),
    importFiles(input) {
      const importing = importFiles(input, { ...inImport, onStored: stored.add });
      imports.add(importing);
      return importing.finally(() => imports.delete(importing));
    },
    imports: importJobs,
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
      await Promise.allSettled(imports);
      await importJobs.close();
      changes.close();
      stored.close();
      await dispatchers.close();
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

/** Adds up what is stored until listeners are told of it. */
function createStoredNews(clock: Clock) {
  const none = { stored: 0, storedAtUs: 0 };
  let untold = none;
  const notifier = createNotifier(clock, newsSpacingMs, () => {
    const news = untold;
    untold = none;
    return news;
  });
  return {
    listen: notifier.listen,
    close: notifier.close,
    add({ counts, receivedAtUs }: StoredPage): void {
      if (counts.stored === 0) return;
      untold = {
        stored: untold.stored + counts.stored,
        storedAtUs: Math.max(untold.storedAtUs, receivedAtUs),
      };
      notifier.touch();
    },
  };
}
