import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Clock } from './clock.ts';
import { findStream, findVendor } from './find-vendor.ts';
import type { RunKeys } from './run-stream.ts';
import type { PlannedRun, Schedule } from './schedule.ts';
import type { BookedSource, SourceBook } from './source-book.ts';
import { holdsImportsOnly, noSuchSource, noSuchStream } from './source-problems.ts';
import type { SourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { VendorDefinition } from './stream-definition.ts';
import type { Runnable } from './stream-job.ts';
import { settingsOf } from './stream-settings.ts';
import { isRunning } from './stream-state.ts';

export interface CollectSourcesOptions {
  readonly book: SourceBook;
  readonly runner: SourceRunner;
  readonly schedule: Schedule;
  readonly writer: Writer;
  readonly vendors: readonly VendorDefinition[];
  readonly vault: Result<Vault, AppError>;
  readonly clock: Clock;
  open(source: SourceRecord, vendor: VendorDefinition): Promise<Result<RunKeys, AppError>>;
}

type Ready = Omit<Runnable, 'stream'>;

export interface Collecting {
  readonly calls: Pick<SourceService, 'collect' | 'collectUntilCaughtUp' | 'pause' | 'resume' | 'cancel'>;
  /** Lets every stream of the source run as soon as the schedule looks. */
  planAtOnce(sourceId: string): void;
}

/** Starting and stopping of runs, as a person asks for it. */
export function createCollecting(options: CollectSourcesOptions): Collecting {
  const { book, runner, schedule, writer, vendors, clock } = options;

  function planAtOnce(sourceId: string): void {
    const nowUs = clock.nowUs();
    const plan = { setAtUs: nowUs, atUs: nowUs };
    runner.forgetRejection(sourceId);
    for (const stream of book.get(sourceId)?.streams.keys() ?? []) {
      book.change(sourceId, stream, (state) => ({
        ...state,
        ...(isRunning(state) ? {} : { failures: 0, plan }),
        backFill: state.backFill && { ...state.backFill, failures: 0, plan },
      }));
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

  function chooseSources(sourceIds: readonly string[]): Result<Ready[], AppError> {
    const chosen =
      sourceIds.length === 0
        ? book.all().filter(({ record }) => !record.paused && record.url !== '')
        : sourceIds.map((sourceId) => book.get(sourceId));
    const ready: Ready[] = [];
    for (const booked of chosen) {
      const one = runnable(booked, vendors);
      if (!one.ok) return one;
      ready.push(one.value);
    }
    return ok(ready);
  }

  const calls: Collecting['calls'] = {
    async collect(sourceId, stream = null) {
      const ready = runnable(book.get(sourceId), vendors);
      if (!ready.ok) return ready;
      const { source, vendor } = ready.value;
      const named = stream === null ? null : findStream(vendor, stream);
      if (named?.ok === false) return named;
      const keys = await options.open(source, vendor);
      if (!keys.ok) return keys;
      runner.forgetRejection(sourceId);
      const chosen =
        named === null ? streamsThatAreOn(ready.value) : [{ ...ready.value, stream: named.value }];
      for (const what of chosen) void runner.run(what);
      return ok(null);
    },
    async collectUntilCaughtUp(sourceIds, signal, streams = []) {
      if (!options.vault.ok) return options.vault;
      const ready = chooseSources(sourceIds);
      if (!ready.ok) return ready;
      if (signal?.aborted) return failed(notStarted());
      const chosen = ready.value.flatMap((one) =>
        streams.length === 0 ? streamsThatAreOn(one) : namedStreams(one, streams),
      );
      const unknown = streams.find((name) => !chosen.some(({ stream }) => stream.name === name));
      if (unknown !== undefined) return failed(hasNoStream(ready.value, unknown));
      for (const { source } of ready.value) runner.forgetRejection(source.sourceId);
      const stop = () => {
        for (const { source } of ready.value) void runner.cancel(source.sourceId);
      };
      signal?.addEventListener('abort', stop, { once: true });
      const ended = await Promise.all(chosen.map((what) => runner.run(what)));
      signal?.removeEventListener('abort', stop);
      return ok(ended);
    },
    async pause(sourceId) {
      const paused = await savePaused(sourceId, true);
      if (paused.ok) await runner.cancel(sourceId);
      return paused;
    },
    async resume(sourceId) {
      const ready = runnable(book.get(sourceId), vendors);
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
  };
  return { calls, planAtOnce };
}

/** What waits for its time: streams that are on, and back-fills, of sources that are not paused. */
export function plannedRuns(
  book: SourceBook,
  runner: SourceRunner,
  vendors: readonly VendorDefinition[],
): PlannedRun[] {
  return book.all().flatMap((booked) => {
    const ready = runnable(booked, vendors);
    if (!ready.ok || booked.record.paused) return [];
    const { source, vendor } = ready.value;
    return vendor.streams.flatMap((stream): PlannedRun[] => {
      const state = booked.streams.get(stream.name);
      if (state === undefined) return [];
      const what = { source, vendor, stream };
      const { plan, backFill } = state;
      const isOn = settingsOf(source, vendor.descriptor, stream.name).enabled;
      const isWaiting = isOn && plan !== null && !isRunning(state);
      const backFillPlan =
        backFill === null || backFill.isPaused || backFill.isRunning ? null : backFill.plan;
      return [
        ...(isWaiting ? [{ plan, start: () => void runner.run(what) }] : []),
        ...(backFillPlan === null
          ? []
          : [{ plan: backFillPlan, start: () => void runner.runBackFill(what) }]),
      ];
    });
  });
}

function streamsThatAreOn(ready: Ready): Runnable[] {
  const { source, vendor } = ready;
  return vendor.streams
    .filter(({ name }) => settingsOf(source, vendor.descriptor, name).enabled)
    .map((stream) => ({ ...ready, stream }));
}

function namedStreams(ready: Ready, names: readonly string[]): Runnable[] {
  return ready.vendor.streams
    .filter(({ name }) => names.includes(name))
    .map((stream) => ({ ...ready, stream }));
}

function hasNoStream(ready: readonly Ready[], stream: string): AppError {
  const titles = ready.map(({ vendor }) => vendor.descriptor.title);
  const known = ready.flatMap(({ vendor }) => vendor.streams.map(({ name }) => name));
  return noSuchStream(stream, [...new Set(titles)].join(', '), [...new Set(known)]);
}

/** A source that can be collected from, with its vendor. */
export function runnable(
  booked: BookedSource | null,
  vendors: readonly VendorDefinition[],
): Result<Ready, AppError> {
  if (booked === null) return failed(noSuchSource());
  const source = booked.record;
  const vendor = findVendor(vendors, source.vendor);
  if (!vendor.ok) return vendor;
  return source.url === '' ? failed(holdsImportsOnly(source.name)) : ok({ source, vendor: vendor.value });
}

function notStarted(): AppError {
  return appError('cancelled', 'Collecting was stopped before it began.', 'Collect again.');
}
