import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { CheckpointToStore } from '../database/stored-page.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import { backFillCheckpoint, canBackFill } from './back-fill-position.ts';
import type { Clock } from './clock.ts';
import { runnable } from './collect-sources.ts';
import { findStream } from './find-vendor.ts';
import type { TimeWindow } from './pagination/pagination.ts';
import type { Schedule } from './schedule.ts';
import type { SourceBook } from './source-book.ts';
import { hasNoPast, noBackFill, noSuchSource } from './source-problems.ts';
import type { SourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { VendorDefinition } from './stream-definition.ts';
import type { Runnable } from './stream-job.ts';
import type { BackFillState } from './stream-state.ts';
import { withBackFill } from './stream-state.ts';
import type { RunDependencies } from './walk-to-present.ts';

export interface BackFillOptions extends Pick<RunDependencies, 'readCheckpoint'> {
  readonly book: SourceBook;
  readonly runner: SourceRunner;
  readonly schedule: Schedule;
  readonly writer: Writer;
  readonly vendors: readonly VendorDefinition[];
  readonly clock: Clock;
  readonly newId: () => string;
}

type Calls = Pick<SourceService, 'backFill' | 'pauseBackFill' | 'resumeBackFill' | 'cancelBackFill'>;

/** Ranges of the past that are asked for by hand: begun, paused, gone on with and given up. */
export function createBackFills(options: BackFillOptions): Calls {
  const { book, runner, writer, clock } = options;

  function find(sourceId: string, stream: string): Result<Runnable, AppError> {
    const ready = runnable(book.get(sourceId), options.vendors);
    if (!ready.ok) return ready;
    const found = findStream(ready.value.vendor, stream);
    return found.ok ? ok({ ...ready.value, stream: found.value }) : found;
  }

  function planNow(sourceId: string, stream: string, change: Partial<BackFillState>): void {
    const nowUs = clock.nowUs();
    const plan = { setAtUs: nowUs, atUs: nowUs };
    book.change(sourceId, stream, (state) => withBackFill(state, { ...change, plan }));
    options.schedule.wake();
  }

  /** In a run of its own, since a checkpoint is stored with a page of a run. It is no success: nothing was asked yet. */
  async function begin({ source, stream }: Runnable, range: TimeWindow): Promise<Result<null, AppError>> {
    const { sourceId } = source;
    const runId = options.newId();
    const startedAtUs = clock.nowUs();
    const started = await writer.startRun({
      runId,
      sourceId,
      stream: stream.name,
      startedAtUs,
      purpose: 'back-fill',
    });
    if (!started.ok) return started;
    const checkpoint = backFillCheckpoint({ range, isPaused: false, runId, walk: null });
    const saved = await save(source, stream.name, runId, checkpoint);
    const outcome = saved.ok ? 'interrupted' : 'failed';
    await writer.finishRun({ runId, finishedAtUs: clock.nowUs(), outcome, error: null });
    if (!saved.ok) return saved;
    const backFill = {
      range,
      runId,
      isPaused: false,
      isRunning: false,
      progress: null,
      error: null,
      failures: 0,
    };
    book.change(sourceId, stream.name, (state) => ({ ...state, backFill: { ...backFill, plan: null } }));
    return ok(null);
  }

  async function save(
    source: SourceRecord,
    stream: string,
    runId: string,
    checkpoint: CheckpointToStore,
  ): Promise<Result<null, AppError>> {
    const stored = await writer.commitPage({
      runId,
      sourceId: source.sourceId,
      sourceName: source.name,
      vendor: source.vendor,
      stream,
      receivedAtUs: clock.nowUs(),
      events: [],
      rejected: [],
      secrets: [],
      versions: 'none',
      checkpointOf: 'back-fill',
      checkpoint,
    });
    return stored.ok ? ok(null) : stored;
  }

  async function savePaused(what: Runnable, isPaused: boolean): Promise<Result<null, AppError>> {
    const { sourceId } = what.source;
    const stream = what.stream.name;
    const stored = await options.readCheckpoint(sourceId, stream, 'back-fill');
    if (!stored.ok) return stored;
    const known = book.get(sourceId)?.streams.get(stream)?.backFill ?? null;
    if (stored.value === null || known === null) return failed(noBackFill());
    const fields = JSON.parse(stored.value.position) as Readonly<Record<string, unknown>>;
    const position = JSON.stringify({ ...fields, isPaused });
    const saved = await save(what.source, stream, known.runId, { ...stored.value, position });
    if (saved.ok) book.change(sourceId, stream, (state) => withBackFill(state, { isPaused, error: null }));
    return saved;
  }

  return {
    async backFill({ sourceId, streams, range }) {
      const wrong = rangeProblem(range, clock.nowUs());
      if (wrong !== null) return failed(wrong);
      const chosen: Runnable[] = [];
      for (const name of new Set(streams)) {
        const found = find(sourceId, name);
        if (!found.ok) return found;
        if (!canBackFill(found.value.stream.pagination)) return failed(hasNoPast(titleOf(found.value)));
        chosen.push(found.value);
      }
      const limited = { fromUs: range.fromUs, toUs: Math.min(range.toUs, clock.nowUs()) };
      for (const what of chosen) {
        await runner.cancelBackFill(sourceId, what.stream.name);
        const begun = await begin(what, limited);
        if (!begun.ok) return begun;
        if (!what.source.paused) void runner.runBackFill(what);
      }
      return ok(null);
    },
    async pauseBackFill({ sourceId, stream }) {
      const found = find(sourceId, stream);
      if (!found.ok) return found;
      // Noted first, so that the schedule does not start it again in between.
      book.change(sourceId, stream, (state) => withBackFill(state, { isPaused: true }));
      await runner.cancelBackFill(sourceId, stream);
      return savePaused(found.value, true);
    },
    async resumeBackFill({ sourceId, stream }) {
      const found = find(sourceId, stream);
      if (!found.ok) return found;
      const resumed = await savePaused(found.value, false);
      if (!resumed.ok) return resumed;
      planNow(sourceId, stream, { failures: 0 });
      if (!found.value.source.paused) void runner.runBackFill(found.value);
      return ok(null);
    },
    async cancelBackFill({ sourceId, stream }) {
      if (book.get(sourceId) === null) return failed(noSuchSource());
      book.change(sourceId, stream, (state) => withBackFill(state, { isPaused: true }));
      await runner.cancelBackFill(sourceId, stream);
      const removed = await writer.removeBackFill(sourceId, stream);
      if (removed.ok) book.change(sourceId, stream, (state) => ({ ...state, backFill: null }));
      return removed;
    },
  };
}

function titleOf({ vendor, stream }: Runnable): string {
  return vendor.descriptor.streams.find(({ name }) => name === stream.name)?.title ?? stream.name;
}

function rangeProblem({ fromUs, toUs }: TimeWindow, nowUs: number): AppError | null {
  if (Number.isFinite(fromUs) && Number.isFinite(toUs) && fromUs < toUs && fromUs >= 0 && fromUs < nowUs) {
    return null;
  }
  return appError(
    'invalid-input',
    'This is no range of the past: it has to begin before it ends, and before now.',
    'Choose other times.',
  );
}
