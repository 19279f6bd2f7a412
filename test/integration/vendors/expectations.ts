import { expect } from 'vitest';
import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { AppErrorKind } from '../../../shared/app-error.ts';
import { isNewField, lastNewField, longField, longText } from './odd-records.ts';
import { type LeftOut, thingOf } from './stored-events.ts';
import {
  errorOfNotFound,
  isOfOnePage,
  nameOf,
  reasonOfNulls,
  reasonOfText,
  showsLatestStateAlone,
} from './stream-differences.ts';
import { type OtherPoll, type Polled, type StreamTable, usualPageSize } from './stream-table.ts';

/** One fault, tried on one stream of one vendor. */
export interface Tried {
  readonly table: StreamTable;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
  readonly polled: Polled;
}

/**
 * What has to come of a fault: which events are stored, to the last one, which records are rejected and why, where
 * collecting stands, and what people are told. Whatever it is, received = stored + duplicate + rejected (see
 * `aCollector`). `planted-mishaps.test.ts` proves that each of them notices one event that is lost or doubled.
 */
export type Expectation = (tried: Tried) => Promise<void>;

/** The run succeeds all the same, and comes as far as always, with the same events. */
export const isGotOver: Expectation = (tried) => isGotOverWith(tried, []);

/** The run ends with an error of this kind; the next one goes on with the request that failed, to the same events. */
export const endsAndGoesOn =
  (kind: AppErrorKind): Expectation =>
  async (tried) => {
    const { polled, table } = tried;
    await endsAs(tried, kind);
    const usual = await usualOf(tried);
    // Nothing that was not asked for, and nothing twice.
    expect(polled.events).toEqual(usual.filter((event) => polled.events.includes(event)));
    const next = await table.collect(polled.source);
    // A day that is not over for long is asked for again in any case, so there one goes on a day before.
    const goesOnAt = tried.stream.pagination.kind === 'day-walk' ? 1 : 0;
    expect(next.requests[goesOnAt]).toBe(polled.requests.at(-1));
    await isComplete(tried, next);
  };

/** A session is renewed; credentials without one are not tried again. */
export const isRenewedOrEnds: Expectation = (tried) =>
  tried.vendor.auth.kind === 'session' ? isGotOver(tried) : endsAndGoesOn('credentials-rejected')(tried);

/** A cursor that is not found is asked for anew, a child that is not there is asked for twice; the rest is an end. */
export const isBegunAnewOrEnds: Expectation = (tried) => {
  const kind = errorOfNotFound(tried.vendor, tried.stream);
  return kind === null ? isGotOver(tried) : endsAndGoesOn(kind)(tried);
};

/** One request, no event, and no step forward, until it may be read: then all of it. */
export const isLeftAlone =
  (kind: AppErrorKind): Expectation =>
  async (tried) => {
    const { polled, table } = tried;
    await endsAs(tried, kind);
    expect(polled).toMatchObject({ checkpoint: null, events: [] });
    expect(polled.requests).toHaveLength(1);
    await isComplete(tried, await table.collect(polled.source));
  };

/** One record is kept aside with its reason, and all the events are there. */
export const rejectsText: Expectation = (tried) => isGotOverWith(tried, [reasonOfText(tried.vendor)]);

/** The new fields are stored whole, in one event; the record of nulls is rejected with its reason; the rest is as usual. */
export const takesNewFieldsAndRejectsNulls: Expectation = async (tried) => {
  await isGotOverWith(tried, [reasonOfNulls(tried.vendor, tried.stream)], isNewField);
  const kept = await tried.table.fieldOf(tried.polled.source, lastNewField);
  expect(kept).toEqual([Number(lastNewField.replace(/\D/g, ''))]);
};

/** The text is stored whole, in one event, and the rest is as usual. */
export const keepsLongText: Expectation = async (tried) => {
  await isGotOverWith(tried, [], (name) => name === longField);
  const kept = await tried.table.fieldOf(tried.polled.source, longField);
  expect(kept.length).toBe(1);
  // Not `toEqual`: a megabyte makes no good message.
  expect(kept[0] === longText).toBe(true);
};

/** The page is stored once; where it is not all there is, the run ends and says so, and the next one comes to the end. */
export const endsInCircle: Expectation = async (tried) => {
  const { table, vendor, stream, polled } = tried;
  const usual = await usualOf(tried);
  if (isOfOnePage(vendor, stream)) {
    expect(polled.errors).toEqual([null]);
    expect(polled.events).toEqual(usual);
  } else {
    expect(polled.errors).toMatchObject([
      { kind: 'unexpected-response', message: expect.stringContaining('keeps answering with the same page') },
    ]);
    expect(polled.counts).toMatchObject({ stored: usualPageSize, rejected: 0 });
    expect(polled.events).toEqual(usual.filter((event) => polled.events.includes(event)));
    expect(polled.events).toHaveLength(usualPageSize);
  }
  await isComplete(tried, await table.collect(polled.source));
};

