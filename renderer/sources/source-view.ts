import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
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
export function viewProgress(stream: StreamStatus): ProgressView | null {
  const { progress } = stream;
  if (!progress) return null;
  const unit = capitalised(progress.unit.replace(/s$/, ''));
  const current = progress.total === null ? progress.done + 1 : Math.min(progress.done + 1, progress.total);
  const of = progress.total === null ? '' : ` of ${progress.total}`;
  return {
    done: progress.done,
    total: progress.total,
    text: `${unit} ${current}${of}${progress.at ? `, ${progress.at}` : ''}`,
    isMoving: stream.phase === 'collecting',
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
  return {
    canCollect: !isRunning && !source.paused,
    canCancel: isRunning,
    canPause: !source.paused,
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
