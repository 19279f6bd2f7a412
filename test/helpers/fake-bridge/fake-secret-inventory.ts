import type {
  SecretPlace,
  SecretState,
  SecretStateChange,
  SecretSummary,
} from '../../../shared/secret-inventory.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../../shared/time-range.ts';
import type { FakeEvent } from './fake-event.ts';
import { madeUpEvents } from './fake-events.ts';
import { seeded } from './fake-random.ts';

export interface FakeSecret {
  summary: SecretSummary;
  /** Newest first. */
  history: SecretStateChange[];
  readonly places: readonly SecretPlace[];
  readonly value: string;
}

const MOST = 312;

/** Secrets of the made-up events, in every state, with the places they were seen in. */
export function fakeSecrets(): FakeSecret[] {
  const random = seeded(11);
  const byPrint = Map.groupBy(
    madeUpEvents({}).filter(({ row }) => typeof row.secret_fingerprint === 'string'),
    ({ row }) => String(row.secret_fingerprint),
  );
  return [...byPrint]
    .slice(0, MOST)
    .map(([fingerprint, events], index) => fakeSecret(fingerprint, events, index, random));
}

function fakeSecret(
  fingerprint: string,
  events: readonly FakeEvent[],
  index: number,
  random: () => number,
): FakeSecret {
  const times = events.map(({ row }) => Number(row.time));
  const firstSeenUs = Math.min(...times);
  const secretType = index % 41 === 40 ? null : String(events[0]?.row.secret_type);
  const value = fakeValue(fingerprint, index);
  const history = historyOf(index, firstSeenUs, random);
  const places = [
    ...events.slice(0, 12).map(placeOf),
    ...(index % 7 === 0 ? [leftPlace(firstSeenUs)] : []),
    ...(index % 5 === 0 ? mentions(firstSeenUs, index) : []),
  ];
  const mentioned = places.filter(({ kind }) => kind === 'mention');
  return {
    value,
    history,
    places,
    summary: {
      fingerprint,
      secretType,
      length: value.length,
      state: history[0]?.state ?? 'new',
      stateChangedAtUs: history[0]?.atUs ?? null,
      firstSeenUs,
      lastSeenUs: Math.max(...times),
      exposures: events.length,
      mentions: mentioned.reduce((sum, { times: seen }) => sum + seen, 0),
      places: places.length - mentioned.length,
      vendors: mentioned.length > 0 ? ['entro', 'hanzo-kms'] : ['entro'],
    },
  };
}

/** Obviously made up; now and then one with lines and control characters, as keys and dumps have them. */
function fakeValue(fingerprint: string, index: number): string {
  const value = `fake-secret-${fingerprint.slice(0, 20)}`;
  if (index % 12 === 1) return `-----BEGIN FAKE KEY-----\n${value}\n${value}\n-----END FAKE KEY-----\n`;
  return index % 12 === 2 ? `${value}\t\u0000end\u202e` : value;
}

const notes = [
  'Ticket 4711, with the platform team',
  'Changed in the console',
  'A key of the sandbox, no access',
];

function historyOf(index: number, firstSeenUs: number, random: () => number): SecretStateChange[] {
  const states: readonly SecretState[] =
    index % 26 === 3
      ? ['investigating', 'rotated', 'regressed']
      : index % 6 === 1
        ? ['investigating', 'rotated']
        : index % 9 === 2
          ? ['ignored']
          : index % 8 === 5
            ? ['investigating']
            : [];
  return states
    .map((state, step) => ({
      atUs: firstSeenUs + (step + 1) * 20 * US_PER_HOUR + random() * US_PER_HOUR,
      state,
      note: state === 'regressed' ? null : (notes[(index + step) % 4] ?? null),
      by: state === 'regressed' ? ('keyglass' as const) : ('analyst' as const),
    }))
    .toReversed();
}

function placeOf({ row }: FakeEvent): SecretPlace {
  return {
    kind: 'exposure',
    sourceId: String(row.source_id),
    sourceName: String(row.source_name),
    vendor: 'entro',
    stream: 'audit',
    request: String(row.vendor_event_id),
    place: String(row.resource),
    line: Number(row.secret_line),
    field: null,
    times: 1,
    firstSeenUs: Number(row.time),
    lastSeenUs: Number(row.time),
    areEventsKept: true,
  };
}

function leftPlace(firstSeenUs: number): SecretPlace {
  return {
    kind: 'exposure',
    sourceId: 'entro-main',
    sourceName: 'Entro',
    vendor: 'entro',
    stream: 'audit',
    request: null,
    place: 'repo/archive/deploy.yaml',
    line: 12,
    field: null,
    times: 3,
    firstSeenUs: firstSeenUs - 90 * US_PER_DAY,
    lastSeenUs: firstSeenUs - 70 * US_PER_DAY,
    areEventsKept: false,
  };
}

function mentions(firstSeenUs: number, index: number): SecretPlace[] {
  return [
    {
      kind: 'mention',
      sourceId: 'source-3',
      sourceName: 'Hanzo KMS',
      vendor: 'hanzo-kms',
      stream: 'audit-log',
      request: null,
      place: null,
      line: null,
      field: 'event.metadata.requestHeaders.authorization',
      times: 1 + (index % 6),
      firstSeenUs,
      lastSeenUs: firstSeenUs + 5 * US_PER_HOUR,
      areEventsKept: true,
    },
  ];
}
