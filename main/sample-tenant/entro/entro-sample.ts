import type { SampleVendorDefinition } from '../start-sample-tenant.ts';
import { createEntroApi } from './entro-api.ts';

/** Accepted by the sample tenant and by nothing else. */
const SAMPLE_TOKEN = 'sample-tenant-token-that-opens-nothing';

export const entroSample: SampleVendorDefinition = {
  vendor: 'entro',
  createApi: (options) => createEntroApi({ ...options, token: SAMPLE_TOKEN }),
  draft: (url) => ({
    vendor: 'entro',
    name: 'Entro (sample)',
    url,
    settings: {},
    credentials: { token: SAMPLE_TOKEN },
    streams: {},
    credentialsExpireAtUs: null,
  }),
};
