import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { formatCount } from '../design/format-number.ts';
import { formatRelative } from '../design/format-time.ts';

export interface CollectingView {
  readonly tone: 'idle' | 'active' | 'failure';
  readonly text: string;
}

/** The state of all collecting in a few words: what failed first, then what is going on, then what comes next. */
export function viewCollecting(sources: readonly SourceStatus[], nowUs: number): CollectingView {
  const streams = sources.flatMap((source) => source.streams.map((stream) => ({ source, stream })));
  if (streams.length === 0) return { tone: 'idle', text: 'No source yet' };
  const failing = streams.filter(({ stream }) => stream.phase === 'failed' || stream.phase === 'retrying');
  const active = streams.filter(({ stream }) => stream.phase === 'collecting');
  const first = active[0];
  if (failing.length > 0) {
    const names = [...new Set(failing.map(({ source }) => source.name))];
    const what =
      names.length === 1
        ? `${names[0]} can’t be collected`
        : `${formatCount(names.length, 'source')} can’t be collected`;
    return { tone: 'failure', text: what };
  }
  if (first) return { tone: 'active', text: `Collecting ${first.source.name}${progressText(first.stream)}` };
  if (streams.every(({ stream }) => stream.phase === 'paused'))
    return { tone: 'idle', text: 'Collecting is paused' };
  if (streams.some(({ stream }) => stream.phase === 'offline'))
    return { tone: 'idle', text: 'Not reachable, tries again by itself' };
  const next = Math.min(...streams.map(({ stream }) => stream.nextRunAtUs ?? Number.POSITIVE_INFINITY));
  const state = streams.every(({ stream }) => isCaughtUp(stream)) ? 'Up to date' : 'Not caught up yet';
  if (!Number.isFinite(next)) return { tone: 'idle', text: state };
  return {
    tone: 'idle',
    text: `${state}, next run ${next <= nowUs ? 'now' : formatRelative(next, nowUs)}`,
  };
}

/** A source that was just added, or whose first run was cancelled, waits without having been complete once. */
function isCaughtUp({ phase, lastSuccessAtUs, progress }: StreamStatus): boolean {
  return phase === 'paused' || (lastSuccessAtUs !== null && progress === null);
}

function progressText(stream: StreamStatus): string {
  const progress = stream.progress;
  if (!progress) return '';
  const current = Math.min(progress.done + 1, progress.total ?? Number.POSITIVE_INFINITY);
  return `, ${progress.unit.replace(/s$/, '')} ${current}${progress.total === null ? '' : ` of ${progress.total}`}`;
}
