import type { BackFill, SourceStatus, StreamSettings, StreamStatus } from '../../shared/source-status.ts';
import type { SourceRecord } from '../database/writer.ts';
import { type BackFillState, isRunning, type StreamState } from './stream-state.ts';

export interface ViewedSource {
  readonly record: SourceRecord;
  readonly streams: readonly { readonly state: StreamState; readonly settings: StreamSettings }[];
  /** As the credentials themselves say. */
  readonly credentialsExpireAtUs: number | null;
}

/** A source as the window and the command line show it. `isScheduled` tells whether anything runs by itself. */
export function sourceStatusView(
  { record, streams, credentialsExpireAtUs }: ViewedSource,
  nowUs: number,
  isScheduled: boolean,
): SourceStatus {
  const { sourceId, vendor, name, url, settings, paused } = record;
  return {
    sourceId,
    vendor,
    name,
    url,
    settings: { ...settings },
    paused,
    credentialsExpire: expiryOf(credentialsExpireAtUs, record.credentialsExpireAtUs),
    streams: streams.map(({ state, settings: ofStream }) =>
      streamStatusView(state, ofStream, paused, nowUs, isScheduled),
    ),
  };
}

function expiryOf(fromCredentials: number | null, entered: number | null): SourceStatus['credentialsExpire'] {
  if (fromCredentials !== null) return { atUs: fromCredentials, known: 'from-credentials' };
  return entered === null ? null : { atUs: entered, known: 'entered' };
}

function streamStatusView(
  state: StreamState,
  settings: StreamSettings,
  paused: boolean,
  nowUs: number,
  isScheduled: boolean,
): StreamStatus {
  const { stream, counts, lastRun, progress, checkpoint, lastSuccessAtUs, newestEventUs } = state;
  const isPlanned = isScheduled && !paused && settings.enabled && !isRunning(state);
  return {
    stream,
    phase: phaseOf(state, settings, paused),
    settings,
    counts,
    lastRun,
    progress,
    checkpoint,
    lastSuccessAtUs,
    nextRunAtUs: isPlanned ? (state.plan?.atUs ?? null) : null,
    newestEventUs,
    lagUs: lastSuccessAtUs === null ? null : Math.max(nowUs - lastSuccessAtUs, 0),
    lastError: state.lastError,
    lastErrorAtUs: state.lastErrorAtUs,
    backFill: state.backFill && backFillView(state.backFill),
    gaps: [...state.gaps],
  };
}

function phaseOf(state: StreamState, settings: StreamSettings, paused: boolean): StreamStatus['phase'] {
  if (isRunning(state)) return state.isRetrying ? 'retrying' : 'collecting';
  if (!settings.enabled) return 'off';
  if (paused) return 'paused';
  if (state.lastRun?.outcome !== 'failed') return 'waiting';
  return state.lastError?.kind === 'vendor-unreachable' ? 'offline' : 'failed';
}

function backFillView(backFill: BackFillState): BackFill {
  const { range, progress, error } = backFill;
  return { ...range, state: backFillStateOf(backFill), progress, error };
}

function backFillStateOf({ isRunning: runs, isPaused, error }: BackFillState): BackFill['state'] {
  if (runs) return 'running';
  if (isPaused) return 'paused';
  return error === null ? 'waiting' : 'failed';
}
