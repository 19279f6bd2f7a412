import { expect } from 'vitest';
import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { AppErrorKind } from '../../../shared/app-error.ts';
import type { Polled, StreamTable } from './stream-table.ts';

/** One fault, tried on one stream of one vendor. */
export interface Tried {
  readonly table: StreamTable;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
  readonly polled: Polled;
}

/** What has to come of a fault. Whatever it is, received = stored + duplicate + rejected (see `aCollector`). */
export type Expectation = (tried: Tried) => Promise<void>;

/** The run succeeds all the same, with the same events. */
export const isGotOver: Expectation = async (tried) => {
  expect(tried.polled.errors).toEqual([null]);
  await hasUsualEvents(tried);
};

/** The run ends with an error of one of these kinds, or none, and the next one has the same events. */
export const endsAndGoesOn =
  (...kinds: readonly (AppErrorKind | null)[]): Expectation =>
  async (tried) => {
    const [error = null] = tried.polled.errors;
    expect(kinds).toContain(error?.kind ?? null);
    if (error !== null) expect(error).toMatchObject({ message: /./, remedy: /./ });
    expect((await tried.table.collect(tried.polled.source)).errors).toEqual([null]);
    await hasUsualEvents(tried);
  };

/** A session is renewed; credentials without one are not tried again. */
export const isRenewedOrEnds: Expectation = (tried) =>
  tried.vendor.auth.kind === 'session' ? isGotOver(tried) : endsAndGoesOn('credentials-rejected')(tried);

export const endsWith =
  (kind: AppErrorKind): Expectation =>
  async ({ polled }) => {
    expect(polled.errors).toMatchObject([{ kind, message: /./, remedy: /./ }]);
  };

/** One record is kept aside with its reason, and all the events are there. */
export const rejectsOne: Expectation = async (tried) => {
  await isGotOver(tried);
  const { received, stored, duplicate, rejected } = tried.polled.counts;
  expect(rejected).toBe(1);
  expect(received).toBe(stored + duplicate + rejected);
  expect(await tried.table.rejectedOf(tried.polled.source)).toEqual([expect.stringMatching(/./)]);
};

/** All but what was changed is as usual; a record may be several events. */
export const storesTheOthers =
  (most: { readonly rejected: number; readonly changed: number }): Expectation =>
  async ({ table, stream, polled }) => {
    expect(polled.errors).toEqual([null]);
    const usual = await table.undisturbed(stream.name);
    const events = new Set(await table.eventsOf(polled.source));
    const missing = usual.filter((event) => !events.has(event));
    expect(missing.length).toBeLessThanOrEqual(most.changed);
    expect(polled.counts.rejected).toBeLessThanOrEqual(most.rejected);
    expect(events.size).toBeGreaterThanOrEqual(usual.length - most.rejected * most.changed);
  };

/** The text is stored whole, and nothing is lost for it. */
export const keepsLongText =
  (length: number): Expectation =>
  async (tried) => {
    await storesTheOthers({ rejected: 0, changed: 5 })(tried);
    expect(await tried.table.longestRecordOf(tried.polled.source)).toBeGreaterThan(length);
  };

/** The run ends in a bounded number of requests, with an error where it was led in a circle, and nothing is doubled. */
export const endsInCircle: Expectation = async ({ table, stream, polled }) => {
  const pages = await table.pagesOf(stream.name);
  const { pagination } = stream;
  if (pages > requestsForOnePage(stream) && pagination.kind !== 'day-walk') {
    expect(polled.errors[0]?.message).toMatch(
      /keeps answering with the same page|always says that there is one more/,
    );
  }
  const events = await table.eventsOf(polled.source);
  expect(new Set(events).size).toBe(events.length);
};

/** By offset and by a bound that rises, one page is asked on behind, which then rightly comes again. */
function requestsForOnePage({ pagination }: StreamDefinition): number {
  if (pagination.kind !== 'time-walk') return 1;
  const { by } = pagination.pages;
  return by === 'rising-bound' ? 3 : by === 'offset' ? 2 : 1;
}

/** What the first poll began, the next one completes when the clocks have come to now; what it saw besides may stay. */
export const losesNothing: Expectation = async ({ table, stream, polled }) => {
  expect(polled.errors).toEqual([null]);
  expect((await table.collect(polled.source)).errors).toEqual([null]);
  const events = await table.eventsOf(polled.source);
  expect(new Set(events).size).toBe(events.length);
  expect(events).toEqual(expect.arrayContaining([...(await table.undisturbed(stream.name))]));
};

/** Besides, the analyst is told of the clock. */
export const tellsOfTheClock: Expectation = async (tried) => {
  expect(tried.polled.notices).toMatchObject([{ message: expect.stringContaining('60 minutes') }]);
  await losesNothing(tried);
};

async function hasUsualEvents({ table, stream, polled }: Tried): Promise<void> {
  expect(await table.eventsOf(polled.source)).toEqual(await table.undisturbed(stream.name));
}
