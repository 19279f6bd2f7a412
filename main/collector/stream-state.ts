import type { AppError } from '../../shared/app-error.ts';
import { noCounts, type RunCounts, type StreamStatus } from '../../shared/source-status.ts';
import type { Gap } from './gaps.ts';
import { gapsIn } from './gaps.ts';
import type { Plan } from './next-run.ts';
import type { TimeWindow } from './pagination/pagination.ts';
import type { WalkProgress } from './pagination/walk.ts';
import type { RunEnd } from './run-stream.ts';
import { addCounts, type StoredPage } from './store-records.ts';

/** What is known of one stream while the app is open: read once from the file, then kept up with each event. */
export interface StreamState {
  readonly stream: string;
  readonly counts: RunCounts;
  readonly lastRun: StreamStatus['lastRun'];
  readonly progress: WalkProgress | null;
  /** A request is being sent again, or waits for that. */
  readonly isRetrying: boolean;
  readonly checkpoint: string | null;
  readonly lastSuccessAtUs: number | null;
  readonly newestEventUs: number | null;
  readonly lastError: AppError | null;
  readonly lastErrorAtUs: number | null;
  /** Runs in a row that failed. */
  readonly failures: number;
  readonly plan: Plan | null;
  readonly gaps: readonly Gap[];
  readonly backFill: BackFillState | null;
}

/** A range that was asked for by hand. */
export interface BackFillState {
  readonly range: TimeWindow;
  readonly isPaused: boolean;
  readonly isRunning: boolean;
  readonly progress: WalkProgress | null;
  readonly error: AppError | null;
  readonly failures: number;
  /** The run that last moved its checkpoint. */
  readonly runId: string;
  readonly plan: Plan | null;
}

export function emptyStreamState(stream: string): StreamState {
  return {
    stream,
    counts: noCounts,
    lastRun: null,
    progress: null,
    isRetrying: false,
    checkpoint: null,
    lastSuccessAtUs: null,
    newestEventUs: null,
    lastError: null,
    lastErrorAtUs: null,
    failures: 0,
    plan: null,
    gaps: [],
    backFill: null,
  };
}

export function isRunning(state: StreamState): boolean {
  return state.lastRun?.outcome === 'running';
}

export function afterStart(state: StreamState, runId: string, startedAtUs: number): StreamState {
  return {
    ...state,
    lastRun: { runId, startedAtUs, finishedAtUs: null, outcome: 'running', counts: noCounts },
    isRetrying: false,
    plan: null,
  };
}

export function afterRetry(state: StreamState, error: AppError, atUs: number): StreamState {
  return { ...state, isRetrying: true, lastError: error, lastErrorAtUs: atUs };
}

/** A step was begun: what was tried again before has worked out. */
export function afterProgress(state: StreamState, progress: WalkProgress | null): StreamState {
  return { ...state, progress, ...withoutRetry(state) };
}

export function afterStored(state: StreamState, page: StoredPage): StreamState {
  return {
    ...state,
    ...withoutRetry(state),
    counts: addCounts(state.counts, page.counts),
    lastRun: state.lastRun && { ...state.lastRun, counts: page.runCounts },
    checkpoint: page.checkpoint?.description ?? state.checkpoint,
    newestEventUs: later(state.newestEventUs, page.newestEventUs),
    gaps: page.checkpoint === null ? state.gaps : gapsIn(page.checkpoint.position),
  };
}

/** An import or a back-fill adds to what is stored, and is no run of the stream's own: neither phase nor plan follow. */
export function afterAdded(state: StreamState, page: StoredPage): StreamState {
  const newestEventUs = later(state.newestEventUs, page.newestEventUs);
  return { ...state, counts: addCounts(state.counts, page.counts), newestEventUs };
}

export function afterEnd(state: StreamState, end: RunEnd, plan: Plan | null): StreamState {
  const { outcome, finishedAtUs, counts } = end;
  const error = end.error ?? end.notice;
  const isCutShort = outcome === 'cancelled' || outcome === 'interrupted';
  const isCaughtUp = outcome === 'succeeded' && !end.hasMore;
  return {
    ...state,
    lastRun: state.lastRun && { ...state.lastRun, outcome, finishedAtUs, counts },
    progress: isCaughtUp ? null : state.progress,
    isRetrying: false,
    lastSuccessAtUs: isCaughtUp ? finishedAtUs : state.lastSuccessAtUs,
    lastError: isCutShort ? state.lastError : error,
    lastErrorAtUs: isCutShort ? state.lastErrorAtUs : error && finishedAtUs,
    failures: outcome === 'failed' ? state.failures + 1 : isCutShort ? state.failures : 0,
    plan,
  };
}

export function withBackFill(state: StreamState, change: Partial<BackFillState>): StreamState {
  return state.backFill === null ? state : { ...state, backFill: { ...state.backFill, ...change } };
}

/** How an error that was got over is forgotten, one that ended a run is kept until a run succeeds. */
function withoutRetry(state: StreamState): Partial<StreamState> {
  return state.isRetrying ? { isRetrying: false, lastError: null, lastErrorAtUs: null } : {};
}

function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
