import type { AppError } from '../../shared/app-error.ts';
import type { BackFill, SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import type { Tone } from '../design/badge.tsx';
import type { IconName } from '../design/icon-shapes.ts';

export interface PhaseView {
  readonly text: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

/** The stream’s state in two words. A stream that waits says how its last run went, as that is what matters. */
export function viewPhase(stream: StreamStatus): PhaseView {
  switch (stream.phase) {
    case 'collecting':
      return { text: stream.progress ? 'Catching up' : 'Collecting', tone: 'accent', icon: 'download' };
    case 'retrying':
      return { text: 'Trying again', tone: 'warning', icon: 'refresh' };
    case 'paused':
      return { text: 'Paused', tone: 'neutral', icon: 'pause' };
    case 'offline':
      return { text: 'Not reachable', tone: 'warning', icon: 'offline' };
    case 'failed':
      return { text: 'Failed', tone: 'failure', icon: 'alert' };
    case 'off':
      return { text: 'Off', tone: 'neutral', icon: 'minus' };
    case 'waiting':
      if (stream.lastRun?.outcome === 'cancelled')
        return { text: 'Cancelled', tone: 'neutral', icon: 'stop' };
      if (stream.lastSuccessAtUs === null) return { text: 'Waiting', tone: 'neutral', icon: 'clock' };
      return { text: 'Up to date', tone: 'success', icon: 'check' };
  }
}

export interface ProgressView {
  readonly done: number;
  readonly total: number | null;
  readonly text: string;
  readonly isMoving: boolean;
}

/** `Day 24 of 61, 2026-10-14`; null where there is nothing to catch up with. */
export function viewProgress({ progress, phase }: StreamStatus): ProgressView | null {
  return progress && phase !== 'off' ? progressView(progress, phase === 'collecting') : null;
}

/** The same of a range that was asked for by hand. */
export function viewBackFill({ progress, state }: BackFill): ProgressView {
  const isMoving = state === 'running';
  return progress ? progressView(progress, isMoving) : { done: 0, total: null, text: '', isMoving };
}

function progressView(progress: NonNullable<StreamStatus['progress']>, isMoving: boolean): ProgressView {
  const unit = capitalised(progress.unit.replace(/s$/, ''));
  const current = progress.total === null ? progress.done + 1 : Math.min(progress.done + 1, progress.total);
  const of = progress.total === null ? '' : ` of ${progress.total}`;
  return {
    done: progress.done,
    total: progress.total,
    text: `${unit} ${current}${of}${progress.at ? `, ${progress.at}` : ''}`,
    isMoving,
  };
}

export interface SourceActions {
  readonly canCollect: boolean;
  readonly canCancel: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
}

export function viewActions(source: SourceStatus): SourceActions {
  const isRunning = source.streams.some(({ phase }) => phase === 'collecting' || phase === 'retrying');
  const hasStreamOn = source.streams.some(({ phase }) => phase !== 'off');
  return {
    // One that holds imported files only has no address to ask.
    canCollect: !isRunning && !source.paused && hasStreamOn && source.url !== '',
    canCancel: isRunning,
    canPause: !source.paused && source.url !== '',
    canResume: source.paused,
  };
}

/** How far what is stored reaches behind the present, in microseconds; null before the first complete answer. */
export function lagOf(stream: StreamStatus, nowUs: number): number | null {
  // What main told was right when it was told; a stream that stands still is not told of again.
  return stream.lastSuccessAtUs === null ? stream.lagUs : Math.max(0, nowUs - stream.lastSuccessAtUs);
}

/** An error that ended a run is a failure; one that came with a good run, or is being got over, is a warning. */
export function errorTone(stream: StreamStatus): 'failure' | 'warning' {
  return stream.phase === 'failed' ? 'failure' : 'warning';
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How all streams of a source are, in one look: the worst state first, streams that are off last. */
export function viewSource({ streams }: SourceStatus): { tone: Tone; text: string }[] {
  const counted = new Map<string, { tone: Tone; count: number }>();
  for (const stream of streams) {
    const { text, tone } = viewPhase(stream);
    counted.set(text, { tone, count: (counted.get(text)?.count ?? 0) + 1 });
  }
  const rank = (text: string, tone: Tone) => (text === 'Off' ? toneOrder.length : toneOrder.indexOf(tone));
  return [...counted]
    .sort(([one, first], [other, second]) => rank(one, first.tone) - rank(other, second.tone))
    .map(([text, { tone, count }]) => ({ tone, text: `${count} ${text.toLowerCase()}` }));
}

const toneOrder: readonly Tone[] = ['failure', 'warning', 'accent', 'success', 'neutral'];

/** An error that several streams share is said once for the source; null where each has its own. */
export function sharedError({
  streams,
}: SourceStatus): { error: AppError; streams: readonly string[] } | null {
  const failing = streams.filter(({ lastError, phase }) => lastError !== null && phase !== 'off');
  const first = failing[0]?.lastError;
  if (!first || failing.length < 2) return null;
  const same = failing.filter(({ lastError }) => isSameError(first, lastError));
  return same.length === failing.length ? { error: first, streams: same.map(({ stream }) => stream) } : null;
}

function isSameError(one: AppError, other: AppError | null): boolean {
  return one.kind === other?.kind && one.message === other.message;
}
