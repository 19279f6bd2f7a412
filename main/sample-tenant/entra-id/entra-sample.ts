import type { VendorRequest } from '../serve-vendor.ts';
import type { SampleVendorDefinition } from '../start-sample-tenant.ts';
import { createEntraApi } from './entra-api.ts';
import { idOf, sampleTenantId } from './sample-directory.ts';

/** Accepted by the sample tenant and by nothing else. */
export const sampleRegistration = {
  tenantId: sampleTenantId,
  clientId: idOf('app', 'keyglass'),
  clientSecret: 'sample~tenant+secret/that-opens-nothing',
} as const;

const logs = [
  'sign-in-interactive',
  'sign-in-non-interactive',
  'sign-in-service-principal',
  'sign-in-managed-identity',
  'directory-audit',
  'provisioning',
  'alert',
  'incident',
];

export const entraSample = {
  vendor: 'entra-id',
  createApi: (options) => createEntraApi({ ...options, ...sampleRegistration }),
  draft: (url) => ({
    vendor: 'entra-id',
    name: 'Entra ID (sample)',
    url,
    settings: { tenantId: sampleRegistration.tenantId, clientId: sampleRegistration.clientId, loginUrl: url },
    credentials: { clientSecret: sampleRegistration.clientSecret },
    // Two weeks are there in seconds.
    streams: Object.fromEntries(logs.map((name) => [name, { lookBackDays: 14 }])),
    credentialsExpireAtUs: null,
  }),
  streamOf,
} satisfies SampleVendorDefinition & { streamOf(request: Pick<VendorRequest, 'url'>): string | null };

const streamsByEnd: readonly (readonly [string, string])[] = [
  ['/auditLogs/directoryAudits', 'directory-audit'],
  ['/auditLogs/provisioning', 'provisioning'],
  ['/security/alerts_v2', 'alert'],
  ['/security/incidents', 'incident'],
  ['/users/delta', 'user'],
  ['/groups/delta', 'group'],
  ['/devices/delta', 'device'],
];

const streamsByKind: Readonly<Record<string, string>> = {
  interactiveUser: 'sign-in-interactive',
  nonInteractiveUser: 'sign-in-non-interactive',
  servicePrincipal: 'sign-in-service-principal',
  managedIdentity: 'sign-in-managed-identity',
};

/** Which stream a request is for; null for the login. */
function streamOf({ url }: Pick<VendorRequest, 'url'>): string | null {
  if (url.pathname.endsWith('/auditLogs/signIns')) {
    const kind = /eq '(\w+)'/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? 'interactiveUser';
    return streamsByKind[kind] ?? null;
  }
  return streamsByEnd.find(([end]) => url.pathname.endsWith(end))?.[1] ?? null;
}
