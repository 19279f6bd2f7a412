import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { FaultyRequest } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { serveVendor, type VendorRequest } from '../../../main/sample-tenant/serve-vendor.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { noCounts, type RunCounts } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector } from '../collector/a-collector.ts';
import { createDisturbance, type Disturbance } from './disturbance.ts';

/** Soon after midnight, so that a clock that is off by an hour is off by a day as well. */
export const now = Date.parse('2026-11-20T00:40:00Z');
/** Small, so that a few events make several pages. */
const usualPageSize = 10;
const usualDays = 1;
/** For streams of which little happens. */
const manyDays = 14;

export interface Polled {
  readonly source: string;
  readonly errors: readonly (AppError | null)[];
  readonly notices: readonly (AppError | null)[];
  readonly counts: RunCounts;
}

/**
 * One vendor's sample server and one workspace, with a new source for each thing that is tried. The server's clock
 * stands still, so that waiting brings no new events.
 */
export interface StreamTable {
  poll(stream: string, disturb: (disturbance: Disturbance) => void, pageSize?: number): Promise<Polled>;
  pollAll(disturb: (disturbance: Disturbance) => void): Promise<Polled>;
  /** Once more; both clocks have come to now meanwhile. */
  collect(source: string, disturb?: (disturbance: Disturbance) => void): Promise<Polled>;
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
  /** Why records of the source were rejected. */
  rejectedOf(source: string): Promise<readonly string[]>;
  /** The length of the longest stored record. */
  longestRecordOf(source: string): Promise<number>;
  close(): Promise<void>;
}

interface Usual {
  readonly source: string;
  readonly days: number;
  readonly events: readonly string[];
  readonly requests: number;
}

export async function aStreamTable(definition: VendorDefinition): Promise<StreamTable> {
  const sample = sampleVendors.find((one) => one.vendor === definition.descriptor.vendor);
  if (sample === undefined) throw new Error('not in the sample tenant');
  const vendorClock = createFakeClock(new Date(now), { skipSleeps: true });
  const clock = createFakeClock(new Date(now), { skipSleeps: true });
  const served = await serveVendor(sample.createApi({ clock: vendorClock, seed: 'streams' }), vendorClock);
  const timeout = { ms: null as number | null };
  const vendor = { ...definition, streams: definition.streams.map((stream) => withTimeout(stream, timeout)) };
  const collector = await aCollector({ vendors: [vendor], clock });
  const usual = new Map<string, Usual>();
  let sources = 0;

  const isOf = (stream: string, request: FaultyRequest) =>
    sample.streamOf === undefined || sample.streamOf(request as VendorRequest) === stream;

  function setClocks(): void {
    clock.set(now);
    vendorClock.set(now);
  }

  async function add(
    streams: readonly string[],
    lookBackDays: number,
    pageSize = usualPageSize,
  ): Promise<string> {
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
    return {
      source,
      errors: collected.value.map(({ error }) => error),
      notices: collected.value.map(({ notice }) => notice),
      counts: first?.counts ?? noCounts,
    };
  }

  async function usualOf(stream: string): Promise<Usual> {
    const known = usual.get(stream);
    if (known !== undefined) return known;
    let requests = 0;
    served.faults.inject(
      { kind: 'data', change: (data) => data },
      { when: (request) => isOf(stream, request) && ++requests < 0 },
    );
    let made: Usual | null = null;
    for (const days of [usualDays, manyDays]) {
      requests = 0;
      setClocks();
      const source = await add([stream], days);
      const { errors } = await collect(source);
      if (errors[0] !== null) throw new Error(`${stream}: ${errors[0]?.message}`);
      made = { source, days, events: await eventsOf(source), requests };
      if (made.events.length > 0) break;
    }
    served.faults.clear();
    if (made === null) throw new Error('nothing was polled');
    usual.set(stream, made);
    return made;
  }

  /** What the vendor counts anew each day says nothing of the state. */
  async function eventsOf(source: string): Promise<readonly string[]> {
    const rows = await collector.rows(
      `SELECT stream || ' ' || coalesce(vendor_event_id, '') || ' '
         || md5(json_merge_patch(raw, '{"daysDetected": null, "lastScanDate": null}')::VARCHAR) AS event
       FROM events WHERE source_id = '${source}' ORDER BY event`,
    );
    return rows.map(({ event }) => String(event));
  }

  async function collectWith(
    source: string,
    stream: string | null,
    disturb: (disturbance: Disturbance) => void,
  ): Promise<Polled> {
    const requests = stream === null ? 0 : (await usualOf(stream)).requests;
    const definitionOf = vendor.streams.find(({ name }) => name === stream) ?? null;
    setClocks();
    const setTimeout = (ms: number) => {
      timeout.ms = ms;
    };
    const { faults } = served;
    const of = { vendor: sample?.vendor ?? '', stream: definitionOf, requests, isOf, setTimeout };
    disturb(createDisturbance({ ...of, faults, ours: clock, vendors: vendorClock }));
    try {
      return await collect(source);
    } finally {
      faults.clear();
      timeout.ms = null;
    }
  }

  const streamOfSource = new Map<string, string>();
  return {
    async poll(stream, disturb, pageSize) {
      const source = await add([stream], (await usualOf(stream)).days, pageSize);
      streamOfSource.set(source, stream);
      return collectWith(source, stream, disturb);
    },
    async pollAll(disturb) {
      const names = vendor.streams.map(({ name }) => name);
      return collectWith(await add(names, usualDays), null, disturb);
    },
    collect: (source, disturb = () => undefined) =>
      collectWith(source, streamOfSource.get(source) ?? null, disturb),
    async pollCutOff(stream) {
      const { days, requests } = await usualOf(stream);
      const source = await add([stream], days);
      setClocks();
      let count = 0;
      const arrival = new Promise<void>((resolve) => {
        const when = (request: FaultyRequest) => {
          const isMet = isOf(stream, request) && count++ === Math.floor(requests / 2);
          if (isMet) resolve();
          return isMet;
        };
        served.faults.inject({ kind: 'slow', until: new Promise(() => {}) }, { when });
      });
      await collector.service.collect(source, stream);
      await arrival;
      await collector.restart();
      served.faults.clear();
      return { source };
    },
    undisturbed: async (stream) => (await usualOf(stream)).events,
    pollAgain: async (stream) => collectWith((await usualOf(stream)).source, stream, () => undefined),
    pagesOf: async (stream) => (await usualOf(stream)).requests,
    eventsOf,
    async rejectedOf(source) {
      const rows = await collector.rows(`SELECT reason FROM rejected_records WHERE source_id = '${source}'`);
      return rows.map(({ reason }) => String(reason));
    },
    async longestRecordOf(source) {
      const [row] = await collector.rows(
        `SELECT max(strlen(raw::VARCHAR)) AS n FROM events WHERE source_id = '${source}'`,
      );
      return Number(row?.n);
    },
    async close() {
      await collector.remove();
      await served.close();
    },
  };
}

/** The stream as it is, with a time-out that can be shortened while it runs. */
function withTimeout(stream: StreamDefinition, timeout: { readonly ms: number | null }): StreamDefinition {
  return Object.defineProperty({ ...stream }, 'timeoutMs', { get: () => timeout.ms ?? stream.timeoutMs });
}
