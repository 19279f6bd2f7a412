import { appError } from '../../../shared/app-error.ts';
import type { IpcInput, SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import { noCounts, type SourceStatus, type StreamStatus } from '../../../shared/source-status.ts';
import { US_PER_MINUTE, US_PER_MS, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import { type Emit, FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';
import { aSource, aStream, catchingUp } from './fake-sources.ts';
import { fakeSuite, fakeVendor } from './fake-vendor.ts';

const nowUs = () => Date.now() * US_PER_MS;
const vendors = [fakeVendor, fakeSuite];
const vendorOf = (name: string): VendorDescriptor =>
  vendors.find(({ vendor }) => vendor === name) ?? fakeVendor;

/** Sources that are added, paused and removed as asked; one that collects moves on by a day each `dayMs`. */
export function fakeSourceHandlers(first: readonly SourceStatus[], dayMs = 400) {
  return (emit: Emit): FakeHandlers => {
    let sources = [...first];
    const changeSource = (sourceId: string, how: (source: SourceStatus) => SourceStatus) => {
      sources = sources.map((source) => (source.sourceId === sourceId ? how(source) : source));
      emit('sources.changed', { sources });
      return {};
    };
    const changeStreams = (
      sourceId: string,
      how: (stream: StreamStatus) => StreamStatus,
      only: readonly string[] | null = null,
    ) =>
      changeSource(sourceId, (source) => ({
        ...source,
        streams: source.streams.map((stream) =>
          only?.includes(stream.stream) === false ? stream : how(stream),
        ),
      }));
    setInterval(() => {
      for (const { sourceId, streams } of sources) {
        const moving = streams.filter(({ progress }) => progress !== null).map(({ stream }) => stream);
        if (moving.length > 0) changeStreams(sourceId, oneDayOn, moving);
      }
    }, dayMs);
    const backFill = (state: 'running' | 'paused' | null) => (which: { sourceId: string; stream: string }) =>
      changeStreams(
        which.sourceId,
        (stream) => ({
          ...stream,
          backFill: state === null || !stream.backFill ? null : { ...stream.backFill, state },
        }),
        [which.stream],
      );
    return {
      'vendors.list': () => ({ vendors }),
      'sources.list': () => ({ sources }),
      'sources.add': (draft) => {
        checkDraft(draft, sources);
        const sourceId = `source-${sources.length + 1}`;
        sources = [...sources, newSource(sourceId, draft)];
        emit('sources.changed', { sources });
        return { sourceId };
      },
      'sources.update': (change) => changeSource(change.sourceId, (source) => changed(source, change)),
      'sources.remove': ({ sourceId }) => {
        sources = sources.filter((source) => source.sourceId !== sourceId);
        return {};
      },
      'sources.test': ({ draft }) => ({
        checks: vendorOf(draft.vendor).streams.map(({ name }) => checkConnection(name, draft)),
      }),
      'sources.collect': ({ sourceId, stream }) =>
        changeStreams(
          sourceId,
          (one) => ({ ...one, phase: 'collecting', lastError: null }),
          stream ? [stream] : null,
        ),
      'sources.pause': ({ sourceId }) =>
        changeSource(sourceId, (source) => ({
          ...source,
          paused: true,
          streams: source.streams.map((stream) => ({ ...stream, phase: 'paused', nextRunAtUs: null })),
        })),
      'sources.resume': ({ sourceId }) =>
        changeSource(sourceId, (source) => ({
          ...source,
          paused: false,
          streams: source.streams.map((stream) => ({ ...stream, phase: 'collecting' })),
        })),
      'sources.cancel': ({ sourceId }) =>
        changeStreams(sourceId, (stream) => ({
          ...stream,
          phase: 'waiting',
          nextRunAtUs: nowUs() + 10 * US_PER_MINUTE,
        })),
      'sources.backFill': ({ sourceId, streams, range }) =>
        changeStreams(
          sourceId,
          (stream) => ({ ...stream, backFill: { ...range, state: 'running', progress: null, error: null } }),
          streams,
        ),
      'sources.pauseBackFill': backFill('paused'),
      'sources.resumeBackFill': backFill('running'),
      'sources.cancelBackFill': backFill(null),
      'sources.activity': (input) => activityOf(sources, input),
      'sources.rejected': ({ sourceId }) => rejectedOf(sources, sourceId),
    };
  };
}

function newSource(
  sourceId: string,
  { credentials: _, streams, credentialsExpireAtUs, ...kept }: SourceDraft,
) {
  const { streams: known } = vendorOf(kept.vendor);
  return aSource({
    ...kept,
    sourceId,
    credentialsExpire:
      credentialsExpireAtUs === null ? null : { atUs: credentialsExpireAtUs, known: 'entered' },
    streams: known.map(({ name, enabled, intervalSeconds, lookBackDays, pageSize }) => ({
      ...catchingUp(),
      stream: name,
      counts: noCounts,
      phase: (streams[name]?.enabled ?? enabled) ? 'collecting' : 'off',
      settings: {
        ...{ enabled, intervalSeconds, lookBackDays, pageSize: pageSize?.default ?? 0 },
        ...withoutUndefined(streams[name] ?? {}),
      },
      progress: { done: 0, total: 61, unit: 'days', at: '2026-09-21' },
    })),
  });
}

function changed(source: SourceStatus, change: IpcInput<'sources.update'>): SourceStatus {
  const { name = source.name, url = source.url, settings = source.settings, streams = {} } = change;
  return {
    ...source,
    name,
    url,
    settings,
    streams: source.streams.map((stream) => {
      const kept = { ...stream.settings, ...withoutUndefined(streams[stream.stream] ?? {}) };
      const wasOff = stream.phase === 'off';
      const phase = kept.enabled ? (wasOff ? 'waiting' : stream.phase) : 'off';
      return { ...stream, settings: kept, phase };
    }),
  };
}

function withoutUndefined<Value extends object>(values: Value) {
  type Given = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given;
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
    return {
      ...aStream({ stream: stream.stream, settings: stream.settings, counts }),
      lastSuccessAtUs: nowUs(),
      lagUs: US_PER_SECOND,
    };
  }
  const at = new Date(Date.now() - ((progress.total ?? 61) - done) * 86_400_000).toISOString().slice(0, 10);
  return { ...stream, counts, progress: { ...progress, done, at } };
}

/** The same each time: days are fuller than nights, the fifth stream fails now and then. */
function activityOf(
  sources: readonly SourceStatus[],
  { sourceId, range, buckets }: IpcInput<'sources.activity'>,
) {
  const streams = sources.find((source) => source.sourceId === sourceId)?.streams ?? [];
  return {
    bucketUs: (range.toUs - range.fromUs) / buckets,
    streams: streams.map(({ stream, phase, counts }, order) => ({
      stream,
      stored: Array.from({ length: buckets }, (_, index) =>
        counts.stored === 0
          ? 0
          : Math.max(
              0,
              Math.round((Math.sin((index / buckets) * 44 + order) + 0.8) * 40 * ((order % 4) + 1)),
            ),
      ),
      failedRuns: Array.from({ length: buckets }, (_, index) =>
        phase === 'failed' ? (index > buckets - 6 ? 3 : 0) : order === 2 && index === 12 ? 1 : 0,
      ),
    })),
  };
}

function rejectedOf(sources: readonly SourceStatus[], sourceId: string) {
  const streams = sources.find((source) => source.sourceId === sourceId)?.streams ?? [];
  const total = streams.reduce((sum, { counts }) => sum + counts.rejected, 0);
  const records = streams.flatMap(({ stream, counts }) =>
    Array.from({ length: counts.rejected }, (_, index) => ({
      rejectedId: `${stream}-${index}`,
      sourceId,
      stream,
      rejectedAtUs: nowUs() - index * 180 * US_PER_MINUTE,
      reason: 'The line number is not a number',
      outline:
        '{ date: text(24), results: { request_id: text(36), secrets: [ { secret_type: text(17), exposed_value: text(40), line_number: text(3) } ] } }',
    })),
  );
  return { total, records };
}

function checkDraft(draft: SourceDraft, sources: readonly SourceStatus[]): void {
  if (sources.some((source) => source.name === draft.name)) {
    throw new FakeFailure(
      appError('invalid-input', `There is a source named “${draft.name}” already.`, 'Choose another name.'),
    );
  }
}

/** A credential with "wrong" in it is refused, and incidents are not permitted. */
function checkConnection(stream: string, { credentials }: SourceDraft) {
  const problem = Object.values(credentials).some((value) => value.includes('wrong'))
    ? appError(
        'credentials-rejected',
        'The credentials were refused.',
        'Check that the whole value was copied.',
        {
          detail: 'HTTP 401',
        },
      )
    : stream === 'incident'
      ? appError(
          'permission-missing',
          'The app registration may not read incidents (status 403).',
          'Give it SecurityIncident.Read.All and grant admin consent.',
          { detail: 'HTTP 403', traceId: '7f3f0f1e-2f7c-4f0b-9d55-0a1b2c3d4e5f' },
        )
      : null;
  return problem === null
    ? { stream, ok: true, message: 'Connected: answered with 14 records.', error: null }
    : { stream, ok: false, message: problem.message, error: problem };
}
