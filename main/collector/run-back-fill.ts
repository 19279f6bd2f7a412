import { planNextRun } from './next-run.ts';
import { type RunObserver, runStream } from './run-stream.ts';
import { intervalUsOf, type JobParts, jobOf, type Runnable } from './stream-job.ts';
import { afterAdded, type StreamState, withBackFill } from './stream-state.ts';

/**
 * The stream's back-fill, if it has one, run after run to its end: it was asked for by hand, and nobody may be there to
 * begin the next. Once it is done it is in the book no longer.
 */
export async function runBackFill(parts: JobParts, what: Runnable, signal: AbortSignal): Promise<void> {
  while (await runOnce(parts, what, signal));
}

type Change = (step: (state: StreamState) => StreamState) => void;

/** Answers whether there is more. */
async function runOnce(parts: JobParts, what: Runnable, signal: AbortSignal): Promise<boolean> {
  const { book, clock } = parts;
  const { sourceId } = what.source;
  const stream = what.stream.name;
  const known = book.get(sourceId)?.streams.get(stream)?.backFill ?? null;
  if (known === null) return false;
  const change: Change = (step) => book.change(sourceId, stream, step);
  const startedAtUs = clock.nowUs();
  const job = jobOf(parts, what, signal, observerOf(parts, change));
  change((state) => withBackFill(state, { isRunning: true, error: null, plan: null, runId: job.runId }));
  const end = await runStream(parts, { ...job, purpose: 'back-fill', range: known.range });
  const isDone = end.outcome === 'succeeded' && !end.hasMore;
  const removed = isDone ? await parts.writer.removeBackFill(sourceId, stream) : null;
  if (isDone && removed?.ok) {
    change((state) => ({ ...state, backFill: null }));
    return false;
  }
  const error = end.error ?? (removed?.ok === false ? removed.error : null);
  const failures = end.outcome === 'failed' ? known.failures + 1 : 0;
  const plan = planNextRun(end, startedAtUs, intervalUsOf(what), failures);
  change((state) => withBackFill(state, { isRunning: false, error, failures, plan }));
  return end.hasMore;
}

/** A back-fill shows what it has read, and no retries. */
function observerOf(parts: JobParts, change: Change): RunObserver {
  return {
    onProgress: (progress) => change((state) => withBackFill(state, { progress })),
    onRetry: () => undefined,
    onStored(page) {
      change((state) => afterAdded(state, page));
      parts.onStored(page);
    },
  };
}
