import type { Clock } from '../collector/clock.ts';
import type { SourceService } from '../collector/source-service.ts';
import { type SampleTenant, startSampleTenant } from '../sample-tenant/start-sample-tenant.ts';

/** The same seed shows the same tenant to everyone who tries Keyglass. */
const SEED = 'keyglass';

/** Starts the sample tenant and adds its sources, as an analyst would add them. */
export async function connectSampleTenant(sources: SourceService, clock: Clock): Promise<SampleTenant> {
  const tenant = await startSampleTenant({ clock, seed: SEED });
  for (const { draft } of tenant.vendors) {
    const added = await sources.add(draft);
    if (!added.ok) {
      await tenant.close();
      throw new Error(`The sample source could not be added: ${added.error.message}`);
    }
  }
  return tenant;
}
