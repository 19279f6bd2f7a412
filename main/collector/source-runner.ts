import type { Dispatchers } from './dispatchers.ts';
import { KeptAccesses } from './kept-accesses.ts';
import { type OngoingRun, OngoingRuns, stopRuns } from './ongoing-runs.ts';
import { pollStream } from './poll-stream.ts';
import { runBackFill } from './run-back-fill.ts';
import { interrupted } from './run-stream.ts';
import type { CollectedStream } from './source-service.ts';
import type { JobParts, Runnable } from './stream-job.ts';

export interface SourceRunnerOptions extends Omit<JobParts, 'accesses'> {
  readonly dispatchers: Dispatchers;
  /** A run has ended, so something else may be due. */
  onEnd(): void;
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

export function createSourceRunner(options: SourceRunnerOptions): SourceRunner {
  const accesses = new KeptAccesses(options);
  const polling = new OngoingRuns<CollectedStream>(options.onEnd);
  const backFilling = new OngoingRuns<void>(options.onEnd);
  const parts: JobParts = { ...options, accesses };
  const all = (): readonly OngoingRun[] => [...polling.all(), ...backFilling.all()];
  return {
    run: (what) => polling.start(what, (signal) => pollStream(parts, what, signal)),
    runBackFill: (what) => backFilling.start(what, (signal) => runBackFill(parts, what, signal)),
    cancel: (sourceId) =>
      stopRuns(
        all().filter((run) => run.sourceId === sourceId),
        'cancelled',
      ),
    async cancelBackFill(sourceId, stream) {
      const going = backFilling.get(sourceId, stream);
      if (going !== null) await stopRuns([going], 'cancelled');
    },
    forgetRejection: (sourceId) => accesses.forgetRejection(sourceId),
    forget: (sourceId) => accesses.forget(sourceId),
    async close() {
      accesses.endLogins();
      await stopRuns(all(), interrupted);
    },
  };
}
