import type { Runnable } from './stream-job.ts';

export interface OngoingRun<Ended = unknown> {
  readonly sourceId: string;
  readonly controller: AbortController;
  readonly ended: Promise<Ended>;
}

/** The runs of one kind that are going on: one at most for each stream of each source. */
export class OngoingRuns<Ended> {
  readonly #runs = new Map<string, OngoingRun<Ended>>();
  readonly #onEnd: () => void;

  /** `onEnd` is told of each run that has ended, once its place is free. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Begins the work, or joins what is going on; answers when it has ended. */
  start(what: Runnable, work: (signal: AbortSignal) => Promise<Ended>): Promise<Ended> {
    const { sourceId } = what.source;
    const key = keyOf(sourceId, what.stream.name);
    const going = this.#runs.get(key);
    if (going !== undefined) return going.ended;
    const controller = new AbortController();
    const ended = work(controller.signal).finally(() => {
      this.#runs.delete(key);
      this.#onEnd();
    });
    this.#runs.set(key, { sourceId, controller, ended });
    return ended;
  }

  get(sourceId: string, stream: string): OngoingRun<Ended> | null {
    return this.#runs.get(keyOf(sourceId, stream)) ?? null;
  }

  all(): readonly OngoingRun<Ended>[] {
    return [...this.#runs.values()];
  }
}

/** Ends them all at their next safe points, and answers when they have ended. */
export async function stopRuns(runs: readonly OngoingRun[], reason: string): Promise<void> {
  for (const { controller } of runs) controller.abort(reason);
  await Promise.all(runs.map(({ ended }) => ended));
}

function keyOf(sourceId: string, stream: string): string {
  return `${sourceId} ${stream}`;
}
