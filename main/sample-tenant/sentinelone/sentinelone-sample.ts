import type { VendorRequest } from '../serve-vendor.ts';
import type { SampleVendorDefinition } from '../start-sample-tenant.ts';
import { createSentineloneApi } from './sentinelone-api.ts';
import { streamOfRequest } from './stream-of-request.ts';

/** Accepted by the sample tenant and by nothing else. */
const SAMPLE_TOKEN = 'sample-console-token-that-opens-nothing';

const lookBack = { lookBackDays: 14 };

export const sentineloneSample = {
  vendor: 'sentinelone',
  createApi: (options) => createSentineloneApi({ ...options, token: SAMPLE_TOKEN }),
  draft: (url) => ({
    vendor: 'sentinelone',
    name: 'SentinelOne (sample)',
    url,
    settings: {},
    credentials: { token: SAMPLE_TOKEN },
    streams: {
      activity: lookBack,
      agent: lookBack,
      alert: lookBack,
      group: lookBack,
      threat: lookBack,
      'threat-event': { ...lookBack, enabled: true },
    },
    credentialsExpireAtUs: null,
  }),
  streamOf: streamOfRequest,
} satisfies SampleVendorDefinition & { streamOf(request: VendorRequest): string | null };
