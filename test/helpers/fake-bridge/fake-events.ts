import { appError } from '../../../shared/app-error.ts';
import type { EventDetail } from '../../../shared/event-record.ts';
import type { Question } from '../../../shared/question.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';
import { facetOf, figuresOf, histogramOf } from './fake-counts.ts';
import { endpointEvent } from './fake-endpoint-events.ts';
import { entroEvent } from './fake-entro-events.ts';
import { type FakeEvent, valuesOf } from './fake-event.ts';
import { identityEvent } from './fake-identity-events.ts';
import { compareBy, isAsked, pick } from './fake-question.ts';
import { seeded } from './fake-random.ts';

export interface FakeEventOptions {
  readonly count?: number;
  /** Time of the newest event, UTC microseconds. */
  readonly untilUs?: number;
  readonly seed?: number;
}

/** Answers `events.*` over made-up events in memory, with a plain reading of the syntax tree. */
export function fakeEventHandlers(options: FakeEventOptions = {}): FakeHandlers {
  const events = madeUpEvents(options);
  const matching = (question: Question) => events.filter((event) => isAsked(event, question));
  return {
    'events.page': ({ question, sort, columns, offset, limit }) => {
      const sorted = matching(question).sort((one, other) => compareBy(sort, one, other));
      const rows = sorted.slice(offset, offset + limit).map((event) => pick(event, columns));
      return { rows, offset, tookMs: 3.2 };
    },
    'events.count': ({ question }) => ({ count: matching(question).length, tookMs: 1.9 }),
    'events.histogram': ({ question, buckets, intervalUs, splitBy, maxParts }) =>
      histogramOf(matching(question), question, { buckets, intervalUs, splitBy, maxParts }),
    'events.columnsPresent': ({ columns }) => ({
      columns: columns.filter((column) => events.some((event) => valuesOf(event, column).length > 0)),
    }),
    'events.facets': ({ question, facets }) => ({
      facets: facets.map((facet) => facetOf(events, question, facet)),
    }),
    'events.figures': ({ question, figures }) => figuresOf(matching(question), figures),
    'events.detail': ({ eventId }) => detailOf(events, eventId),
  };
}

/** The same events for the same options, newest first. */
export function madeUpEvents({
  count = 20_000,
  untilUs = Date.now() * 1_000,
  seed = 7,
}: FakeEventOptions): FakeEvent[] {
  const random = seeded(seed);
  const events = Array.from({ length: count }, (_, index) => {
    const daysAgo = random() * 60;
    // Working hours have more, weekends fewer.
    const hour = 12 + (random() + random() + random() - 1.5) * 9;
    const dayStart = Math.floor((untilUs - daysAgo * US_PER_DAY) / US_PER_DAY) * US_PER_DAY;
    const drawn = Math.round((dayStart + hour * US_PER_HOUR + random() * US_PER_MINUTE) / 1_000) * 1_000;
    const time = drawn > untilUs ? drawn - US_PER_DAY : drawn;
    const make = index % 10 < 5 ? entroEvent : index % 10 < 8 ? identityEvent : endpointEvent;
    return make(index, time, random);
  });
  return events.sort((one, other) => Number(other.row.time) - Number(one.row.time));
}

function detailOf(events: readonly FakeEvent[], eventId: string): EventDetail {
  const event = events.find(({ row }) => row.event_id === eventId);
  if (!event) {
    throw new FakeFailure(
      appError('not-found', 'This event is no longer stored.', 'Close it and ask again.'),
    );
  }
  const { row, ocsf, ecs, raw } = event;
  const print = row.secret_fingerprint ?? null;
  const ofSecret = print === null ? [] : events.filter((other) => other.row.secret_fingerprint === print);
  const thing = row.object_uid ?? null;
  const versions = thing === null ? [] : events.filter((other) => other.row.object_uid === thing);
  return {
    row,
    observables:
      print === null ? [] : [{ type_id: 99, name: 'secret', value: `fp:${String(print).slice(0, 8)}` }],
    ocsf,
    ecs,
    raw,
    versions: versions.map((version, place) => ({
      eventId: String(version.row.event_id),
      timeUs: Number(version.row.time),
      receivedAtUs: Number(version.row.received_at),
      isLatest: place === 0,
    })),
    sameSecretCount: Math.max(0, ofSecret.length - 1),
  };
}
