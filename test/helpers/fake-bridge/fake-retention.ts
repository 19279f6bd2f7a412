import { appError } from '../../../shared/app-error.ts';
import type { RetentionRule, RetentionStatus, SourceRetention } from '../../../shared/retention.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { type Emit, FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

const BYTES_PER_EVENT = 4_100;
const AGE_DAYS = 180;
const nowUs = () => Date.now() * 1_000;

/** Rules that are kept and previewed over sources whose events lie evenly over half a year. */
export function fakeRetentionHandlers(sources: readonly SourceStatus[], stepMs = 700) {
  return (emit: Emit): FakeHandlers => {
    let status = firstStatus(sources);
    const tell = (change: Partial<RetentionStatus>) => {
      status = { ...status, ...change };
      emit('retention.changed', { retention: status });
    };
    const sourceOf = (sourceId: string): SourceRetention => {
      const source = status.sources.find((one) => one.sourceId === sourceId);
      if (source) return source;
      throw new FakeFailure(appError('not-found', 'There is no such source.', 'Open the settings again.'));
    };
    return {
      'retention.status': () => status,
      'retention.preview': ({ sourceId, rule }) => effectOf(sourceOf(sourceId), rule),
      'retention.save': ({ sourceId, rule }) => {
        if (rule.keepDays !== null && rule.keepDays < 7) {
          throw new FakeFailure(
            appError(
              'invalid-input',
              'The source looks 7 days back, so events would be fetched again as soon as they have left.',
              'Keep at least 7 days, or shorten the look-back of the source.',
            ),
          );
        }
        sourceOf(sourceId);
        tell({
          sources: status.sources.map((one) => (one.sourceId === sourceId ? { ...one, ...rule } : one)),
        });
        return {};
      },
      'retention.run': () => {
        runThrough(() => status, tell, stepMs);
        return {};
      },
    };
  };
}

function runThrough(
  read: () => RetentionStatus,
  tell: (change: Partial<RetentionStatus>) => void,
  stepMs: number,
): void {
  const before = read();
  const removed = before.sources.map((source) => ({ source, ...effectOf(source, source) }));
  const gone = removed.reduce((sum, { events }) => sum + events, 0);
  const steps: Partial<RetentionStatus>[] = [
    { state: 'removing' },
    { state: 'shrinking' },
    { state: 'waiting-to-swap' },
    {
      state: 'idle',
      fileBytes: before.fileBytes - gone * 380,
      sources: removed.map(({ source, events, beforeUs }) => ({
        ...source,
        events: source.events - events,
        bytes: source.bytes - events * BYTES_PER_EVENT,
        oldestEventUs: beforeUs ?? source.oldestEventUs,
      })),
      lastRun: {
        atUs: nowUs(),
        removed: gone,
        fileBytesBefore: before.fileBytes,
        fileBytesAfter: before.fileBytes - gone * 380,
      },
    },
  ];
  steps.forEach((step, place) => {
    setTimeout(() => tell(step), place * stepMs);
  });
}

function firstStatus(sources: readonly SourceStatus[]): RetentionStatus {
  const kept = sources.map((source, place) => {
    const events = source.streams.reduce((sum, { counts }) => sum + counts.stored, 0);
    return {
      sourceId: source.sourceId,
      keepDays: place === 0 ? 365 : null,
      keepBytes: null,
      events,
      bytes: events * BYTES_PER_EVENT,
      oldestEventUs: events === 0 ? null : nowUs() - AGE_DAYS * US_PER_DAY,
    };
  });
  const events = kept.reduce((sum, source) => sum + source.events, 0);
  return {
    state: 'idle',
    fileBytes: 12_582_912 + events * 380,
    sources: kept,
    lastRun: null,
    error: null,
    clockDoubt: null,
  };
}

function effectOf({ events, bytes, oldestEventUs }: SourceRetention, rule: RetentionRule) {
  const ageUs = nowUs() - (oldestEventUs ?? nowUs());
  const byAge = rule.keepDays === null ? 0 : Math.max(0, 1 - (rule.keepDays * US_PER_DAY) / ageUs);
  const bySize = rule.keepBytes === null || bytes === 0 ? 0 : Math.max(0, 1 - rule.keepBytes / bytes);
  const share = Math.max(byAge, bySize);
  const leaving = Math.floor(events * share);
  if (leaving === 0 || oldestEventUs === null) return { events: 0, beforeUs: null, kept: 0 };
  const kept = Math.min(40, leaving);
  return { events: leaving - kept, beforeUs: oldestEventUs + ageUs * share, kept };
}
