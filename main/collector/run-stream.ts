import type { Dispatcher } from 'undici';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noCounts, type RunCounts } from '../../shared/source-status.ts';
import type { CheckpointToStore } from '../database/stored-page.ts';
import type { RunOutcome, SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Clock } from './clock.ts';
import { hideCredentials } from './hide-credentials.ts';
import { startWalk, type WalkProgress, type WalkTurn } from './pagination/walk.ts';
import type { RequestBudget } from './request-budget.ts';
import { type StepAnswer, sendStep } from './send-step.ts';
import { createPageStore, type PageStore, type StoredPage } from './store-records.ts';
import type { SourceContext, StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { clockNotice } from './vendor-clock.ts';

export interface RunDependencies {
  readonly writer: Writer;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly dispatcher: Dispatcher;
  readCheckpoint(sourceId: string, stream: string): Promise<Result<CheckpointToStore | null, AppError>>;
}

export interface RunJob {
  readonly runId: string;
  readonly source: SourceRecord;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
  /** Vault and credentials, or why they are not to be had. */
  open(): Promise<Result<RunKeys, AppError>>;
  readonly budget: RequestBudget;
  /** Aborting ends the run at the next safe point. The reason `interrupted` tells closing from cancelling. */
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
}

export interface RunKeys {
  readonly vault: Vault;
  readonly credentials: Readonly<Record<string, string>>;
}

/** Called while the run goes on, for the status. */
export interface RunObserver {
  onProgress(progress: WalkProgress | null): void;
  onRetry(error: AppError): void;
  onStored(page: StoredPage): void;
}

export interface RunEnd {
  readonly outcome: Exclude<RunOutcome, 'running'>;
  readonly error: AppError | null;
  /** Something the analyst should know of a run that succeeded. */
  readonly notice: AppError | null;
  readonly counts: RunCounts;
  readonly finishedAtUs: number;
}

/** The reason that a signal is aborted with when the app closes. */
export const interrupted = 'interrupted';

/** An answer may hold many more; a transaction of this many takes some ten milliseconds. */
const recordsPerPage = 2_000;

type WalkEnd = Result<{ readonly notice: AppError | null }, AppError>;

/**
 * One run of one stream: from its checkpoint to the present, each answer stored together with the checkpoint behind
 * it. Ends at the first thing that can't be solved by trying again; what was stored until then stays. Never rejects.
 */
export async function runStream(deps: RunDependencies, job: RunJob): Promise<RunEnd> {
  const { writer, clock } = deps;
  const { runId, source, stream } = job;
  const started = await writer.startRun({
    runId,
    sourceId: source.sourceId,
    stream: stream.name,
    startedAtUs: clock.nowUs(),
  });
  if (!started.ok) return endOf(started, noCounts, job, clock.nowUs());
  let counts = noCounts;
  const onStored = (page: StoredPage) => {
    counts = page.runCounts;
    job.observer.onStored(page);
  };
  const walked = await walkToPresent(deps, job, onStored).catch(() => failed(bugError()));
  const end = endOf(walked, counts, job, clock.nowUs());
  const finished = await writer.finishRun({
    runId,
    finishedAtUs: end.finishedAtUs,
    outcome: end.outcome,
    error: end.error ?? end.notice,
  });
  return finished.ok ? end : { ...end, outcome: 'failed', error: end.error ?? finished.error };
}

async function walkToPresent(
  deps: RunDependencies,
  job: RunJob,
  onStored: (page: StoredPage) => void,
): Promise<WalkEnd> {
  const { source, stream } = job;
  const keys = await job.open();
  if (!keys.ok) return keys;
  const { vault, credentials } = keys.value;
  const context: SourceContext = { url: source.url, settings: source.settings, credentials };
  const store = createPageStore({ ...deps, ...job, vault, recordsPerPage }, onStored);
  const host = new URL(source.url).host;
  const { permissions } = job.vendor.descriptor;
  const stored = await deps.readCheckpoint(source.sourceId, stream.name);
  if (!stored.ok) return stored;
  let position = stored.value?.description ?? null;
  let notice: AppError | null = null;
  const { lookBackDays } = source;
  const start = {
    context,
    position: stored.value?.position ?? null,
    lookBackDays,
    nowUs: deps.clock.nowUs(),
  };
  for (let step: WalkTurn['next'] = startWalk(stream.pagination, start); step !== null; ) {
    job.observer.onProgress(step.progress);
    const answer = await sendStep(
      { ...deps, ...job, host, permissions, position, onRetry: job.observer.onRetry },
      step.request,
    );
    if (!answer.ok) return hideCredentials(answer, job.vendor.secretsInRequests(context));
    notice = clockNotice(answer.value.clockAheadUs, host) ?? notice;
    const turn = await storeAnswer(step.follow, answer.value, stream, store);
    if (!turn.ok) return hideCredentials(turn, job.vendor.secretsInRequests(context));
    position = turn.value.checkpoint.description;
    step = turn.value.next;
  }
  return ok({ notice });
}

async function storeAnswer(
  follow: (answer: unknown, nowUs: number) => Result<WalkTurn, AppError>,
  answer: StepAnswer,
  stream: StreamDefinition,
  store: PageStore,
): Promise<Result<WalkTurn, AppError>> {
  const records = stream.readRecords(answer.json);
  if (!records.ok) return records;
  const turn = follow(answer.json, answer.sentAtUs + answer.clockAheadUs);
  if (!turn.ok) return turn;
  const begun = await store.begin(records.value, turn.value.checkpoint);
  const stored = await store.settle();
  if (!begun.ok) return begun;
  return stored.ok ? turn : stored;
}

function endOf(
  walked: WalkEnd | Result<null, AppError>,
  counts: RunCounts,
  job: RunJob,
  finishedAtUs: number,
): RunEnd {
  if (walked.ok) {
    return { outcome: 'succeeded', error: null, notice: walked.value?.notice ?? null, counts, finishedAtUs };
  }
  if (walked.error.kind === 'cancelled') {
    const outcome = job.signal.reason === interrupted ? 'interrupted' : 'cancelled';
    return { outcome, error: null, notice: null, counts, finishedAtUs };
  }
  return { outcome: 'failed', error: walked.error, notice: null, counts, finishedAtUs };
}

function bugError(): AppError {
  return appError(
    'internal',
    'Collecting stopped because of a fault in Keyglass. Nothing that was stored is lost.',
    'Please report this. The next run goes on from where this one stopped.',
  );
}
