import type { VendorRequest } from '../serve-vendor.ts';
import type { SampleVendorDefinition } from '../start-sample-tenant.ts';
import { createEntrustApi } from './entrust-api.ts';
import { streamOfRequest } from './stream-of-request.ts';

/** Accepted by the sample tenant and by nothing else. */
const SAMPLE_APPLICATION_ID = '5a3b1e00-0000-4000-8000-000000005a3e';
const SAMPLE_SHARED_SECRET = 'sample-tenant-secret-that-opens-nothing';

export const entrustIdaasSample = {
  vendor: 'entrust-idaas',
  createApi: (options) =>
    createEntrustApi({
      ...options,
      applicationId: SAMPLE_APPLICATION_ID,
      sharedSecret: SAMPLE_SHARED_SECRET,
    }),
  draft: (url) => ({
    vendor: 'entrust-idaas',
    name: 'Entrust IDaaS (sample)',
    url,
    settings: {},
    credentials: { applicationId: SAMPLE_APPLICATION_ID, sharedSecret: SAMPLE_SHARED_SECRET },
    streams: {},
    credentialsExpireAtUs: null,
  }),
  streamOf: streamOfRequest,
} satisfies SampleVendorDefinition & { streamOf(request: VendorRequest): string | null };
