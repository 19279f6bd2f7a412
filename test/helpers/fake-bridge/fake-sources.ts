import { appError } from '../../../shared/app-error.ts';
import type { SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import { noCounts, type SourceStatus, type StreamStatus } from '../../../shared/source-status.ts';
import {
  US_PER_DAY,
  US_PER_HOUR,
  US_PER_MINUTE,
  US_PER_MS,
  US_PER_SECOND,
} from '../../../shared/time-range.ts';
import { type Emit, FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';
import { fakeVendor } from './fake-vendor.ts';

const nowUs = () => Date.now() * US_PER_MS;

export function aStream(over: Partial<StreamStatus> = {}): StreamStatus {
  return {
    stream: 'audit',
    phase: 'waiting',
    counts: { received: 48_211, stored: 46_930, duplicate: 1_278, rejected: 3, unmapped: 0 },
    lastRun: null,
    progress: null,
    checkpoint: `day ${new Date().toISOString().slice(0, 10)}`,
    lastSuccessAtUs: nowUs() - 3 * US_PER_MINUTE,
    nextRunAtUs: nowUs() + 7 * US_PER_MINUTE,
    newestEventUs: nowUs() - 4 * US_PER_MINUTE,
    lagUs: 3 * US_PER_MINUTE,
    lastError: null,
    lastErrorAtUs: null,
    ...over,
  };
}

export function aSource(over: Partial<SourceStatus> = {}): SourceStatus {
  return {
    sourceId: 'source-1',
    vendor: 'entro',
    name: 'Entro production',
    url: 'https://api.entro.example',
    settings: {},
    lookBackDays: 60,
    intervalMinutes: 10,
    paused: false,
    streams: [aStream()],
    ...over,
  };
}

const catchingUp = () =>
  aStream({
    phase: 'collecting',
    counts: { received: 18_204, stored: 18_190, duplicate: 14, rejected: 0, unmapped: 0 },
    progress: {
      done: 23,
      total: 61,
      unit: 'days',
      at: new Date(Date.now() - 37 * 86_400_000).toISOString().slice(0, 10),
    },
    lastSuccessAtUs: null,
    nextRunAtUs: null,
    lagUs: 37 * US_PER_DAY,
    newestEventUs: nowUs() - 38 * US_PER_DAY,
  });

const refused = () =>
  aStream({
    phase: 'failed',
    lastSuccessAtUs: nowUs() - 26 * US_PER_HOUR,
    nextRunAtUs: null,
    lagUs: 26 * US_PER_HOUR,
    lastError: appError(
      'credentials-rejected',
      'Entro refused the token. Nothing newer than yesterday is collected; what is stored stays.',
      'Make a new token in Entro and put it in with Edit.',
      { detail: 'GET /v1/scan/auditLogs: 401' },
    ),
    lastErrorAtUs: nowUs() - 2 * US_PER_MINUTE,
  });

export function sampleSources(): SourceStatus[] {
  return [
    aSource(),
    aSource({
      sourceId: 'source-2',
      name: 'Entro staging',
      url: 'https://staging.entro.example',
      streams: [catchingUp()],
    }),
    aSource({
      sourceId: 'source-3',
      name: 'Entro subsidiary',
      url: 'https://eu.entro.example',
      streams: [refused()],
    }),
  ];
}

/** Sources that are added, paused and removed as asked; one that collects moves on by a day each `dayMs`. */
export function fakeSourceHandlers(first: readonly SourceStatus[], dayMs = 400) {
  return (emit: Emit): FakeHandlers => {
    let sources = [...first];
    const change = (sourceId: string, how: (stream: StreamStatus) => StreamStatus, paused?: boolean) => {
      sources = sources.map((source) =>
        source.sourceId === sourceId
          ? { ...source, paused: paused ?? source.paused, streams: source.streams.map(how) }
          : source,
      );
      emit('sources.changed', { sources });
      return {};
    };
    setInterval(() => {
      for (const source of sources) {
        if (source.streams.some((stream) => stream.phase === 'collecting')) change(source.sourceId, oneDayOn);
      }
    }, dayMs);
    const draftOf = (sourceId: string) => sources.find((source) => source.sourceId === sourceId);
    return {
      'vendors.list': () => ({ vendors: [fakeVendor] }),
      'sources.list': () => ({ sources }),
      'sources.add': (draft) => {
        checkDraft(draft, sources);
        const sourceId = `source-${sources.length + 1}`;
        const { credentials: _, ...kept } = draft;
        sources = [
          ...sources,
          aSource({
            ...kept,
            sourceId,
            streams: [
              {
                ...catchingUp(),
                counts: noCounts,
                progress: { done: 0, total: 61, unit: 'days', at: '2026-09-21' },
              },
            ],
          }),
        ];
        emit('sources.changed', { sources });
        return { sourceId };
      },
      'sources.update': ({ sourceId, credentials: _, ...rest }) => {
        const before = draftOf(sourceId);
        if (before)
          sources = sources.map((source) =>
            source === before ? { ...before, ...(rest as object) } : source,
          );
        return change(sourceId, (stream) => ({ ...stream, phase: 'collecting', lastError: null }));
      },
      'sources.remove': ({ sourceId }) => {
        sources = sources.filter((source) => source.sourceId !== sourceId);
        return {};
      },
      'sources.test': ({ draft }) => ({ checks: [checkConnection(draft)] }),
      'sources.collect': ({ sourceId }) =>
        change(sourceId, (stream) => ({ ...stream, phase: 'collecting', lastError: null })),
      'sources.pause': ({ sourceId }) =>
        change(sourceId, (stream) => ({ ...stream, phase: 'paused', nextRunAtUs: null }), true),
      'sources.resume': ({ sourceId }) =>
        change(sourceId, (stream) => ({ ...stream, phase: 'collecting' }), false),
      'sources.cancel': ({ sourceId }) =>
        change(sourceId, (stream) => ({
          ...stream,
          phase: 'waiting',
          nextRunAtUs: nowUs() + 10 * US_PER_MINUTE,
        })),
      'sources.rejected': ({ sourceId }) => ({
        total: draftOf(sourceId)?.streams[0]?.counts.rejected ?? 0,
        records: [0, 1, 2].slice(0, draftOf(sourceId)?.streams[0]?.counts.rejected ?? 0).map((index) => ({
          rejectedId: `rejected-${index}`,
          sourceId,
          stream: 'audit',
          rejectedAtUs: nowUs() - index * 3 * US_PER_HOUR,
          reason: 'The line number is not a number',
          outline:
            '{ date: text(24), results: { request_id: text(36), secrets: [ { secret_type: text(17), exposed_value: text(40), line_number: text(3) } ] } }',
        })),
      }),
    };
  };
}

function oneDayOn(stream: StreamStatus): StreamStatus {
  const progress = stream.progress ?? { done: 60, total: 61, unit: 'days', at: '' };
  const counts = {
    ...stream.counts,
    received: stream.counts.received + 811,
    stored: stream.counts.stored + 811,
  };
  const done = progress.done + 1;
  if (progress.total !== null && done >= progress.total) {
    return { ...aStream({ counts }), lastSuccessAtUs: nowUs(), lagUs: US_PER_SECOND };
  }
  const at = new Date(Date.now() - ((progress.total ?? 61) - done) * 86_400_000).toISOString().slice(0, 10);
  return { ...stream, counts, progress: { ...progress, done, at } };
}

function checkDraft(draft: SourceDraft, sources: readonly SourceStatus[]): void {
  if (sources.some((source) => source.name === draft.name)) {
    throw new FakeFailure(
      appError('invalid-input', `There is a source named “${draft.name}” already.`, 'Choose another name.', {
        expected: ['name'],
      }),
    );
  }
}

function checkConnection(draft: SourceDraft) {
  if (draft.credentials.token?.includes('wrong')) {
    const error = appError(
      'credentials-rejected',
      'Entro refused the token.',
      'Check that the whole token was copied.',
      { detail: 'HTTP 401' },
    );
    return { stream: 'audit', ok: false, message: error.message, error };
  }
  return { stream: 'audit', ok: true, message: 'Entro answered with 14 records for today.', error: null };
}
