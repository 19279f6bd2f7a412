import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { FaultyRequest } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { serveVendor, type VendorRequest } from '../../../main/sample-tenant/serve-vendor.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { noCounts, type RunCounts } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector } from '../collector/a-collector.ts';
import { createDisturbance, type Disturbance } from './disturbance.ts';
import { type LeftOut, readStoredEvents, readStoredField } from './stored-events.ts';

/** Soon after midnight, so that a clock that is off by an hour can be off by a day as well. */
export const now = Date.parse('2026-11-20T00:40:00Z');
/** Small, so that a few events make several pages. */
export const usualPageSize = 10;
const usualDays = 1;
/** For streams of which little happens. */
const manyDays = 14;

export interface Polled {
  readonly source: string;
  readonly errors: readonly (AppError | null)[];
  readonly notices: readonly (AppError | null)[];
  readonly counts: RunCounts;
  /** What is stored behind it, from earlier polls too; see `readStoredEvents`. */
  readonly events: readonly string[];
  /** Where collecting stands behind it, as people are told. */
  readonly checkpoint: string | null;
  /** The stream's requests in it, whole, in order. */
  readonly requests: readonly string[];
}

/** An undisturbed poll that is another than the usual one. */
export interface OtherPoll {
  /** Both clocks, in milliseconds from now. */
  readonly atMs: number;
  /** Looks further back than usual. */
  readonly moreDays?: number;
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
  undisturbed(stream: string, other?: OtherPoll): Promise<readonly string[]>;
  /** Where such a poll comes to. */
  usualCheckpoint(stream: string): Promise<string | null>;
  /** Polls the source of `undisturbed` once more. */
  pollAgain(stream: string): Promise<Polled>;
  eventsOf(source: string, isLeftOut?: LeftOut): Promise<readonly string[]>;
  /** What the stored records hold under a field's name. */
  fieldOf(source: string, field: string): Promise<readonly unknown[]>;
  /** Why records of the source were rejected. */
  rejectedOf(source: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Usual {
  readonly days: number;
  readonly polled: Polled;
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
  const others = new Map<string, readonly string[]>();
  const streamOfSource = new Map<string, string>();
  let sources = 0;

  const isOf = (stream: string, request: FaultyRequest) =>
    sample.streamOf === undefined || sample.streamOf(request as VendorRequest) === stream;
  const eventsOf = (source: string, isLeftOut?: LeftOut) => readStoredEvents(collector, source, isLeftOut);

  function setClocks(atMs = 0): void {
    clock.set(now + atMs);
    vendorClock.set(now + atMs);
  }

  /** With these streams alone, each looking back so many days. */
  async function add(lookBackDays: ReadonlyMap<string, number>, pageSize = usualPageSize): Promise<string> {
    const draft = sample?.draft(served.url);
    if (draft === undefined) throw new Error('no draft');
    const settings = vendor.descriptor.streams.map(({ name, pageSize: size }) => [
      name,
      {
        enabled: lookBackDays.has(name),
        lookBackDays: lookBackDays.get(name) ?? usualDays,
        ...(size === null ? {} : { pageSize: Math.min(pageSize, size.max) }),
      },
    ]);
    const name = `source ${sources++}`;
    const added = await collector.service.add({ ...draft, name, streams: Object.fromEntries(settings) });
    if (!added.ok) throw new Error(added.error.message);
    const [only] = lookBackDays.keys();
    if (only !== undefined && lookBackDays.size === 1) streamOfSource.set(added.value.sourceId, only);
    return added.value.sourceId;
  }

  async function collect(source: string): Promise<Polled> {
    const stream = streamOfSource.get(source);
    const before = served.requests.at(-1);
    const collected = await collector.service.collectUntilCaughtUp([source]);
    if (!collected.ok) throw new Error(collected.error.message);
    const [first] = collected.value;
    const since = before === undefined ? 0 : served.requests.indexOf(before) + 1;
    return {
      source,
      errors: collected.value.map(({ error }) => error),
      notices: collected.value.map(({ notice }) => notice),
      counts: first?.counts ?? noCounts,
      events: await eventsOf(source),
      checkpoint: stream === undefined ? null : await checkpointOf(source, stream),
      requests: served.requests
        .slice(since)
        .filter((request) => stream === undefined || isOf(stream, request))
        .map(({ method, url, body }) => `${method} ${url.pathname}${url.search} ${body}`),
    };
  }

  /** From the table itself: the list of sources grows with each thing that is tried, and takes longer and longer. */
  async function checkpointOf(source: string, stream: string): Promise<string | null> {
    const [row] = await collector.rows(
      `SELECT description FROM checkpoints
       WHERE source_id = '${source}' AND stream = '${stream}' AND purpose = 'polling'`,
    );
    return row === undefined ? null : String(row.description);
  }

  async function usualOf(stream: string): Promise<Usual> {
    const known = usual.get(stream);
    if (known !== undefined) return known;
    let made: Usual | null = null;
    for (const days of [usualDays, manyDays]) {
      setClocks();
      const polled = await collect(await add(new Map([[stream, days]])));
      if (polled.errors[0] !== null) throw new Error(`${stream}: ${polled.errors[0]?.message}`);
      made = { days, polled };
      if (polled.events.length > 0) break;
    }
    if (made === null) throw new Error('nothing was polled');
    usual.set(stream, made);
    return made;
  }

  async function otherOf(stream: string, { atMs, moreDays = 0 }: OtherPoll): Promise<readonly string[]> {
    const key = `${stream} ${atMs} ${moreDays}`;
    const known = others.get(key);
    if (known !== undefined) return known;
    const source = await add(new Map([[stream, (await usualOf(stream)).days + moreDays]]));
    setClocks(atMs);
    const { errors, events } = await collect(source);
    if (errors[0] !== null) throw new Error(`${key}: ${errors[0]?.message}`);
    others.set(key, events);
    return events;
  }

  async function collectWith(source: string, disturb: (disturbance: Disturbance) => void): Promise<Polled> {
    const stream = streamOfSource.get(source) ?? null;
    const requests = stream === null ? 0 : (await usualOf(stream)).polled.requests.length;
    const definitionOf = vendor.streams.find(({ name }) => name === stream) ?? null;
    setClocks();
    const setTimeout = (ms: number | null) => {
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

  return {
    async poll(stream, disturb, pageSize) {
      const { days } = await usualOf(stream);
      return collectWith(await add(new Map([[stream, days]]), pageSize), disturb);
    },
    async pollAll(disturb) {
      const days = new Map<string, number>();
      for (const { name } of vendor.streams) days.set(name, (await usualOf(name)).days);
      return collectWith(await add(days), disturb);
    },
    collect: (source, disturb = () => undefined) => collectWith(source, disturb),
    async pollCutOff(stream) {
      const { days, polled } = await usualOf(stream);
      const source = await add(new Map([[stream, days]]));
      setClocks();
      let count = 0;
      const arrival = new Promise<void>((resolve) => {
        const when = (request: FaultyRequest) => {
          const isMet = isOf(stream, request) && count++ === Math.floor(polled.requests.length / 2);
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
    undisturbed: async (stream, other) =>
      other === undefined ? (await usualOf(stream)).polled.events : otherOf(stream, other),
    usualCheckpoint: async (stream) => (await usualOf(stream)).polled.checkpoint,
    pollAgain: async (stream) => collectWith((await usualOf(stream)).polled.source, () => undefined),
    eventsOf,
    fieldOf: (source, field) => readStoredField(collector, source, field),
    async rejectedOf(source) {
      const rows = await collector.rows(`SELECT reason FROM rejected_records WHERE source_id = '${source}'`);
      return rows.map(({ reason }) => String(reason));
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
