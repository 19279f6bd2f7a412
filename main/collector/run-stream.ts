import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import { noCounts, type RunCounts, type StreamSettings } from '../../shared/source-status.ts';
import type { CheckpointToStore, PageToStore } from '../database/stored-page.ts';
import type { RunOutcome, SourceRecord } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import type { TimeWindow } from './pagination/pagination.ts';
import type { WalkProgress } from './pagination/walk.ts';
import type { SourceAccess } from './source-access.ts';
import type { StoredPage } from './store-records.ts';
import type { SourceContext, StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { type RunDependencies, walkToPresent } from './walk-to-present.ts';

export interface RunJob {
  readonly runId: string;
  readonly source: SourceRecord;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
  readonly settings: StreamSettings;
  /** Which checkpoint is read and moved. */
  readonly purpose: PageToStore['checkpointOf'];
  /** For a back-fill. */
  readonly range?: TimeWindow;
  /** Vault and credentials, or why they are not to be had. */
  open(): Promise<Result<RunKeys, AppError>>;
  /** What the source's streams share, or why it can't be had. */
  accessFor(context: SourceContext): Promise<Result<SourceAccess, AppError>>;
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
  /** It succeeded, but has not come to the present: the next run goes on at once. */
  readonly hasMore: boolean;
  readonly counts: RunCounts;
  readonly finishedAtUs: number;
}

/** The reason that a signal is aborted with when the app closes. */
export const interrupted = 'interrupted';

export type WalkEnd = Result<Pick<RunEnd, 'notice' | 'hasMore'>, AppError>;

/** How a position is kept: with the walk's own, the run keeps what else belongs to the checkpoint. */
export interface CheckpointForm {
  readonly walkPosition: string | null;
  write(checkpoint: CheckpointToStore): CheckpointToStore;
}

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
    purpose: job.purpose,
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
  return finished.ok
    ? end
    : { ...end, outcome: 'failed', hasMore: false, error: end.error ?? finished.error };
}

function endOf(
  walked: WalkEnd | Result<null, AppError>,
  counts: RunCounts,
  job: RunJob,
  finishedAtUs: number,
): RunEnd {
  if (walked.ok) {
    const { notice, hasMore } = walked.value ?? { notice: null, hasMore: false };
    return { outcome: 'succeeded', error: null, notice, hasMore, counts, finishedAtUs };
  }
  const ended = { notice: null, hasMore: false, counts, finishedAtUs };
  if (walked.error.kind === 'cancelled') {
    const outcome = job.signal.reason === interrupted ? 'interrupted' : 'cancelled';
    return { ...ended, outcome, error: null };
  }
  return { ...ended, outcome: 'failed', error: walked.error };
}

function bugError(): AppError {
  return appError(
    'internal',
    'Collecting stopped because of a fault in Keyglass. Nothing that was stored is lost.',
    'Please report this. The next run goes on from where this one stopped.',
  );
}
