import { entraSample } from './entra-id/entra-sample.ts';
import { entroSample } from './entro/entro-sample.ts';
import { entrustIdaasSample } from './entrust-idaas/entrust-idaas-sample.ts';
import { hanzoKmsSample } from './hanzo-kms/hanzo-kms-sample.ts';
import { sentineloneSample } from './sentinelone/sentinelone-sample.ts';
import type { SampleVendorDefinition } from './start-sample-tenant.ts';

/** Every vendor of the sample tenant, one line each. */
export const sampleVendors: readonly SampleVendorDefinition[] = [
  entroSample,
  entrustIdaasSample,
  hanzoKmsSample,
  entraSample,
  sentineloneSample,
];
