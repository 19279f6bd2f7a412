import type { SourceRecord } from '../database/writer.ts';
import { planNextRun } from './next-run.ts';
import { type RunEnd, runStream } from './run-stream.ts';
import { cancelled } from './send-until-answered.ts';
import type { CollectedStream } from './source-service.ts';
import type { StreamDefinition } from './stream-definition.ts';
import { intervalUsOf, type JobParts, jobOf, type Runnable } from './stream-job.ts';
import {
  afterEnd,
  afterProgress,
  afterRetry,
  afterStart,
  afterStored,
  type StreamState,
} from './stream-state.ts';

/** One run of the stream from its mark towards the present. The book is kept up with it, and knows when the next is due. */
export async function pollStream(
  parts: JobParts,
  what: Runnable,
  signal: AbortSignal,
): Promise<CollectedStream> {
  const { book, clock } = parts;
  const { source, stream } = what;
  const change = (step: (state: StreamState) => StreamState) =>
    book.change(source.sourceId, stream.name, step);
  const startedAtUs = clock.nowUs();
  const job = jobOf(parts, what, signal, {
    onProgress: (progress) => change((state) => afterProgress(state, progress)),
    onRetry: (error) => change((state) => afterRetry(state, error, clock.nowUs())),
    onStored(page) {
      change((state) => afterStored(state, page));
      parts.onStored(page);
    },
  });
  change((state) => afterStart(state, job.runId, startedAtUs));
  const end = await runStream(parts, { ...job, purpose: 'polling' });
  // The interval may have been changed while the run went on.
  const record = book.get(source.sourceId)?.record ?? source;
  const intervalUs = intervalUsOf({ ...what, source: record });
  change((state) => {
    const failures = end.outcome === 'failed' ? state.failures + 1 : 0;
    return afterEnd(state, end, planNextRun(end, startedAtUs, intervalUs, failures));
  });
  return collected(source, stream, end);
}

function collected(source: SourceRecord, stream: StreamDefinition, end: RunEnd): CollectedStream {
  const { sourceId, name } = source;
  const isCutShort = end.outcome === 'cancelled' || end.outcome === 'interrupted';
  // Asked for up to the present, which it has not reached.
  const error = end.error ?? (isCutShort ? cancelled() : end.hasMore ? end.notice : null);
  return {
    sourceId,
    source: name,
    stream: stream.name,
    counts: end.counts,
    error,
    notice: end.hasMore ? null : end.notice,
  };
}
