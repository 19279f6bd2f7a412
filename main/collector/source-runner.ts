import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { US_PER_SECOND } from '../../shared/time-range.ts';
import type { SourceRecord } from '../database/writer.ts';
import { isLoopback } from './address.ts';
import type { Dispatchers } from './dispatchers.ts';
import { planNextRun } from './next-run.ts';
import { createRequestBudget, type RequestBudget } from './request-budget.ts';
import {
  interrupted,
  type RunEnd,
  type RunJob,
  type RunKeys,
  type RunObserver,
  runStream,
} from './run-stream.ts';
import { cancelled } from './send-until-answered.ts';
import { createSourceAccess, type SourceAccess } from './source-access.ts';
import type { SourceBook } from './source-book.ts';
import type { CollectedStream } from './source-service.ts';
import type { StoredPage } from './store-records.ts';
import type { SourceContext, StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { settingsOf } from './stream-settings.ts';
import {
  afterAdded,
  afterEnd,
  afterProgress,
  afterRetry,
  afterStart,
  afterStored,
  type StreamState,
  withBackFill,
} from './stream-state.ts';
import type { RunDependencies } from './walk-to-present.ts';

export interface SourceRunnerOptions extends RunDependencies {
  readonly book: SourceBook;
  readonly newId: () => string;
  readonly dispatchers: Dispatchers;
  /** What a run needs besides its declaration; a failure fails the run. */
  open(source: SourceRecord, vendor: VendorDefinition): Promise<Result<RunKeys, AppError>>;
  onStored(page: StoredPage): void;
  /** A run has ended, so something else may be due. */
  onEnd(): void;
}

/** A stream of a source, with all that a run of it needs to know. */
export interface Runnable {
  readonly source: SourceRecord;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
}

/** Keeps the runs that are going on: for each stream of each source one that polls and one back-fill at most. */
export interface SourceRunner {
  /** Starts a run, or joins the one that is going on; answers when it has ended. Never rejects. */
  run(what: Runnable): Promise<CollectedStream>;
  /** The same for the stream's back-fill, which has to be in the book. Takes it out once it is done. */
  runBackFill(what: Runnable): Promise<void>;
  /** Ends the source's runs at the next safe point, and answers when they have ended. */
  cancel(sourceId: string): Promise<void>;
  cancelBackFill(sourceId: string, stream: string): Promise<void>;
  /** A person wants to try again what was rejected before. */
  forgetRejection(sourceId: string): void;
  /** Drops what was kept in memory of a source that is gone: its credentials among it. */
  forget(sourceId: string): void;
  /** The same as cancelling for all, as an interruption: they go on at the next start. */
  close(): Promise<void>;
}

interface ActiveRun {
  readonly sourceId: string;
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

/**
 * No limit is documented for most vendors; a few requests a second hurt nobody. A server on this very machine needs no
 * sparing.
 */
const defaultLimits = { maxConcurrent: 2, minSpacingMs: 200 };

export function limitsOf(
  vendor: VendorDefinition,
  url: string,
): { maxConcurrent: number; minSpacingMs: number } {
  const { maxConcurrent, minSpacingMs } = vendor.limits ?? defaultLimits;
  return { maxConcurrent, minSpacingMs: isLoopback(new URL(url).hostname) ? 0 : minSpacingMs };
}

export function createSourceRunner(options: SourceRunnerOptions): SourceRunner {
  const { book, clock } = options;
  const closing = new AbortController();
  const polling = new Map<string, ActiveRun & { readonly ended: Promise<CollectedStream> }>();
  const backFilling = new Map<string, ActiveRun & { readonly ended: Promise<void> }>();
  const budgets = new Map<string, RequestBudget>();
  const accesses = new Map<string, { readonly key: string; readonly access: SourceAccess }>();

  function budgetOf(source: SourceRecord, vendor: VendorDefinition): RequestBudget {
    const key = `${source.sourceId} ${source.url}`;
    const known = budgets.get(key) ?? createRequestBudget(clock, limitsOf(vendor, source.url));
    budgets.set(key, known);
    return known;
  }

  /** One for as long as address, settings and credentials stay as they are. */
  async function accessOf(
    source: SourceRecord,
    vendor: VendorDefinition,
    context: SourceContext,
  ): Promise<Result<SourceAccess, AppError>> {
    const opened = await options.dispatchers.of(context.settings);
    if (!opened.ok) return opened;
    const dispatcher = opened.value;
    const key = JSON.stringify(context);
    const known = accesses.get(source.sourceId);
    if (known?.key === key && known.access.dispatcher === dispatcher) return ok(known.access);
    const budget = budgetOf(source, vendor);
    const { signal } = closing;
    const ofRun = { clock, random: options.random, dispatcher, signal, isImpatient: false };
    const access = createSourceAccess({ ...ofRun, vendor, context, budget });
    accesses.set(source.sourceId, { key, access });
    return ok(access);
  }

  function jobOf({ source, vendor, stream }: Runnable, signal: AbortSignal, observer: RunObserver): RunJob {
    return {
      runId: options.newId(),
      source,
      vendor,
      stream,
      settings: settingsOf(source, vendor.descriptor, stream.name),
      purpose: 'polling',
      open: () => options.open(source, vendor),
      accessFor: (context) => accessOf(source, vendor, context),
      signal,
      observer,
    };
  }

  async function poll(what: Runnable, signal: AbortSignal): Promise<CollectedStream> {
    const { source, stream, vendor } = what;
    const change = (step: (state: StreamState) => StreamState) =>
      book.change(source.sourceId, stream.name, step);
    const startedAtUs = clock.nowUs();
    const job = jobOf(what, signal, {
      onProgress: (progress) => change((state) => afterProgress(state, progress)),
      onRetry: (error) => change((state) => afterRetry(state, error, clock.nowUs())),
      onStored(page) {
        change((state) => afterStored(state, page));
        options.onStored(page);
      },
    });
    change((state) => afterStart(state, job.runId, startedAtUs));
    const end = await runStream(options, job);
    // The interval may have been changed while the run went on.
    const record = book.get(source.sourceId)?.record ?? source;
    const intervalUs = settingsOf(record, vendor.descriptor, stream.name).intervalSeconds * US_PER_SECOND;
    change((state) => {
      const failures = end.outcome === 'failed' ? state.failures + 1 : 0;
      return afterEnd(state, end, planNextRun(end, startedAtUs, intervalUs, failures));
    });
    return collected(source, stream, end);
  }

  /** Run after run to its end: it was asked for by hand, and nobody may be there to begin the next. */
  async function backFill(what: Runnable, signal: AbortSignal): Promise<void> {
    while (await backFillOnce(what, signal));
  }

  /** Answers whether there is more. */
  async function backFillOnce(what: Runnable, signal: AbortSignal): Promise<boolean> {
    const { source, stream, vendor } = what;
    const { sourceId } = source;
    const known = book.get(sourceId)?.streams.get(stream.name)?.backFill ?? null;
    if (known === null) return false;
    const change = (step: (state: StreamState) => StreamState) => book.change(sourceId, stream.name, step);
    const startedAtUs = clock.nowUs();
    const job: RunJob = {
      ...jobOf(what, signal, {
        onProgress: (progress) => change((state) => withBackFill(state, { progress })),
        onRetry: () => undefined,
        onStored(page) {
          change((state) => afterAdded(state, page));
          options.onStored(page);
        },
      }),
      purpose: 'back-fill',
      range: known.range,
    };
    change((state) => withBackFill(state, { isRunning: true, error: null, plan: null, runId: job.runId }));
    const end = await runStream(options, job);
    const isDone = end.outcome === 'succeeded' && !end.hasMore;
    const removed = isDone ? await options.writer.removeBackFill(sourceId, stream.name) : null;
    if (isDone && removed?.ok) {
      change((state) => ({ ...state, backFill: null }));
      return false;
    }
    const error = end.error ?? (removed?.ok === false ? removed.error : null);
    const intervalUs = settingsOf(source, vendor.descriptor, stream.name).intervalSeconds * US_PER_SECOND;
    const failures = end.outcome === 'failed' ? known.failures + 1 : 0;
    const plan = planNextRun(end, startedAtUs, intervalUs, failures);
    change((state) => withBackFill(state, { isRunning: false, error, failures, plan }));
    return end.hasMore;
  }

  function start<Ended>(
    runs: Map<string, ActiveRun & { readonly ended: Promise<Ended> }>,
    what: Runnable,
    work: (what: Runnable, signal: AbortSignal) => Promise<Ended>,
  ): Promise<Ended> {
    const { sourceId } = what.source;
    const key = keyOf(sourceId, what.stream.name);
    const going = runs.get(key);
    if (going !== undefined) return going.ended;
    const controller = new AbortController();
    const ended = work(what, controller.signal).finally(() => {
      runs.delete(key);
      options.onEnd();
    });
    runs.set(key, { sourceId, controller, ended });
    return ended;
  }

  async function stop(runs: readonly ActiveRun[], reason: string): Promise<void> {
    for (const { controller } of runs) controller.abort(reason);
    await Promise.all(runs.map(({ ended }) => ended));
  }

  const all = (): readonly ActiveRun[] => [...polling.values(), ...backFilling.values()];
  return {
    run: (what) => start(polling, what, poll),
    runBackFill: (what) => start(backFilling, what, backFill),
    cancel: (sourceId) =>
      stop(
        all().filter((run) => run.sourceId === sourceId),
        'cancelled',
      ),
    async cancelBackFill(sourceId, stream) {
      const going = backFilling.get(keyOf(sourceId, stream));
      if (going !== undefined) await stop([going], 'cancelled');
    },
    forgetRejection: (sourceId) => accesses.get(sourceId)?.access.sessions.forgetRejection(),
    forget(sourceId) {
      accesses.delete(sourceId);
    },
    async close() {
      closing.abort();
      await stop(all(), interrupted);
    },
  };
}

function keyOf(sourceId: string, stream: string): string {
  return `${sourceId} ${stream}`;
}

function collected(source: SourceRecord, stream: StreamDefinition, end: RunEnd): CollectedStream {
  const { sourceId, name } = source;
  const isCutShort = end.outcome === 'cancelled' || end.outcome === 'interrupted';
  // Asked for up to the present, which it has not reached.
  const error = end.error ?? (isCutShort ? cancelled() : end.hasMore ? end.notice : null);
  return {
    sourceId,
    source: name,
    stream: stream.name,
    counts: end.counts,
    error,
    notice: end.hasMore ? null : end.notice,
  };
}
