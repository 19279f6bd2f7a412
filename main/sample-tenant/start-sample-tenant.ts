import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { Clock } from '../collector/clock.ts';
import { sampleVendors } from './sample-vendors.ts';
import { type ServedVendor, serveVendor, type VendorAnswer, type VendorRequest } from './serve-vendor.ts';

/** One vendor of the sample tenant: its API over made-up data, and the source that an analyst would fill in for it. */
export interface SampleVendorDefinition {
  readonly vendor: string;
  createApi(options: SampleApiOptions): (request: VendorRequest) => VendorAnswer<unknown>;
  draft(url: string): SourceDraft;
  /** Which stream a request is for; null for a login. Left out by a vendor of one stream without a login. */
  streamOf?(request: VendorRequest): string | null;
}

export interface SampleApiOptions {
  readonly clock: Clock;
  readonly seed: string;
  /**
   * How much later than it happened an event shows, in milliseconds, by its id. For the vendors whose made-up events
   * would else show at once; the others write some of theirs down late by themselves.
   */
  readonly lateMs?: (id: string) => number;
}

export interface SampleVendor extends Omit<ServedVendor<unknown>, 'close'> {
  readonly vendor: string;
  readonly draft: SourceDraft;
}

export interface SampleTenant {
  readonly vendors: readonly SampleVendor[];
  /** Throws for a vendor that the sample tenant does not have. */
  of(vendor: string): SampleVendor;
  close(): Promise<void>;
}

/**
 * Starts the vendors' APIs on loopback, over made-up data that is the same for the same seed and day. Today's rows
 * appear as the clock goes on. Faults can be switched on each vendor while it runs.
 */
export async function startSampleTenant(options: SampleApiOptions): Promise<SampleTenant> {
  const served = await Promise.all(
    sampleVendors.map(async ({ vendor, createApi, draft }) => {
      const { close, ...one } = await serveVendor(createApi(options), options.clock);
      return { vendor: { ...one, vendor, draft: draft(one.url) }, close };
    }),
  );
  const vendors = served.map(({ vendor }) => vendor);
  return {
    vendors,
    of(vendor) {
      const found = vendors.find((one) => one.vendor === vendor);
      if (found === undefined) throw new Error(`The sample tenant has no ${vendor}`);
      return found;
    },
    async close() {
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}
