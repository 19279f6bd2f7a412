import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { ocsfProblems } from '../../helpers/vendor-records.ts';
import { aCollector, type Collector } from '../collector/a-collector.ts';

const LOOK_BACK_DAYS = 2;

let tenant: SampleTenant;
let collector: Collector;

beforeAll(async () => {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  tenant = await startSampleTenant({ clock, seed: 'events' });
  collector = await aCollector({ vendors, clock });
  for (const { vendor, draft } of tenant.vendors) {
    const names = vendors.find(({ descriptor }) => descriptor.vendor === vendor)?.streams ?? [];
    const streams = Object.fromEntries(
      names.map(({ name }) => [name, { enabled: true, lookBackDays: LOOK_BACK_DAYS }]),
    );
    const added = await collector.service.add({ ...draft, streams });
    if (!added.ok) throw new Error(added.error.message);
    expect(await collector.collect(added.value.sourceId)).toEqual(names.map(() => null));
  }
}, 120_000);
afterAll(async () => {
  await collector.remove();
  await tenant.close();
});

describe.each(
  vendors.flatMap(({ descriptor, streams }) => streams.map(({ name }) => [descriptor.vendor, name] as const)),
)('what the sample tenant’s %s answers for %s', (vendor, stream) => {
  it('becomes valid OCSF 1.5.0 with an ECS form, all of it', async () => {
    const rows = await collector.rows(
      `SELECT ocsf::VARCHAR AS ocsf, ecs::VARCHAR AS ecs FROM events WHERE vendor = '${vendor}' AND stream = '${stream}'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { ocsf, ecs } of rows) {
      expect(ocsfProblems(JSON.parse(String(ocsf)))).toEqual([]);
      expect(JSON.parse(String(ecs))).toMatchObject({ '@timestamp': expect.any(String), event: {} });
    }
  });

  it('is known to the mapping: no Base Event, nothing rejected', async () => {
    const [row] = await collector.rows(
      `SELECT count(*) FILTER (class_uid = 0) AS unmapped FROM events WHERE vendor = '${vendor}' AND stream = '${stream}'`,
    );
    expect(Number(row?.unmapped)).toBe(0);
    const rejected = await collector.rows(`SELECT reason FROM rejected_records WHERE stream = '${stream}'`);
    expect(rejected).toEqual([]);
  });
});
