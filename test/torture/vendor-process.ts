import { createHash } from 'node:crypto';
import type { Fault } from '../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../main/sample-tenant/sample-vendors.ts';
import { serveVendor, type VendorRequest } from '../../main/sample-tenant/serve-vendor.ts';
import type { SampleVendorDefinition } from '../../main/sample-tenant/start-sample-tenant.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { madeUpNowMs } from './made-up-time.ts';
import type { FaultMode, Order, Report, VendorOptions } from './vendor-messages.ts';

/**
 * The five vendors in a process of their own, which survives what is killed. Started with `VendorOptions` as JSON by
 * `start-vendors.ts`, and led by messages.
 */
const options: VendorOptions = JSON.parse(process.argv[2] ?? '');
let { time } = options;
let mode: FaultMode = 'none';
let requests = 0;
const faults: Record<string, number> = {};
const lateIds = new Set<string>();
const answeredStreams = new Set<string>();

const clock = {
  nowUs: () => madeUpNowMs(time, Date.now()) * US_PER_MS,
  sleep: () => Promise.reject(new Error('A vendor does not sleep')),
};

/** What is written down late, and how late: well within what the stream reads again at every run. */
const lateness: Readonly<Record<string, { readonly share: number; readonly mostMs: number }>> = {
  entro: { share: 0.15, mostMs: 90 * 60_000 },
  'hanzo-kms': { share: 0.15, mostMs: 8 * 60_000 },
};

function lateMsOf(vendor: string): (id: string) => number {
  const { share, mostMs } = lateness[vendor] ?? { share: 0, mostMs: 0 };
  return (id) => {
    const [a = 0, b = 0] = createHash('sha256').update(`${options.seed} ${id}`).digest();
    if (a / 256 >= share) return 0;
    lateIds.add(id);
    return (mostMs * (b + 1)) / 256;
  };
}

const stopped: Fault<unknown> = { kind: 'html' };

function faultsOf({ vendor, streamOf }: SampleVendorDefinition, plan: FaultPlan, request: VendorRequest) {
  requests += 1;
  report({ kind: 'request' });
  if (mode === 'all') return plan.faultsFor(request);
  const stream = streamOf === undefined ? '' : streamOf(request);
  if (mode === 'none' || stream === null) return [plan.passOn];
  const key = `${vendor} ${stream}`;
  const isFirst = !answeredStreams.has(key);
  answeredStreams.add(key);
  return [isFirst ? plan.passOn : stopped];
}

const served = await Promise.all(
  sampleVendors.map(async (sample) => {
    const { vendor } = sample;
    const answer = sample.createApi({ clock, seed: options.seed, lateMs: lateMsOf(vendor) });
    const ask = (request: VendorRequest) => {
      const given = answer(request);
      return 'data' in given ? given.data : null;
    };
    const plan = createFaultPlan(options.seed, vendor, ask, (fault) => {
      faults[fault] = (faults[fault] ?? 0) + 1;
    });
    const one = await serveVendor(answer, clock);
    one.faults.choose((request) => faultsOf(sample, plan, request as VendorRequest));
    return sample.draft(one.url);
  }),
);

process.on('message', (order: Order) => {
  if (order.kind === 'time') time = order.time;
  if (order.kind === 'faults') mode = order.mode;
  report({ kind: 'done', figures: { requests, faults, lateEvents: lateIds.size } });
});
process.on('disconnect', () => process.exit(0));
report({ kind: 'ready', drafts: served });

function report(message: Report): void {
  if (process.connected) process.send?.(message);
}
