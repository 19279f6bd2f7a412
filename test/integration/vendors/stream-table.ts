import type { VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { Fault, FaultyRequest } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { serveVendor, type VendorRequest } from '../../../main/sample-tenant/serve-vendor.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { noCounts, type RunCounts } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector } from '../collector/a-collector.ts';
import { withOddRecords } from './odd-records.ts';

const now = '2026-11-20T12:00:00Z';
/** Small, so that a few events make several pages. */
const pageSize = 10;
const usualDays = 1;
/** For streams of which little happens. */
const manyDays = 14;

/** What goes wrong while a stream is polled. */
export interface Disturbance {
  /** Once, at the middle one of the stream's requests; several follow each other. */
  inTheMiddle(fault: Fault<unknown>): void;
  /** At each of the stream's requests. */
  always(stream: string, fault: Fault<unknown>): void;
  /** Each address answers as it did at first. */
  samePage(stream: string): void;
  /** In the middle one of the stream's answers. */
  oddRecords(stream: string): void;
}

interface Polled {
  readonly source: string;
  readonly errors: readonly (AppError | null)[];
  readonly counts: RunCounts;
}

/**
 * One vendor's sample server and one workspace, with a new source for each thing that is tried. The server's clock
 * stands still, so that waiting brings no new events.
 */
export interface StreamTable {
  poll(stream: string, disturb: (disturbance: Disturbance) => void): Promise<Polled>;
  pollAll(disturb: (disturbance: Disturbance) => void): Promise<Polled>;
  collect(source: string): Promise<Polled>;
  /** Ends in the middle, as when the app is closed. */
  pollCutOff(stream: string): Promise<{ source: string }>;
  /** The events of a poll without disturbance; asked for once. */
  undisturbed(stream: string): Promise<readonly string[]>;
  /** Polls the source of `undisturbed` once more. */
  pollAgain(stream: string): Promise<Polled>;
  /** How many requests an undisturbed poll takes. */
  pagesOf(stream: string): Promise<number>;
  /** Sorted; what tells one event from another, without ids that depend on the source. */
  eventsOf(source: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Usual {
  readonly source: string;
  readonly days: number;
  readonly events: readonly string[];
  readonly requests: number;
}

export async function aStreamTable(vendor: VendorDefinition): Promise<StreamTable> {
  const sample = sampleVendors.find((one) => one.vendor === vendor.descriptor.vendor);
  if (sample === undefined) throw new Error('not in the sample tenant');
  const vendorClock = createFakeClock(now, { skipSleeps: true });
  const clock = createFakeClock(now, { skipSleeps: true });
  const served = await serveVendor(sample.createApi({ clock: vendorClock, seed: 'streams' }), vendorClock);
  const collector = await aCollector({ vendors: [vendor], clock });
  const usual = new Map<string, Usual>();
  let sources = 0;

  const isOf = (stream: string, request: FaultyRequest) =>
    sample.streamOf === undefined || sample.streamOf(request as VendorRequest) === stream;

  async function add(streams: readonly string[], lookBackDays: number): Promise<string> {
    clock.set(Date.parse(now));
    const draft = sample?.draft(served.url);
    if (draft === undefined) throw new Error('no draft');
    const settings = vendor.descriptor.streams.map(({ name, pageSize: size }) => [
      name,
      {
        enabled: streams.includes(name),
        lookBackDays,
        ...(size === null ? {} : { pageSize: Math.min(pageSize, size.max) }),
      },
    ]);
    const name = `source ${sources++}`;
    const added = await collector.service.add({ ...draft, name, streams: Object.fromEntries(settings) });
    if (!added.ok) throw new Error(added.error.message);
    return added.value.sourceId;
  }

  async function collect(source: string): Promise<Polled> {
    const collected = await collector.service.collectUntilCaughtUp([source]);
    if (!collected.ok) throw new Error(collected.error.message);
    const [first] = collected.value;
    return { source, errors: collected.value.map(({ error }) => error), counts: first?.counts ?? noCounts };
  }

  async function usualOf(stream: string): Promise<Usual> {
    const known = usual.get(stream);
    if (known !== undefined) return known;
    let requests = 0;
    const stop = served.faults.inject(
      { kind: 'data', change: (data) => data },
      { when: (request) => isOf(stream, request) && ++requests < 0 },
    );
    let made: Usual | null = null;
    for (const days of [usualDays, manyDays]) {
      requests = 0;
      const source = await add([stream], days);
      const { errors } = await collect(source);
      if (errors[0] !== null) throw new Error(`${stream}: ${errors[0]?.message}`);
      made = { source, days, events: await eventsOf(source), requests };
      if (made.events.length > 0) break;
    }
    stop();
    if (made === null) throw new Error('nothing was polled');
    usual.set(stream, made);
    return made;
  }

  /** A fault's condition that is met at one request of the stream, and at those that repeat it. */
  function fromMiddle(stream: string, requests: number, index: number) {
    const middle = Math.floor(requests / 2);
    let count = 0;
    return (request: FaultyRequest) => isOf(stream, request) && count++ === middle + index;
  }

  function disturbance(stream: string, requests: number): Disturbance {
    const answers = new Map<string, unknown>();
    let faults = 0;
    return {
      inTheMiddle(fault) {
        served.faults.inject(fault, { when: fromMiddle(stream, requests, faults++) });
      },
      always(barred, fault) {
        served.faults.inject(fault, { when: (request) => isOf(barred, request) });
      },
      samePage(repeated) {
        const change = (data: unknown, { url }: FaultyRequest) => {
          if (!answers.has(url.pathname)) answers.set(url.pathname, data);
          return answers.get(url.pathname);
        };
        served.faults.inject({ kind: 'data', change }, { when: (request) => isOf(repeated, request) });
      },
      oddRecords(odd) {
        const when = fromMiddle(odd, requests, 0);
        served.faults.inject({ kind: 'data', change: withOddRecords }, { when });
      },
    };
  }

  async function eventsOf(source: string): Promise<readonly string[]> {
    const rows = await collector.rows(
      `SELECT stream || ' ' || coalesce(vendor_event_id, '') || ' ' || md5(raw::VARCHAR) AS event
       FROM events WHERE source_id = '${source}' ORDER BY event`,
    );
    return rows.map(({ event }) => String(event));
  }

  async function pollWith(
    streams: readonly string[],
    disturb: (disturbance: Disturbance) => void,
  ): Promise<Polled> {
    const [stream = ''] = streams;
    const { requests, days } =
      streams.length === 1 ? await usualOf(stream) : { requests: 0, days: usualDays };
    const source = await add(streams, days);
    disturb(disturbance(stream, requests));
    try {
      return await collect(source);
    } finally {
      served.faults.clear();
    }
  }

  return {
    poll: (stream, disturb) => pollWith([stream], disturb),
    pollAll: (disturb) =>
      pollWith(
        vendor.streams.map(({ name }) => name),
        disturb,
      ),
    collect,
    async pollCutOff(stream) {
      const { requests, days } = await usualOf(stream);
      const source = await add([stream], days);
      const when = fromMiddle(stream, requests, 0);
      let arrived = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const isMet = (request: FaultyRequest) => {
        const met = when(request);
        if (met) arrived();
        return met;
      };
      served.faults.inject({ kind: 'slow', until: new Promise(() => {}) }, { when: isMet });
      await collector.service.collect(source, stream);
      await arrival;
      await collector.restart();
      served.faults.clear();
      return { source };
    },
    undisturbed: async (stream) => (await usualOf(stream)).events,
    pollAgain: async (stream) => {
      const { source } = await usualOf(stream);
      clock.set(Date.parse(now));
      return collect(source);
    },
    pagesOf: async (stream) => (await usualOf(stream)).requests,
    eventsOf,
    async close() {
      await collector.remove();
      await served.close();
    },
  };
}
