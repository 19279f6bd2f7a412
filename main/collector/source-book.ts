import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { Readers } from '../database/readers.ts';
import { readSources } from '../database/source-reader.ts';
import {
  type BackFillRecord,
  listBackFills,
  readStreamRecords,
  type StreamRecord,
} from '../database/stream-reader.ts';
import type { SourceRecord } from '../database/writer.ts';
import { readBackFillPosition } from './back-fill-position.ts';
import { gapsIn } from './gaps.ts';
import { planFirstRun } from './next-run.ts';
import { sourceStatusView } from './source-status-view.ts';
import type { VendorDefinition } from './stream-definition.ts';
import { settingsOf } from './stream-settings.ts';
import { type BackFillState, emptyStreamState, type StreamState } from './stream-state.ts';

export interface BookedSource {
  readonly record: SourceRecord;
  readonly streams: ReadonlyMap<string, StreamState>;
  /** As the credentials themselves say. UTC microseconds. */
  readonly credentialsExpireAtUs: number | null;
}

/**
 * Every source and the state of its streams while the app is open. The file is read once; this process is the only
 * one that writes to it, so what happens is kept up with here and nothing has to be asked again.
 */
export interface SourceBook {
  all(): readonly BookedSource[];
  get(sourceId: string): BookedSource | null;
  /** Adds a source or replaces its record. */
  put(record: SourceRecord): void;
  remove(sourceId: string): void;
  noteExpiry(sourceId: string, atUs: number | null): void;
  /** Does nothing where the source or the stream is gone meanwhile. */
  change(sourceId: string, stream: string, step: (state: StreamState) => StreamState): void;
  statuses(nowUs: number, isScheduled: boolean): SourceStatus[];
}

export async function openSourceBook(
  readers: Readers,
  vendors: readonly VendorDefinition[],
  nowUs: number,
  onChange: () => void,
): Promise<Result<SourceBook, AppError>> {
  const records = await readSources(readers);
  if (!records.ok) return records;
  const streams = await readStreamRecords(readers);
  if (!streams.ok) return streams;
  const backFills = await listBackFills(readers);
  if (!backFills.ok) return backFills;
  const sources = new Map<
    string,
    { record: SourceRecord; streams: Map<string, StreamState>; credentialsExpireAtUs: number | null }
  >();

  function put(record: SourceRecord): void {
    const known = sources.get(record.sourceId);
    if (known !== undefined) {
      known.record = record;
    } else {
      const names = vendors.find(({ descriptor }) => descriptor.vendor === record.vendor)?.streams ?? [];
      const states = names.map(({ name }) => [name, plannedNow(emptyStreamState(name), nowUs)] as const);
      sources.set(record.sourceId, { record, streams: new Map(states), credentialsExpireAtUs: null });
    }
    onChange();
  }

  for (const record of records.value) put(record);
  for (const stored of streams.value) {
    const states = sources.get(stored.sourceId)?.streams;
    if (states?.has(stored.stream)) states.set(stored.stream, plannedNow(stateOf(stored), nowUs));
  }
  for (const stored of backFills.value) {
    const states = sources.get(stored.sourceId)?.streams;
    const state = states?.get(stored.stream);
    if (state !== undefined) states?.set(stored.stream, { ...state, backFill: backFillOf(stored, nowUs) });
  }
  return ok({
    all: () => [...sources.values()],
    get: (sourceId) => sources.get(sourceId) ?? null,
    put,
    remove(sourceId) {
      sources.delete(sourceId);
      onChange();
    },
    noteExpiry(sourceId, atUs) {
      const source = sources.get(sourceId);
      if (source === undefined || source.credentialsExpireAtUs === atUs) return;
      source.credentialsExpireAtUs = atUs;
      onChange();
    },
    change(sourceId, stream, step) {
      const states = sources.get(sourceId)?.streams;
      const state = states?.get(stream);
      if (states === undefined || state === undefined) return;
      states.set(stream, step(state));
      onChange();
    },
    statuses: (now, isScheduled) =>
      [...sources.values()].map(({ record, streams: states, credentialsExpireAtUs }) => {
        const vendor = vendors.find(({ descriptor }) => descriptor.vendor === record.vendor);
        const shown = [...states.values()].flatMap((state) =>
          vendor === undefined
            ? []
            : [{ state, settings: settingsOf(record, vendor.descriptor, state.stream) }],
        );
        return sourceStatusView({ record, streams: shown, credentialsExpireAtUs }, now, isScheduled);
      }),
  });
}

function plannedNow(state: StreamState, nowUs: number): StreamState {
  const last = state.lastRun && { startedAtUs: state.lastRun.startedAtUs, error: state.lastError };
  return { ...state, plan: planFirstRun(last, nowUs) };
}

function stateOf(stored: StreamRecord): StreamState {
  const { stream, counts, lastRun, checkpoint, lastSuccessAtUs, newestEventUs } = stored;
  const isGotOver = (stored.lastErrorAtUs ?? 0) < (lastSuccessAtUs ?? 0);
  return {
    ...emptyStreamState(stream),
    counts,
    lastRun,
    checkpoint: checkpoint?.description ?? null,
    gaps: gapsIn(checkpoint?.position ?? null),
    lastSuccessAtUs,
    newestEventUs,
    lastError: isGotOver ? null : stored.lastError,
    lastErrorAtUs: isGotOver ? null : stored.lastErrorAtUs,
    failures: lastRun?.outcome === 'failed' ? 1 : 0,
  };
}

function backFillOf(stored: BackFillRecord, nowUs: number): BackFillState | null {
  const position = readBackFillPosition(stored.position);
  if (position === null) return null;
  const { range, isPaused, runId } = position;
  const plan = { setAtUs: nowUs, atUs: nowUs };
  return { range, isPaused, runId, isRunning: false, progress: null, error: null, failures: 0, plan };
}
