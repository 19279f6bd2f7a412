import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { SampleTenant } from './start-sample-tenant.ts';

/** The sources that connect the app to the sample tenant, as the analyst would fill them in. */
export function sampleSources(tenant: SampleTenant): readonly SourceDraft[] {
  return [
    {
      vendor: 'entro',
      name: 'Entro (sample)',
      url: tenant.entro.url,
      lookBackDays: 60,
      intervalMinutes: 10,
      settings: {},
      credentials: { ...tenant.entro.credentials },
    },
  ];
}
