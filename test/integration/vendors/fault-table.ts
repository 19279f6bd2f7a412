import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { Fault } from '../../../main/sample-tenant/faults.ts';
import type { Disturbance } from './disturbance.ts';
import {
  catchesUp,
  catchesUpFromTheMiddle,
  type Expectation,
  endsAndGoesOn,
  endsInCircle,
  isBegunAnewOrEnds,
  isGotOver,
  isLeftAlone,
  isRenewedOrEnds,
  keepsLongText,
  rejectsText,
  takesNewFieldsAndRejectsNulls,
  tellsOfTheClock,
} from './expectations.ts';
import { hasIdsAlone, withMovedEvents } from './moved-times.ts';
import { withLongText, withNewFieldsAndNulls } from './odd-records.ts';
import { now } from './stream-table.ts';

/** A row of the table: what goes wrong, and what has to come of it. Each is tried on every stream that it can meet. */
export interface FaultRow {
  readonly fault: string;
  disturb(disturbance: Disturbance, stream: StreamDefinition, vendor: VendorDefinition): void;
  readonly expectation: Expectation;
  /** All streams, if left out. */
  meets?(stream: StreamDefinition, vendor: VendorDefinition): boolean;
  /** Smaller pages than usual, where there has to be a second one. */
  readonly pageSize?: number;
}

const status = (code: number, more: { retryAfter?: number; body?: string } = {}): Fault<unknown> => ({
  kind: 'status',
  status: code,
  ...more,
});

/** The same once, in the middle. */
const once = (fault: string, what: Fault<unknown>, expectation: Expectation): FaultRow => ({
  fault,
  disturb: (disturbance) => disturbance.inTheMiddle(what),
  expectation,
});

const msPerMinute = 60_000;
const givenUpAfterMs = 600;
const asleepMs = 8 * 60 * msPerMinute;
/** Now is soon after midnight. Of two clocks an hour apart, one is before it here and the other behind it. */
const behind = { oursMs: -90 * msPerMinute, vendorsMs: -30 * msPerMinute };
const ahead = { oursMs: -15 * msPerMinute, vendorsMs: -75 * msPerMinute };

/** How each vendor says that it does not take a cursor, where it gives any. */
const cursorRefusals: Readonly<Record<string, Fault<unknown>>> = {
  'entrust-idaas': status(400, {
    body: JSON.stringify({ errorCode: 'invalid_cursor', errorMessage: 'Unknown cursor', parameters: [] }),
  }),
  'entra-id': status(400, {
    body: JSON.stringify({ error: { code: 'BadRequest', message: 'The skiptoken is not valid.' } }),
  }),
  sentinelone: status(400, {
    body: JSON.stringify({ data: null, errors: [{ code: 4000010, detail: 'cursor: Invalid cursor.' }] }),
  }),
};
const deltaTokenRefusal = status(410, {
  body: JSON.stringify({ error: { code: 'syncStateNotFound', message: 'The sync state is not found.' } }),
});

function hasCursors({ pagination }: StreamDefinition, { descriptor }: VendorDefinition): boolean {
  const isRising = pagination.kind === 'time-walk' && pagination.pages.by === 'rising-bound';
  return descriptor.vendor in cursorRefusals && !isRising;
}

function clocksAt(oursMs: number, vendorsMs: number) {
  return ({ ours, vendors }: Disturbance) => {
    ours.set(now + oursMs);
    vendors.set(now + vendorsMs);
  };
}

