import type { AppError } from '../../shared/app-error.ts';
import type { MapAgain } from '../../shared/map-again.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamDefinition, VendorDefinition } from '../collector/stream-definition.ts';
import { type MappingNeed, type PresentMapping, readMappingNeeds } from '../database/mapping-reader.ts';
import type { Readers } from '../database/readers.ts';
import { readSources } from '../database/source-reader.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import { cancelled } from './cancelled.ts';
import type { MapAgainService } from './map-again-service.ts';
import { mapStoredEvents } from './map-stored-events.ts';
import { recoverRejected } from './recover-rejected.ts';

export interface MapAgainParts {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'replaceEvents' | 'commitPage' | 'startRun' | 'finishRun'>;
  readonly vendors: readonly VendorDefinition[];
  /** Without one, events are mapped all the same; rejected records stay shut. */
  readonly vault: Result<Vault, AppError>;
  readonly clock: { nowUs(): number };
  /** A UUID for each run. */
  newId(): string;
}

type Progress = Omit<MapAgain, 'streams'>;

const nothingDone: Progress = {
  state: 'idle',
  done: 0,
  total: 0,
  changed: 0,
  recovered: 0,
  error: null,
};

/** One run at a time. */
export function createMapAgainService(parts: MapAgainParts): MapAgainService {
  const { readers, vendors } = parts;
  const present = presentMappings(vendors);
  const listeners = new Set<(mapping: MapAgain) => void>();
  let progress = nothingDone;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  const told = async (): Promise<Result<MapAgain, AppError>> => {
    const needs = await readMappingNeeds(readers, present);
    return needs.ok ? ok({ ...progress, streams: needs.value.map(asShown) }) : needs;
  };
  const tell = (mapping: MapAgain) => {
    for (const listener of listeners) listener(mapping);
  };
  /** Counting everything after each piece would take longer than mapping it: what is to do is told at the ends. */
  const advance = (needs: readonly MappingNeed[], more: Partial<Progress>) => {
    progress = { ...progress, ...more };
    tell({ ...progress, streams: needs.map(asShown) });
  };

  async function run(needs: readonly MappingNeed[], signal: AbortSignal): Promise<Result<null, AppError>> {
    const sources = await readSources(readers);
    if (!sources.ok) return sources;
    const onPiece = (done: number, changed: number, recovered: number) =>
      advance(needs, {
        done: progress.done + done,
        changed: progress.changed + changed,
        recovered: progress.recovered + recovered,
      });
    for (const need of needs) {
      const stream = streamOf(vendors, need);
      if (signal.aborted) return failed(cancelled());
      if (!stream) continue;
      const source = sources.value.find(({ sourceId }) => sourceId === need.sourceId);
      const done = await mapStream({ parts, need, stream, source, signal, onPiece });
      if (!done.ok) return done;
    }
    return ok(null);
  }

  async function runToEnd(needs: readonly MappingNeed[], signal: AbortSignal): Promise<void> {
    const result = await run(needs, signal);
    const error = result.ok || signal.aborted ? null : result.error;
    progress = { ...progress, state: error ? 'failed' : 'idle', error };
    running = null;
    const mapping = await told();
    if (mapping.ok) tell(mapping.value);
  }

  return {
    status: told,
    async mapAgain(sourceId) {
      if (running) return ok(null);
      const stop = new AbortController();
      const { promise, resolve } = Promise.withResolvers<void>();
      // Taken before the first wait, so that no second run begins beside it.
      running = { stop, ended: promise };
      const all = await readMappingNeeds(readers, present, stop.signal);
      if (!all.ok) {
        running = null;
        resolve();
        return all;
      }
      const needs = all.value.filter((need) => sourceId === null || need.sourceId === sourceId);
      const total = needs.reduce((sum, { toMap, rejected }) => sum + toMap + rejected, 0);
      progress = nothingDone;
      advance(all.value, { state: 'running', total });
      void runToEnd(needs, stop.signal).then(resolve);
      return ok(null);
    },
    async cancel() {
      const { stop, ended } = running ?? {};
      stop?.abort();
      await ended;
      return ok(null);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async finished() {
      await running?.ended;
    },
    async close() {
      listeners.clear();
      running?.stop.abort();
      await running?.ended;
    },
  };
}

interface StreamOfRun {
  readonly parts: MapAgainParts;
  readonly need: MappingNeed;
  readonly stream: StreamDefinition;
  readonly source: SourceRecord | undefined;
  readonly signal: AbortSignal;
  onPiece(done: number, changed: number, recovered: number): void;
}

async function mapStream(run: StreamOfRun): Promise<Result<null, AppError>> {
  const { parts, need, stream, source, signal } = run;
  if (need.toMap > 0) {
    const mapped = await mapStoredEvents({
      ...parts,
      of: need,
      stream,
      signal,
      onPiece: (done, changed) => run.onPiece(done, changed, 0),
    });
    if (!mapped.ok) return mapped;
  }
  if (need.rejected === 0 || !source || !parts.vault.ok) return ok(null);
  return recoverRejected({
    ...parts,
    vault: parts.vault.value,
    source,
    stream,
    signal,
    onPiece: (done, recovered) => run.onPiece(done, 0, recovered),
  });
}

function presentMappings(vendors: readonly VendorDefinition[]): PresentMapping[] {
  return vendors.flatMap(({ descriptor: { vendor }, streams }) =>
    streams.map(({ name, mappingVersion }) => ({ vendor, stream: name, version: mappingVersion })),
  );
}

function streamOf(vendors: readonly VendorDefinition[], need: MappingNeed): StreamDefinition | undefined {
  const vendor = vendors.find(({ descriptor }) => descriptor.vendor === need.vendor);
  return vendor?.streams.find(({ name }) => name === need.stream);
}

function asShown({
  sourceId,
  stream,
  outdated,
  unmapped,
  rejected,
}: MappingNeed): MapAgain['streams'][number] {
  return { sourceId, stream, outdated, unmapped, rejected };
}