/** What was there before the sleep, and what is there behind it: both polls together, and nothing else. */
export const catchesUp =
  (asleepMs: number): Expectation =>
  async (tried) => {
    const { table, stream, polled } = tried;
    const before = await table.undisturbed(stream.name, { atMs: -asleepMs });
    expect(polled.errors).toEqual([null]);
    expect(polled.events).toEqual(before);
    const { errors, events } = await table.collect(polled.source);
    expect(errors).toEqual([null]);
    expect(events).toEqual(together(before, await usualOf(tried)));
  };

/** The same, but for the states of things that were over before their page was read. */
export const catchesUpFromTheMiddle =
  (asleepMs: number): Expectation =>
  async (tried) => {
    const { table, stream, polled } = tried;
    expect(polled.errors).toEqual([null]);
    const { errors, events } = await table.collect(polled.source);
    expect(errors).toEqual([null]);
    const usual = await usualOf(tried);
    const both = together(await table.undisturbed(stream.name, { atMs: -asleepMs }), usual);
    if (!showsLatestStateAlone(stream)) return expect(events).toEqual(both);
    isBetween(events, usual, both);
    expect(new Set(events.map(thingOf))).toEqual(new Set(both.map(thingOf)));
  };

/**
 * People are told of the clock, and nothing is lost for it. The first request is made by the wrong clock, so a little
 * more may come than was asked for.
 */
export const tellsOfTheClock =
  (
    told: string,
    vendorsMs: number,
    differing: Readonly<Record<string, OtherPoll | null>> = {},
  ): Expectation =>
  async (tried) => {
    const { table, vendor, stream, polled } = tried;
    expect(polled.errors).toEqual([null]);
    expect(polled.notices).toMatchObject([{ message: expect.stringContaining(told) }]);
    const name = nameOf(vendor, stream);
    const other = name in differing ? (differing[name] ?? null) : { atMs: vendorsMs };
    const then = other === null ? [] : await table.undisturbed(stream.name, other);
    const further = await table.undisturbed(stream.name, { atMs: vendorsMs, moreDays: 1 });
    isBetween(polled.events, then, together(then, further));
    const { errors, notices, events } = await table.collect(polled.source);
    expect({ errors, notices }).toEqual({ errors: [null], notices: [null] });
    const usual = await usualOf(tried);
    isBetween(events, together(then, usual), together(then, usual, further));
  };

async function isGotOverWith(
  tried: Tried,
  reasons: readonly string[],
  isLeftOut: LeftOut = () => false,
): Promise<void> {
  const { table, stream, polled } = tried;
  expect(polled).toMatchObject({ errors: [null], notices: [null] });
  const usual = await usualOf(tried);
  expect(await table.eventsOf(polled.source, isLeftOut)).toEqual(usual);
  expect(polled.counts).toMatchObject({ stored: usual.length, rejected: reasons.length });
  expect(await table.rejectedOf(polled.source)).toEqual(reasons);
  expect(polled.checkpoint).toBe(await table.usualCheckpoint(stream.name));
}

/** The error says what happened, what helps, and from where collecting goes on. */
async function endsAs({ table, polled }: Tried, kind: AppErrorKind): Promise<void> {
  const { checkpoint, source } = polled;
  const meaning = checkpoint === null ? 'Nothing was collected yet.' : `goes on from ${checkpoint} when`;
  expect(polled.errors).toMatchObject([
    { kind, message: expect.stringContaining(meaning), remedy: expect.stringMatching(/./) },
  ]);
  expect(await table.rejectedOf(source)).toEqual([]);
  expect(polled.counts.stored).toBe(polled.events.length);
}

/** The next poll comes to the end: with those of the one before all the usual events, each once. */
async function isComplete(tried: Tried, next: Polled): Promise<void> {
  expect(next).toMatchObject({ errors: [null], notices: [null], counts: { rejected: 0 } });
  expect(next.events).toEqual(await usualOf(tried));
  expect(next.checkpoint).toBe(await tried.table.usualCheckpoint(tried.stream.name));
}

/** All of `least`, and nothing beyond `most`; each once. */
function isBetween(events: readonly string[], least: readonly string[], most: readonly string[]): void {
  const found = new Set(events);
  expect(events).toHaveLength(found.size);
  expect(least.filter((event) => !found.has(event))).toEqual([]);
  const known = new Set(most);
  expect(events.filter((event) => !known.has(event))).toEqual([]);
}

function together(...polls: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(polls.flat())].sort();
}

function usualOf({ table, stream }: Tried): Promise<readonly string[]> {
  return table.undisturbed(stream.name);
}