export const faultTable: readonly FaultRow[] = [
  once('a session or token that is refused (401)', status(401), isRenewedOrEnds),
  {
    fault: 'a stream that may not be read (403)',
    disturb: (disturbance, stream) => disturbance.always(stream.name, status(403)),
    expectation: isLeftAlone('permission-missing'),
  },
  once('nothing at the address (404)', status(404), isBegunAnewOrEnds),
  once('a wait that is asked for (429 with Retry-After)', status(429, { retryAfter: 2 }), isGotOver),
  once('a limit without a wait (429)', status(429), isGotOver),
  once('a fault of the server (500)', status(500), isGotOver),
  once('an overloaded server (503)', status(503), isGotOver),
  once('an overloaded server that says when (503)', status(503, { retryAfter: 2 }), isGotOver),
  once('a reset before the answer', { kind: 'reset-before-answer' }, isGotOver),
  once('a reset in the answer', { kind: 'reset-in-body' }, isGotOver),
  {
    fault: 'a reset behind every answer',
    disturb: (disturbance, stream) => disturbance.always(stream.name, { kind: 'reset-after-answer' }),
    expectation: isGotOver,
  },
  once('half a JSON document', { kind: 'cut-off-json' }, isGotOver),
  once('a web page', { kind: 'html' }, endsAndGoesOn('unexpected-response')),
  {
    fault: 'one failure after the other',
    disturb(disturbance) {
      for (const code of [429, 500, 503]) disturbance.inTheMiddle(status(code));
      disturbance.inTheMiddle({ kind: 'reset-before-answer' });
    },
    expectation: isGotOver,
  },
  {
    fault: 'no answer in time',
    disturb: (disturbance) => disturbance.withoutAnswerInTheMiddle(givenUpAfterMs),
    expectation: isGotOver,
  },
  {
    fault: 'the same page for ever',
    disturb: (disturbance, stream) => disturbance.samePage(stream.name),
    expectation: endsInCircle,
  },
  {
    fault: 'a cursor that is refused',
    pageSize: 2,
    meets: hasCursors,
    disturb(disturbance, { pagination }, { descriptor }) {
      const refusal = cursorRefusals[descriptor.vendor];
      disturbance.atPosition(pagination.kind === 'delta' ? deltaTokenRefusal : (refusal ?? status(400)));
    },
    expectation: isGotOver,
  },
  {
    fault: 'records again in their page, in another order',
    disturb: (disturbance, { pagination }) =>
      disturbance.inAllRecords((rows) =>
        // The order of changes to one thing is what they mean.
        pagination.kind === 'delta' ? [...rows, ...rows] : [...rows, ...rows.toReversed()],
      ),
    expectation: isGotOver,
  },
  {
    fault: 'events that come again with another time',
    meets: hasIdsAlone,
    disturb: (disturbance, stream, vendor) => disturbance.inAllRecords(withMovedEvents(stream, vendor)),
    expectation: isGotOver,
  },
  {
    fault: 'ten thousand new fields, and nulls for anything',
    disturb: (disturbance) => disturbance.inRecords(withNewFieldsAndNulls),
    expectation: takesNewFieldsAndRejectsNulls,
  },
  {
    fault: 'a bad record in a good page',
    disturb: (disturbance) => disturbance.inRecords((rows) => [...rows, 'not a record']),
    expectation: rejectsText,
  },
  {
    fault: 'a field of a megabyte',
    disturb: (disturbance) => disturbance.inRecords(withLongText),
    expectation: keepsLongText,
  },
  {
    fault: 'a clock of ours an hour behind',
    disturb: clocksAt(behind.oursMs, behind.vendorsMs),
    expectation: tellsOfTheClock('60 minutes behind', behind.vendorsMs),
  },
  {
    fault: 'a clock of ours an hour ahead',
    disturb: clocksAt(ahead.oursMs, ahead.vendorsMs),
    expectation: tellsOfTheClock('60 minutes ahead', ahead.vendorsMs, {
      // Days are counted back from ours, and one of difference is taken for a run that went over midnight: so the
      // first day of the look-back is not asked for, and the usual poll tells all there has to be.
      'entro audit': null,
    }),
  },
  {
    fault: 'a sleep of eight hours between two runs',
    disturb: clocksAt(-asleepMs, -asleepMs),
    expectation: catchesUp(asleepMs),
  },
  {
    fault: 'a sleep of eight hours in the middle of a run, with dead connections behind it',
    disturb(disturbance) {
      clocksAt(-asleepMs, -asleepMs)(disturbance);
      disturbance.doInTheMiddle(() => clocksAt(0, 0)(disturbance));
      disturbance.inTheMiddle({ kind: 'reset-before-answer' });
    },
    expectation: catchesUpFromTheMiddle(asleepMs),
  },
  {
    fault: 'a sleep of eight hours in the middle of a request, whose connection is dead without a word',
    disturb(disturbance) {
      clocksAt(-asleepMs, -asleepMs)(disturbance);
      disturbance.doInTheMiddle(() => clocksAt(0, 0)(disturbance));
      disturbance.withoutAnswerInTheMiddle(givenUpAfterMs);
    },
    expectation: catchesUpFromTheMiddle(asleepMs),
  },
];
