import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import { US_PER_MINUTE } from '../../shared/time-range.ts';
import type { SourceRecord } from '../database/writer.ts';
import { isLoopback } from './address.ts';
import { planNextRun } from './next-run.ts';
import { createRequestBudget, type RequestBudget } from './request-budget.ts';
import {
  interrupted,
  type RunDependencies,
  type RunEnd,
  type RunKeys,
  type RunObserver,
  runStream,
} from './run-stream.ts';
import { cancelled } from './send-step.ts';
import type { SourceBook } from './source-book.ts';
import type { CollectedStream } from './source-service.ts';
import type { StoredPage } from './store-records.ts';
import type { StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { afterEnd, afterProgress, afterRetry, afterStart, afterStored } from './stream-state.ts';

export interface SourceRunnerOptions extends RunDependencies {
  readonly book: SourceBook;
  readonly newId: () => string;
  /** What a run needs besides its declaration; a failure fails the run. */
  open(source: SourceRecord, vendor: VendorDefinition): Promise<Result<RunKeys, AppError>>;
  onStored(page: StoredPage): void;
  /** A run has ended, so something else may be due. */
  onEnd(): void;
}

/** Keeps the runs that are going on: one for each stream of each source at most. */
export interface SourceRunner {
  /** Starts a run, or joins the one that is going on; answers when it has ended. Never rejects. */
  run(source: SourceRecord, vendor: VendorDefinition, stream: StreamDefinition): Promise<CollectedStream>;
  /** Ends the source's runs at the next safe point, and answers when they have ended. */
  cancel(sourceId: string): Promise<void>;
  /** The same for all, as an interruption: they go on at the next start. */
  close(): Promise<void>;
}

interface ActiveRun {
  readonly sourceId: string;
  readonly controller: AbortController;
  readonly ended: Promise<CollectedStream>;
}

/**
 * No limit is documented for most vendors; a few requests a second hurt nobody. A server on this very machine needs no
 * sparing.
 */
const spacingMs = 200;
const maxConcurrent = 2;

export function createSourceRunner(options: SourceRunnerOptions): SourceRunner {
  const { book, clock } = options;
  const active = new Map<string, ActiveRun>();
  const budgets = new Map<string, RequestBudget>();

  function budgetOf(source: SourceRecord): RequestBudget {
    const key = `${source.sourceId} ${source.url}`;
    const known = budgets.get(key);
    if (known !== undefined) return known;
    const minSpacingMs = isLoopback(new URL(source.url).hostname) ? 0 : spacingMs;
    const budget = createRequestBudget(clock, { maxConcurrent, minSpacingMs });
    budgets.set(key, budget);
    return budget;
  }

  async function runOnce(
    source: SourceRecord,
    vendor: VendorDefinition,
    stream: StreamDefinition,
    signal: AbortSignal,
  ): Promise<CollectedStream> {
    const { sourceId } = source;
    const runId = options.newId();
    const startedAtUs = clock.nowUs();
    book.change(sourceId, stream.name, (state) => afterStart(state, runId, startedAtUs));
    const observer: RunObserver = {
      onProgress: (progress) => book.change(sourceId, stream.name, (state) => afterProgress(state, progress)),
      onRetry: (error) =>
        book.change(sourceId, stream.name, (state) => afterRetry(state, error, clock.nowUs())),
      onStored(page) {
        book.change(sourceId, stream.name, (state) => afterStored(state, page));
        options.onStored(page);
      },
    };
    const open = () => options.open(source, vendor);
    const budget = budgetOf(source);
    const end = await runStream(options, { runId, source, vendor, stream, open, budget, signal, observer });
    book.change(sourceId, stream.name, (state) => {
      const failures = end.outcome === 'failed' ? state.failures + 1 : 0;
      return afterEnd(state, end, planNextRun(end, startedAtUs, intervalUsOf(sourceId, source), failures));
    });
    return collected(source, stream, end);
  }

  /** The interval may have been changed while the run went on. */
  function intervalUsOf(sourceId: string, source: SourceRecord): number {
    return (book.get(sourceId)?.record ?? source).intervalMinutes * US_PER_MINUTE;
  }

  async function stop(runs: readonly ActiveRun[], reason: string): Promise<void> {
    for (const { controller } of runs) controller.abort(reason);
    await Promise.all(runs.map(({ ended }) => ended));
  }

  return {
    run(source, vendor, stream) {
      const key = `${source.sourceId} ${stream.name}`;
      const going = active.get(key);
      if (going !== undefined) return going.ended;
      const controller = new AbortController();
      const ended = runOnce(source, vendor, stream, controller.signal).finally(() => {
        active.delete(key);
        options.onEnd();
      });
      active.set(key, { sourceId: source.sourceId, controller, ended });
      return ended;
    },
    cancel: (sourceId) =>
      stop(
        [...active.values()].filter((run) => run.sourceId === sourceId),
        'cancelled',
      ),
    close: () => stop([...active.values()], interrupted),
  };
}

function collected(source: SourceRecord, stream: StreamDefinition, end: RunEnd): CollectedStream {
  const { sourceId, name } = source;
  const isCutShort = end.outcome === 'cancelled' || end.outcome === 'interrupted';
  const error = end.error ?? (isCutShort ? cancelled() : null);
  return { sourceId, source: name, stream: stream.name, counts: end.counts, error, notice: end.notice };
}
