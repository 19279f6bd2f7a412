import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { canBackFill } from './back-fill-position.ts';
import { runnable } from './collect-sources.ts';
import { findStream } from './find-vendor.ts';
import { KeptBackFills, type KeptBackFillsParts } from './kept-back-fills.ts';
import type { TimeWindow } from './pagination/pagination.ts';
import type { Schedule } from './schedule.ts';
import type { SourceBook } from './source-book.ts';
import { hasNoPast, noSuchSource } from './source-problems.ts';
import type { SourceRunner } from './source-runner.ts';
import type { SourceService } from './source-service.ts';
import type { VendorDefinition } from './stream-definition.ts';
import type { Runnable } from './stream-job.ts';
import { withBackFill } from './stream-state.ts';

export interface BackFillOptions extends KeptBackFillsParts {
  readonly runner: SourceRunner;
  readonly schedule: Schedule;
  readonly vendors: readonly VendorDefinition[];
}

type Calls = Pick<SourceService, 'backFill' | 'pauseBackFill' | 'resumeBackFill' | 'cancelBackFill'>;

/** Ranges of the past that are asked for by hand: begun, paused, gone on with and given up. */
export function createBackFills(options: BackFillOptions): Calls {
  const { book, runner, clock } = options;
  const kept = new KeptBackFills(options);
  return {
    async backFill({ sourceId, streams, range }) {
      const wrong = rangeProblem(range, clock.nowUs());
      if (wrong !== null) return failed(wrong);
      const chosen = choose(options, sourceId, streams);
      if (!chosen.ok) return chosen;
      const limited = { fromUs: range.fromUs, toUs: Math.min(range.toUs, clock.nowUs()) };
      for (const what of chosen.value) {
        await runner.cancelBackFill(sourceId, what.stream.name);
        const begun = await kept.begin(what, limited);
        if (!begun.ok) return begun;
        if (!what.source.paused) void runner.runBackFill(what);
      }
      return ok(null);
    },
    async pauseBackFill({ sourceId, stream }) {
      const found = find(options, sourceId, stream);
      if (!found.ok) return found;
      notePaused(book, sourceId, stream);
      await runner.cancelBackFill(sourceId, stream);
      return kept.setPaused(found.value, true);
    },
    async resumeBackFill({ sourceId, stream }) {
      const found = find(options, sourceId, stream);
      if (!found.ok) return found;
      const resumed = await kept.setPaused(found.value, false);
      if (!resumed.ok) return resumed;
      planNow(options, sourceId, stream);
      if (!found.value.source.paused) void runner.runBackFill(found.value);
      return ok(null);
    },
    async cancelBackFill({ sourceId, stream }) {
      if (book.get(sourceId) === null) return failed(noSuchSource());
      notePaused(book, sourceId, stream);
      await runner.cancelBackFill(sourceId, stream);
      return kept.remove(sourceId, stream);
    },
  };
}

function find(options: BackFillOptions, sourceId: string, stream: string): Result<Runnable, AppError> {
  const ready = runnable(options.book.get(sourceId), options.vendors);
  if (!ready.ok) return ready;
  const found = findStream(ready.value.vendor, stream);
  return found.ok ? ok({ ...ready.value, stream: found.value }) : found;
}

/** All of them, each once, or none where one has no past. */
function choose(
  options: BackFillOptions,
  sourceId: string,
  streams: readonly string[],
): Result<Runnable[], AppError> {
  const chosen: Runnable[] = [];
  for (const name of new Set(streams)) {
    const found = find(options, sourceId, name);
    if (!found.ok) return found;
    if (!canBackFill(found.value.stream.pagination)) return failed(hasNoPast(titleOf(found.value)));
    chosen.push(found.value);
  }
  return ok(chosen);
}

/** Before its run is stopped, so that the schedule does not start it again in between. */
function notePaused(book: SourceBook, sourceId: string, stream: string): void {
  book.change(sourceId, stream, (state) => withBackFill(state, { isPaused: true }));
}

function planNow({ book, clock, schedule }: BackFillOptions, sourceId: string, stream: string): void {
  const nowUs = clock.nowUs();
  const plan = { setAtUs: nowUs, atUs: nowUs };
  book.change(sourceId, stream, (state) => withBackFill(state, { failures: 0, plan }));
  schedule.wake();
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
