import type { Fault, FaultyRequest } from '../../main/sample-tenant/faults.ts';
import { seededRandom } from '../../main/sample-tenant/seeded-random.ts';
import type { VendorRequest } from '../../main/sample-tenant/serve-vendor.ts';
import { changeRows } from '../helpers/change-rows.ts';
import { createPageFaults } from './page-faults.ts';

/** Of a hundred requests, how many meet it. */
const broken: readonly (readonly [name: string, share: number, fault: Fault<unknown>])[] = [
  ['429 with Retry-After', 2.5, { kind: 'status', status: 429, retryAfter: 1 }],
  ['429 without Retry-After', 1.5, { kind: 'status', status: 429 }],
  ['500', 1, { kind: 'status', status: 500 }],
  ['503', 2, { kind: 'status', status: 503 }],
  ['503 with Retry-After', 1, { kind: 'status', status: 503, retryAfter: 1 }],
  ['reset before the answer', 2, { kind: 'reset-before-answer' }],
  ['reset in the answer', 2, { kind: 'reset-in-body' }],
  ['reset behind the answer', 2, { kind: 'reset-after-answer' }],
  ['half a JSON document', 1.5, { kind: 'cut-off-json' }],
  ['a web page', 0.7, { kind: 'html' }],
];
const slowShare = 6;
const longestSlowMs = 400;
const repeatedPageShare = 3;
const swappedPagesShare = 12;
const repeatedRecordsShare = 6;
const reorderedRecordsShare = 12;

export interface FaultPlan {
  /** For `Faults.choose`: what this request meets. */
  faultsFor(request: FaultyRequest): readonly Fault<unknown>[];
  /** Without faults, but a page that was swapped for another stays where it was put. */
  passOn: Fault<unknown>;
}

/** What one vendor does to its requests, drawn from the seed; `count` is told of each fault that is delivered. */
export function createFaultPlan(
  seed: string,
  vendor: string,
  ask: (request: VendorRequest) => unknown,
  count: (fault: string) => void,
): FaultPlan {
  const random = seededRandom(seed, 'faults', vendor);
  const pages = createPageFaults(vendor, ask);
  const happens = (share: number) => random.fraction() * 100 < share;

  function brokenOne(): readonly Fault<unknown>[] {
    let chance = random.fraction() * 100;
    for (const [name, share, fault] of broken) {
      chance -= share;
      if (chance >= 0) continue;
      count(name);
      return [fault];
    }
    return [];
  }

  function slowness(): readonly Fault<unknown>[] {
    if (!happens(slowShare)) return [];
    count('slow answer');
    const ms = random.between(20, longestSlowMs);
    return [{ kind: 'slow', until: new Promise((resolve) => setTimeout(resolve, ms)) }];
  }

  /** A page's records, or the page itself, in a form that tells the same events. */
  function disarranged(data: unknown, request: FaultyRequest): unknown {
    const asked = request as VendorRequest;
    const page = pages.pass(asked, data);
    if (happens(repeatedPageShare)) {
      const repeated = pages.repeated(asked);
      if (repeated !== null) count('the same page again');
      if (repeated !== null) return repeated;
    }
    const swapped = happens(swappedPagesShare) ? pages.swapped(asked, page) : null;
    if (swapped !== null) count('pages in another order');
    return withOtherRecords(swapped ?? page, request);
  }

  function withOtherRecords(data: unknown, { url }: FaultyRequest): unknown {
    // The order of changes to one thing is what they mean.
    const mayReorder = !url.pathname.endsWith('/delta');
    return changeRows(data, (rows) => {
      const isRepeated = happens(repeatedRecordsShare);
      const isReordered = happens(reorderedRecordsShare) && mayReorder && rows.length > 1;
      if (isRepeated) count('records again in their page');
      if (isReordered) count('records in another order');
      const more = isRepeated ? [...rows, ...rows.slice(0, random.between(1, rows.length))] : rows;
      return isReordered ? shuffled(more) : more;
    });
  }

  function shuffled<Item>(items: readonly Item[]): readonly Item[] {
    return items
      .map((item) => ({ item, at: random.fraction() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  return {
    faultsFor: () => [...slowness(), ...brokenOne(), { kind: 'data', change: disarranged }],
    passOn: { kind: 'data', change: (data, request) => pages.pass(request as VendorRequest, data) },
  };
}
