import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { CheckpointToStore, PageToStore } from '../database/stored-page.ts';
import type { Writer } from '../database/writer.ts';
import type { Mask } from '../secrets/mask-text.ts';
import { backFillCheckpoint, readBackFillPosition } from './back-fill-position.ts';
import type { Clock } from './clock.ts';
import { addGap, gapBefore, gapsIn, withGaps } from './gaps.ts';
import { hideCredentials } from './hide-credentials.ts';
import { markOf } from './pagination/mark-of.ts';
import { moreToCome } from './pagination/page-turns.ts';
import { startWalk, type WalkStep, type WalkTurn } from './pagination/walk.ts';
import type { CheckpointForm, RunJob, WalkEnd } from './run-stream.ts';
import { type StepAnswer, sendStep } from './send-step.ts';
import { createPageStore, type PageStore, type StoredPage } from './store-records.ts';
import type { StreamContext } from './stream-definition.ts';
import { clockNotice } from './vendor-clock.ts';

export interface RunDependencies {
  readonly writer: Writer;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** What every text of a failure passes before anything sees it. */
  readonly egress?: Mask;
  /** Resolves when `egress` knows all that it is to take out; never rejects. Nothing is asked before. */
  egressReady?(): Promise<void>;
  /** See `SendStepInput`. */
  onVendorTime?(timeUs: number): void;
  readCheckpoint(
    sourceId: string,
    stream: string,
    purpose: PageToStore['checkpointOf'],
  ): Promise<Result<CheckpointToStore | null, AppError>>;
  readLatestRecords(
    sourceId: string,
    stream: string,
    uids: readonly string[],
  ): Promise<Result<Map<string, unknown>, AppError>>;
  /** Things that nothing was received of since that time, changed or not. */
  readUnseenObjects(
    sourceId: string,
    stream: string,
    receivedBeforeUs: number,
  ): Promise<Result<string[], AppError>>;
}

/** An answer may hold many more; a transaction of this many takes some ten milliseconds. */
const recordsPerPage = 2_000;

/** Asks step by step and stores each answer, until the walk has reached its end. */
export async function walkToPresent(
  deps: RunDependencies,
  job: RunJob,
  onStored: (page: StoredPage) => void,
): Promise<WalkEnd> {
  const { source, vendor, stream, settings, purpose } = job;
  const { clock } = deps;
  await deps.egressReady?.();
  const keys = await job.open();
  if (!keys.ok) return keys;
  const { vault, credentials } = keys.value;
  const opened = await job.accessFor({ url: source.url, settings: source.settings, credentials });
  if (!opened.ok) return opened;
  const access = opened.value;
  const context: StreamContext = { ...access.context, pageSize: settings.pageSize };
  const stored = await deps.readCheckpoint(source.sourceId, stream.name, purpose);
  if (!stored.ok) return stored;
  const nowUs = clock.nowUs() + access.clockAheadUs;
  const form = formOf(job, stored.value, nowUs);
  const store = createPageStore({ ...deps, ...job, vault, recordsPerPage, checkpointOf: purpose }, onStored);
  const host = new URL(source.url).host;
  const hide = (failure: { readonly ok: false; readonly error: AppError }) => {
    const secrets = [...vendor.secretsInRequests(access.context), ...access.sessions.secrets()];
    return hideCredentials(failure, secrets, deps.egress);
  };
  const onRetry = (error: AppError) => {
    const hidden = hide(failed(error));
    if (!hidden.ok) job.observer.onRetry(hidden.error);
  };
  const outdatedFor = createOutdatedReader(deps, job);
  let position = stored.value?.description ?? null;
  let notice: AppError | null = null;
  const start = {
    context,
    position: form.walkPosition,
    lookBackDays: job.range === undefined ? settings.lookBackDays : 0,
    nowUs,
    receivedNowUs: () => clock.nowUs(),
    readRecords: (answer: unknown) => stream.readRecords(answer),
    ...(job.range === undefined ? {} : { range: job.range }),
  };
  for (let step: WalkStep | null = startWalk(stream.pagination, start); step !== null; ) {
    job.observer.onProgress(step.progress);
    const { timeoutMs } = stream;
    const sending = { ...deps, ...job, access, position, onRetry, timeoutMs, isImpatient: false };
    const answer = await sendStep(sending, step);
    if (!answer.ok) return hide(answer);
    notice = clockNotice(answer.value.clockAheadUs, host) ?? notice;
    const outdated = await outdatedFor(step);
    if (!outdated.ok) return hide(outdated);
    const taking = { deps, job, store, form, host, outdated: outdated.value };
    const turn = await takeTurn(step, answer.value, taking);
    if (!turn.ok) return hide(turn);
    if (turn.value.problem !== undefined) return hide(failed(turn.value.problem));
    if (turn.value.hasMore) return ok({ notice: moreToCome(host), hasMore: true });
    position = turn.value.checkpoint?.description ?? position;
    step = turn.value.next;
  }
  return ok({ notice, hasMore: false });
}

