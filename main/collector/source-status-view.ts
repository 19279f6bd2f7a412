import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import type { SourceRecord } from '../database/writer.ts';
import { isRunning, type StreamState } from './stream-state.ts';

/** A source as the window and the command line show it. `isScheduled` tells whether anything runs by itself. */
export function sourceStatusView(
  source: SourceRecord,
  streams: readonly StreamState[],
  nowUs: number,
  isScheduled: boolean,
): SourceStatus {
  const { sourceId, vendor, name, url, settings, lookBackDays, intervalMinutes, paused } = source;
  return {
    sourceId,
    vendor,
    name,
    url,
    settings: { ...settings },
    lookBackDays,
    intervalMinutes,
    paused,
    streams: streams.map((state) => streamStatusView(state, paused, nowUs, isScheduled)),
  };
}

function streamStatusView(
  state: StreamState,
  paused: boolean,
  nowUs: number,
  isScheduled: boolean,
): StreamStatus {
  const { stream, counts, lastRun, progress, checkpoint, lastSuccessAtUs, newestEventUs } = state;
  return {
    stream,
    phase: phaseOf(state, paused),
    counts,
    lastRun,
    progress,
    checkpoint,
    lastSuccessAtUs,
    nextRunAtUs: isScheduled && !paused && !isRunning(state) ? (state.plan?.atUs ?? null) : null,
    newestEventUs,
    lagUs: lastSuccessAtUs === null ? null : Math.max(nowUs - lastSuccessAtUs, 0),
    lastError: state.lastError,
    lastErrorAtUs: state.lastErrorAtUs,
  };
}

function phaseOf(state: StreamState, paused: boolean): StreamStatus['phase'] {
  if (isRunning(state)) return state.isRetrying ? 'retrying' : 'collecting';
  if (paused) return 'paused';
  if (state.lastRun?.outcome !== 'failed') return 'waiting';
  return state.lastError?.kind === 'vendor-unreachable' ? 'offline' : 'failed';
}
