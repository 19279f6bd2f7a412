import { randomUUID } from 'node:crypto';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { ConnectionCheck, IpcInput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RunCounts, SourceStatus } from '../../shared/source-status.ts';
import { readRejected } from '../database/rejected-reader.ts';
import { readCheckpoint } from '../database/stream-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import type { SourceRecord } from '../database/writer.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import type { Vault } from '../secrets/vault.ts';
import { checkSourceDraft, missingCredential } from './check-source-draft.ts';
import { chooseImportSource } from './choose-import-source.ts';
import type { Clock } from './clock.ts';
import { createSourceEditor, draftOf } from './edit-sources.ts';
import { createDispatcher } from './http-request.ts';
import { importRecords } from './import-records.ts';
import { createSchedule, type PlannedRun } from './schedule.ts';
import { type BookedSource, openSourceBook } from './source-book.ts';
import { openRunKeys, readCredentials } from './source-keys.ts';
import { holdsImportsOnly, noSuchSource, noSuchStream, noSuchVendor } from './source-problems.ts';
import { createSourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { StoredPage } from './store-records.ts';
import type { SourceContext, VendorDefinition } from './stream-definition.ts';
import { afterImported, isRunning } from './stream-state.ts';
import { testConnection } from './test-connection.ts';
import { createThrottle } from './throttle.ts';

export interface SourceServiceOptions {
  readonly workspace: Pick<Workspace, 'readers' | 'writer'>;
  readonly vendors: readonly VendorDefinition[];
  readonly credentials: CredentialStore;
  /** A locked vault, or none, refuses collecting with this reason; everything else works. */
  readonly vault: Result<Vault, AppError>;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. Spreads retries; needs no cryptographic strength. */
  readonly random: () => number;
}

/** At most four a second: a window redraws no faster than a person reads. */
const changeSpacingMs = 250;

interface Runnable {
  readonly source: SourceRecord;
  readonly vendor: VendorDefinition;
}

/** Throws where the workspace can't be read. */
export async function createSourceService(options: SourceServiceOptions): Promise<SourceService> {
  const { workspace, vendors, credentials, vault, clock, random } = options;
  const { readers, writer } = workspace;
  const dispatcher = createDispatcher();
  const closing = new AbortController();
  const changeListeners = new Set<(sources: SourceStatus[]) => void>();
  const storedListeners = new Set<(stored: { stored: number; storedAtUs: number }) => void>();
  const imports = new Set<Promise<unknown>>();

  const changes = createThrottle(clock, changeSpacingMs, () => {
    for (const listener of changeListeners) listener(statuses());
  });
  let untold = { stored: 0, storedAtUs: 0 };
  const storedNews = createThrottle(clock, changeSpacingMs, () => {
    const news = untold;
    untold = { stored: 0, storedAtUs: 0 };
    for (const listener of storedListeners) listener(news);
  });

  const opened = await openSourceBook(readers, vendors, clock.nowUs(), () => changes.touch());
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail ?? ''}`);
  const book = opened.value;
  const open = (source: SourceRecord, vendor: VendorDefinition) =>
    openRunKeys(vault, credentials, source, vendor);
  const runner = createSourceRunner({
    book,
    writer,
    clock,
    random,
    dispatcher,
    newId: randomUUID,
    readCheckpoint: (sourceId, stream) => readCheckpoint(readers, sourceId, stream),
    open,
    onStored: tellStored,
    onEnd: () => schedule.wake(),
  });
  const schedule = createSchedule(clock, plannedRuns);
  const editor = createSourceEditor({
    book,
    writer,
    vendors,
    credentials,
    newId: randomUUID,
    nowUs: () => clock.nowUs(),
    stopRuns: (sourceId) => runner.cancel(sourceId),
  });

  function statuses(): SourceStatus[] {
    return book.statuses(clock.nowUs(), schedule.isStarted);
  }

  function tellStored({ counts, receivedAtUs }: StoredPage): void {
    if (counts.stored === 0) return;
    untold = {
      stored: untold.stored + counts.stored,
      storedAtUs: Math.max(untold.storedAtUs, receivedAtUs),
    };
    storedNews.touch();
  }

  function vendorNamed(name: string): VendorDefinition | null {
    return vendors.find(({ descriptor }) => descriptor.vendor === name) ?? null;
  }

  function runnable(booked: BookedSource | null): Result<Runnable, AppError> {
    if (booked === null) return failed(noSuchSource());
    const source = booked.record;
    const vendor = vendorNamed(source.vendor);
    if (vendor === null) return failed(noSuchVendor(source.vendor, vendorNames()));
    return source.url === '' ? failed(holdsImportsOnly(source.name)) : ok({ source, vendor });
  }

  function vendorNames(): string[] {
    return vendors.map(({ descriptor }) => descriptor.vendor);
  }

  function plannedRuns(): PlannedRun[] {
    return book.all().flatMap((booked) => {
      const ready = runnable(booked);
      if (!ready.ok || booked.record.paused) return [];
      const { source, vendor } = ready.value;
      return vendor.streams.flatMap((stream): PlannedRun[] => {
        const state = booked.streams.get(stream.name);
        if (state === undefined || state.plan === null || isRunning(state)) return [];
        return [{ plan: state.plan, start: () => void runner.run(source, vendor, stream) }];
      });
    });
  }

  /** Lets every stream of the source run as soon as the schedule looks. */
  function planAtOnce(sourceId: string): void {
    const nowUs = clock.nowUs();
    for (const stream of book.get(sourceId)?.streams.keys() ?? []) {
      book.change(sourceId, stream, (state) =>
        isRunning(state) ? state : { ...state, failures: 0, plan: { setAtUs: nowUs, atUs: nowUs } },
      );
    }
    schedule.wake();
  }

  async function savePaused(sourceId: string, paused: boolean): Promise<Result<null, AppError>> {
    const known = book.get(sourceId)?.record;
    if (known === undefined) return failed(noSuchSource());
    const record = { ...known, paused };
    const saved = await writer.saveSource(record);
    if (saved.ok) book.put(record);
    return saved;
  }

  /** A draft under test may have no name yet, and its credentials may be the ones that are kept. */
  async function contextToTest({
    sourceId,
    draft,
  }: IpcInput<'sources.test'>): Promise<
    Result<{ vendor: VendorDefinition; context: SourceContext }, AppError>
  > {
    const known = sourceId === null ? null : (book.get(sourceId)?.record ?? null);
    if (sourceId !== null && known === null) return failed(noSuchSource());
    const whole = known === null ? draft : draftOf(known, draft);
    const vendor = vendorNamed(whole.vendor);
    if (vendor === null) return failed(noSuchVendor(whole.vendor, vendorNames()));
    const named = { ...whole, name: whole.name.trim() === '' ? 'test' : whole.name };
    const checked = checkSourceDraft(named, vendor.descriptor, []);
    if (!checked.ok) return checked;
    const owner = { sourceId: known?.sourceId ?? randomUUID(), name: known?.name ?? checked.value.name };
    const kept = await readCredentials(credentials, owner, vendor);
    const all = { ...(kept.ok ? kept.value : {}), ...checked.value.credentials };
    const missing = missingCredential(vendor.descriptor, all);
    if (missing !== null) return kept.ok ? failed(missing) : kept;
    const { url, settings } = checked.value;
    return ok({ vendor, context: { url, settings, credentials: all } });
  }

  async function importFiles(
    input: Parameters<SourceService['importFiles']>[0],
  ): Promise<Result<RunCounts, AppError>> {
    if (!vault.ok) return vault;
    const vendor = vendorNamed(input.vendor);
    if (vendor === null) return failed(noSuchVendor(input.vendor, vendorNames()));
    const stream = vendor.streams.find(({ name }) => name === input.stream);
    if (stream === undefined) {
      const known = vendor.streams.map(({ name }) => name);
      return failed(noSuchStream(input.stream, vendor.descriptor.title, known));
    }
    const records = book.all().map(({ record }) => record);
    const chosen = chooseImportSource(vendor.descriptor, records, input.source ?? null, clock.nowUs());
    if (!chosen.ok) return chosen;
    const source = chosen.value;
    if (book.get(source.sourceId) === null) {
      const saved = await writer.saveSource(source);
      if (!saved.ok) return saved;
      book.put(source);
    }
    const signal =
      input.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, input.signal]);
    const onStored = (page: StoredPage) => {
      book.change(source.sourceId, stream.name, (state) => afterImported(state, page));
      tellStored(page);
    };
    const { paths } = input;
    const runId = randomUUID();
    return importRecords({
      runId,
      source,
      stream,
      paths,
      vault: vault.value,
      writer,
      clock,
      signal,
      onStored,
    });
  }

  return {
    list: async () => ok(statuses()),
    async add(draft) {
      const added = await editor.add(draft);
      if (added.ok) planAtOnce(added.value.sourceId);
      return added;
    },
    async update(change) {
      const updated = await editor.update(change);
      if (updated.ok) planAtOnce(change.sourceId);
      return updated;
    },
    remove: (sourceId) => editor.remove(sourceId),
    async test(input): Promise<Result<ConnectionCheck[], AppError>> {
      const ready = await contextToTest(input);
      if (!ready.ok) return ready;
      const { vendor, context } = ready.value;
      return ok(await testConnection(vendor, context, { clock, dispatcher, signal: closing.signal }));
    },
    async collect(sourceId) {
      const ready = runnable(book.get(sourceId));
      if (!ready.ok) return ready;
      const { source, vendor } = ready.value;
      const keys = await open(source, vendor);
      if (!keys.ok) return keys;
      for (const stream of vendor.streams) void runner.run(source, vendor, stream);
      return ok(null);
    },
    async collectUntilCaughtUp(sourceIds, signal) {
      if (!vault.ok) return vault;
      const chosen =
        sourceIds.length === 0
          ? book.all().filter(({ record }) => !record.paused && record.url !== '')
          : sourceIds.map((sourceId) => book.get(sourceId));
      const ready: Runnable[] = [];
      for (const booked of chosen) {
        const one = runnable(booked);
        if (!one.ok) return one;
        ready.push(one.value);
      }
      if (signal?.aborted) return failed(notStarted());
      const stop = () => void Promise.all(ready.map(({ source }) => runner.cancel(source.sourceId)));
      signal?.addEventListener('abort', stop, { once: true });
      const runs = ready.flatMap(({ source, vendor }) =>
        vendor.streams.map((stream) => runner.run(source, vendor, stream)),
      );
      const ended = await Promise.all(runs);
      signal?.removeEventListener('abort', stop);
      return ok(ended);
    },
    async pause(sourceId) {
      const paused = await savePaused(sourceId, true);
      if (paused.ok) await runner.cancel(sourceId);
      return paused;
    },
    async resume(sourceId) {
      const ready = runnable(book.get(sourceId));
      if (!ready.ok) return ready;
      const resumed = await savePaused(sourceId, false);
      if (resumed.ok) planAtOnce(sourceId);
      return resumed;
    },
    async cancel(sourceId) {
      if (book.get(sourceId) === null) return failed(noSuchSource());
      await runner.cancel(sourceId);
      return ok(null);
    },
    rejected: (sourceId, limit) => readRejected(readers, sourceId, limit),
    async importFiles(input) {
      const importing = importFiles(input);
      imports.add(importing);
      return importing.finally(() => imports.delete(importing));
    },
    startSchedule() {
      schedule.start();
      changes.touch();
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    onStored(listener) {
      storedListeners.add(listener);
      return () => storedListeners.delete(listener);
    },
    async close() {
      closing.abort();
      await schedule.close();
      await runner.close();
      await Promise.allSettled(imports);
      changes.close();
      storedNews.close();
      await dispatcher.close();
    },
  };
}

function notStarted(): AppError {
  return appError('cancelled', 'Collecting was stopped before it began.', 'Collect again.');
}