interface Taking {
  readonly deps: RunDependencies;
  readonly job: RunJob;
  readonly store: PageStore;
  readonly form: CheckpointForm;
  readonly host: string;
  readonly outdated: Set<string>;
}

/** What was last received before the complete reading that a step is part of, less what that has brought since. */
function createOutdatedReader({ readUnseenObjects }: RunDependencies, { source, stream }: RunJob) {
  let ofReading = { sinceUs: Number.NaN, uids: new Set<string>() };
  return async ({ wholeSinceUs }: WalkStep): Promise<Result<Set<string>, AppError>> => {
    if (stream.merge === undefined || wholeSinceUs === undefined) return ok(new Set());
    if (ofReading.sinceUs === wholeSinceUs) return ok(ofReading.uids);
    const unseen = await readUnseenObjects(source.sourceId, stream.name, wholeSinceUs);
    if (!unseen.ok) return unseen;
    ofReading = { sinceUs: wholeSinceUs, uids: new Set(unseen.value) };
    return ok(ofReading.uids);
  };
}

/** Stores what the answer holds together with where the walk is after it. */
async function takeTurn(
  step: WalkStep,
  answer: StepAnswer,
  taking: Taking,
): Promise<Result<WalkTurn, AppError>> {
  const led = leadOn(step, answer, taking);
  if (!led.ok) return led;
  const { records, turn } = led.value;
  const { store, form, outdated } = taking;
  const checkpoint = turn.checkpoint && form.write(turn.checkpoint);
  const isLast = turn.completeSinceUs === undefined;
  const begun = await store.begin(records, isLast ? checkpoint : null, [], outdated);
  const stored = await store.settle();
  if (!begun.ok) return begun;
  if (!stored.ok) return stored;
  if (turn.completeSinceUs !== undefined) {
    const removed = await storeRemovals(turn.completeSinceUs, checkpoint, taking);
    if (!removed.ok) return removed;
  }
  return ok(turn);
}

function leadOn(
  step: WalkStep,
  answer: StepAnswer,
  { job, host }: Taking,
): Result<{ readonly records: readonly unknown[]; readonly turn: WalkTurn }, AppError> {
  const nowUs = answer.sentAtUs + answer.clockAheadUs;
  try {
    if (answer.kind === 'verdict') {
      const turn = step.onVerdict?.(answer.verdict, nowUs) ?? null;
      return turn === null ? failed(answer.error) : ok({ records: [], turn });
    }
    const records = step.recordsOf?.(answer.json) ?? job.stream.readRecords(answer.json);
    if (!records.ok) return records;
    const turn = step.follow(answer.json, nowUs, records.value);
    return turn.ok ? ok({ records: records.value, turn: turn.value }) : turn;
  } catch {
    // What was thrown may quote the answer.
    return failed(otherShape(host));
  }
}

/** What a complete reading did not hold is gone. */
async function storeRemovals(
  sinceUs: number,
  checkpoint: CheckpointToStore | null,
  { deps, job, store }: Taking,
): Promise<Result<null, AppError>> {
  const { merge, name } = job.stream;
  const unseen =
    merge === undefined ? ok([]) : await deps.readUnseenObjects(job.source.sourceId, name, sinceUs);
  if (!unseen.ok) return unseen;
  const removals = merge === undefined ? [] : unseen.value.map((uid) => merge.removal(uid));
  const begun = await store.begin(removals, checkpoint);
  const stored = await store.settle();
  return begun.ok ? stored : begun;
}

function formOf(job: RunJob, stored: CheckpointToStore | null, nowUs: number): CheckpointForm {
  const position = stored?.position ?? null;
  if (job.purpose === 'back-fill') {
    const kept = readBackFillPosition(position);
    const range = job.range ?? { fromUs: 0, toUs: nowUs };
    return {
      walkPosition: kept?.walk ?? null,
      write: (checkpoint) =>
        backFillCheckpoint(
          { range, isPaused: false, runId: job.runId, walk: checkpoint.position },
          checkpoint.description,
        ),
    };
  }
  const { descriptor } = job.vendor;
  const retentionDays =
    descriptor.streams.find(({ name }) => name === job.stream.name)?.retentionDays ?? null;
  const gap = gapBefore(markOf(job.stream.pagination, position), retentionDays, nowUs);
  const gaps = addGap(gapsIn(position), gap);
  return { walkPosition: position, write: (checkpoint) => withGaps(checkpoint, gaps) };
}

function otherShape(host: string): AppError {
  return appError(
    'unexpected-response',
    `${host} answered with data of another shape than its API has. Nothing was stored from this answer.`,
    'Check the base URL. If it is right, the API may have changed: look for a newer version of Keyglass.',
  );
}
