import type { Clock } from '../collector/clock.ts';
import { createEntroApi } from './entro/entro-api.ts';
import type { EntroRow } from './entro/generate-day.ts';
import { type ServedVendor, serveVendor } from './serve-vendor.ts';

export interface SampleVendor<Data> extends Omit<ServedVendor<Data>, 'close'> {
  readonly credentials: Readonly<Record<string, string>>;
}

export interface SampleTenant {
  readonly entro: SampleVendor<EntroRow[]>;
  close(): Promise<void>;
}

/** Accepted by the sample tenant and by nothing else. */
const SAMPLE_TOKEN = 'sample-tenant-token-that-opens-nothing';

/**
 * Starts the vendors' APIs on loopback, over made-up data that is the same for the same seed and day. Today's rows
 * appear as the clock goes on. Faults can be switched on each vendor while it runs.
 */
export async function startSampleTenant(options: { clock: Clock; seed: string }): Promise<SampleTenant> {
  const entro = await serveVendor(createEntroApi({ ...options, token: SAMPLE_TOKEN }), options.clock);
  return {
    entro: {
      url: entro.url,
      faults: entro.faults,
      requests: entro.requests,
      credentials: { token: SAMPLE_TOKEN },
    },
    close: () => entro.close(),
  };
}
