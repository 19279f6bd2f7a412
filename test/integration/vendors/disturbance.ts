import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import type { Fault, Faults, FaultyRequest } from '../../../main/sample-tenant/faults.ts';
import type { VendorRequest } from '../../../main/sample-tenant/serve-vendor.ts';
import { changeRows } from '../../helpers/change-rows.ts';
import type { FakeClock } from '../../helpers/fake-clock.ts';
import { pagingOf } from '../../helpers/vendor-paging.ts';

type Row = Readonly<Record<string, unknown>>;

/** What goes wrong while a stream is polled. */
export interface Disturbance {
  /** Once, at the middle one of the stream's requests; several follow each other. */
  inTheMiddle(fault: Fault<unknown>): void;
  /** The same; it is given up after so long, and the others may take as long as ever: a busy machine needs it. */
  withoutAnswerInTheMiddle(givenUpAfterMs: number): void;
  /** At the same moment, before the request is answered. */
  doInTheMiddle(work: () => void): void;
  /** At each of the stream's requests. */
  always(stream: string, fault: Fault<unknown>): void;
  /** Once, at the first request that carries a cursor, link or token. */
  atPosition(fault: Fault<unknown>): void;
  /** Each address answers as it did at first. */
  samePage(stream: string): void;
  /** In one of the stream's answers that has records, from a third on: the last ones may only tell that it is the end. */
  inRecords(change: (rows: readonly Row[]) => readonly unknown[]): void;
  /** In all of them. */
  inAllRecords(change: (rows: readonly Row[]) => readonly unknown[]): void;
  /** This computer's clock and the vendor's. */
  readonly ours: FakeClock;
  readonly vendors: FakeClock;
}

export interface DisturbanceOptions {
  readonly vendor: string;
  readonly stream: StreamDefinition | null;
  /** How many requests the stream's undisturbed poll takes. */
  readonly requests: number;
  readonly faults: Faults<unknown>;
  readonly ours: FakeClock;
  readonly vendors: FakeClock;
  isOf(stream: string, request: FaultyRequest): boolean;
  /** How long an answer may take, from the next request on that is no repetition; null for as long as ever. */
  setTimeout(ms: number | null): void;
}

export function createDisturbance(options: DisturbanceOptions): Disturbance {
  const { stream, requests, faults, isOf, ours, vendors } = options;
  const { tokenOf } = pagingOf(options.vendor);
  const name = stream?.name ?? '';
  let inMiddle = 0;

  function inject(fault: Fault<unknown>, when: (request: FaultyRequest) => boolean): void {
    faults.inject(fault, { when: (request) => isOf(name, request) && when(request) });
  }

  /** Met at one request of the stream, and at those that repeat it. */
  function middle(index: number): (request: FaultyRequest) => boolean {
    let count = 0;
    return () => count++ === Math.floor(requests / 2) + index;
  }

  function changing(change: (rows: readonly Row[]) => readonly unknown[], most: number) {
    const isWanted = holdsRecords(stream);
    const before = Math.floor((requests - 1) / 3);
    let seen = 0;
    let changed = 0;
    return (data: unknown, request: FaultyRequest) => {
      const isDue = most === Number.POSITIVE_INFINITY || seen >= before;
      seen += 1;
      if (!isWanted(request) || !isDue || changed >= most) return data;
      return changeRows(data, (rows) => {
        changed += 1;
        return change(rows);
      });
    };
  }

  return {
    ours,
    vendors,
    inTheMiddle: (fault) => inject(fault, middle(inMiddle++)),
    withoutAnswerInTheMiddle(givenUpAfterMs) {
      const isLastBefore = middle(inMiddle - 1);
      const isMiddle = middle(inMiddle++);
      if (requests < 2) options.setTimeout(givenUpAfterMs);
      inject({ kind: 'slow', until: new Promise(() => {}) }, (request) => {
        if (isLastBefore(request)) options.setTimeout(givenUpAfterMs);
        const isMet = isMiddle(request);
        if (isMet) options.setTimeout(null);
        return isMet;
      });
    },
    doInTheMiddle(work) {
      const isMiddle = middle(inMiddle);
      inject({ kind: 'data', change: (data) => data }, (request) => {
        if (isMiddle(request)) work();
        return false;
      });
    },
    always(barred, fault) {
      faults.inject(fault, { when: (request) => isOf(barred, request) });
    },
    atPosition(fault) {
      faults.inject(fault, {
        times: 1,
        when: (request) => isOf(name, request) && tokenOf(request as VendorRequest) !== null,
      });
    },
    samePage(repeated) {
      const answers = new Map<string, unknown>();
      const change = (data: unknown, { url }: FaultyRequest) => {
        if (!answers.has(url.pathname)) answers.set(url.pathname, data);
        return answers.get(url.pathname);
      };
      faults.inject({ kind: 'data', change }, { when: (request) => isOf(repeated, request) });
    },
    inRecords: (change) => inject({ kind: 'data', change: changing(change, 1) }, () => true),
    inAllRecords: (change) =>
      inject({ kind: 'data', change: changing(change, Number.POSITIVE_INFINITY) }, () => true),
  };
}

/** Of a fan-out the records are in its children's answers; the list, which is asked for first, only leads to them. */
function holdsRecords(stream: StreamDefinition | null): (request: FaultyRequest) => boolean {
  if (stream?.pagination.kind !== 'fan-out') return () => true;
  let list: string | null = null;
  return ({ url }) => {
    list ??= url.pathname;
    return url.pathname !== list;
  };
}
