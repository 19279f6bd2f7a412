import type { VendorRequest } from '../serve-vendor.ts';
import type { SampleVendorDefinition } from '../start-sample-tenant.ts';
import { AUDIT_LOG_PATH, createHanzoKmsApi } from './hanzo-kms-api.ts';

/** Accepted by the sample tenant and by nothing else. */
export const sampleCredentials = {
  clientId: '00000000-5a3b-4c1d-8e2f-000000000001',
  clientSecret: 'sample-tenant-client-secret-that-opens-nothing',
} as const;

const THIRTY_DAYS = 2_592_000;

export const hanzoKmsSample = {
  vendor: 'hanzo-kms',
  createApi: (options) =>
    createHanzoKmsApi({ ...options, ...sampleCredentials, tokenLifeSeconds: THIRTY_DAYS }),
  draft: (url) => ({
    vendor: 'hanzo-kms',
    name: 'Hanzo KMS (sample)',
    url,
    settings: {},
    credentials: { ...sampleCredentials },
    streams: { 'audit-log': { lookBackDays: 30 } },
    credentialsExpireAtUs: null,
  }),
  /** Null for the login. */
  streamOf: ({ url }: Pick<VendorRequest, 'url'>) => (url.pathname === AUDIT_LOG_PATH ? 'audit-log' : null),
} satisfies SampleVendorDefinition & { streamOf(request: VendorRequest): string | null };
