import { systemClock } from '../../main/collector/clock.ts';
import { startSampleTenant } from '../../main/sample-tenant/start-sample-tenant.ts';

/** The sample tenant in a process of its own: prints its sources as one line of JSON and serves until it is ended. */
const tenant = await startSampleTenant({ clock: systemClock, seed: 'bench' });
process.stdout.write(`${JSON.stringify(tenant.vendors.map(({ draft }) => draft))}\n`);
