import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector, type Collector } from './a-collector.ts';

let tenant: SampleTenant;
let collector: Collector;

beforeEach(async () => {
  const clock = createFakeClock('2026-06-15T12:00:00Z', { skipSleeps: true });
  tenant = await startSampleTenant({ clock, seed: 'collector' });
  collector = await aCollector({ vendors, clock });
});

afterEach(async () => {
  await collector.remove();
  await tenant.close();
});

async function addSample(): Promise<string> {
  const added = await collector.service.add({ ...sampleDraft(), streams: aWeek });
  if (!added.ok) throw new Error(added.error.message);
  return added.value.sourceId;
}

describe('collecting from the sample tenant', () => {
  it('stores a week of Entro’s audit log, no exposed value in clear, and reads today again without doubling', async () => {
    const source = await addSample();
    expect(await collector.collect(source)).toEqual([null]);
    const first = await collector.stream(source);
    expect(tenant.of('entro').requests).toHaveLength(8);
    expect(first.counts.stored).toBeGreaterThan(100);
    expect(first.counts).toMatchObject({ rejected: 0, unmapped: 0 });
    const [secrets] = await collector.rows('SELECT count(*) AS n FROM secrets WHERE secret_type IS NOT NULL');
    expect(Number(secrets?.n)).toBeGreaterThan(10);

    await collector.collect(source);
    const again = await collector.stream(source);
    expect(again.counts.stored).toBe(first.counts.stored);
    expect(again.lastRun?.counts.duplicate).toBe(again.lastRun?.counts.received);
  });

  it('gets over the faults of a bad day, and loses nothing', async () => {
    const source = await addSample();
    const { faults } = tenant.of('entro');
    faults.inject({ kind: 'status', status: 500 }, { times: 1 });
    faults.inject({ kind: 'cut-off-json' }, { times: 1, when: ({ url }) => dayIs(url, 3) });
    faults.inject({ kind: 'reset-in-body' }, { times: 1, when: ({ url }) => dayIs(url, 2) });
    faults.inject(
      { kind: 'status', status: 429, retryAfter: 30 },
      { times: 1, when: ({ url }) => dayIs(url, 1) },
    );
    expect(await collector.collect(source)).toEqual([null]);
    expect(tenant.of('entro').requests).toHaveLength(8 + 4);
    const withFaults = (await collector.stream(source)).counts;

    const other = await collector.service.add({ ...sampleDraft(), name: 'Without faults', streams: aWeek });
    if (!other.ok) throw new Error(other.error.message);
    await collector.collect(other.value.sourceId);
    expect((await collector.stream(other.value.sourceId)).counts).toEqual(withFaults);
  });

  it('goes on at the day that failed', async () => {
    const source = await addSample();
    tenant.of('entro').faults.inject({ kind: 'html' }, { when: ({ url }) => dayIs(url, 2) });
    expect(await collector.collect(source)).toMatchObject([{ kind: 'unexpected-response' }]);
    const stopped = await collector.stream(source);
    tenant.of('entro').faults.clear();
    await collector.restart();
    expect(await collector.collect(source)).toEqual([null]);
    const ended = await collector.stream(source);
    expect(ended.counts.stored).toBeGreaterThan(stopped.counts.stored);
    expect(ended).toMatchObject({ phase: 'waiting', lastError: null });
  });

  it('says that the token is wrong', async () => {
    const tested = await collector.service.test({
      sourceId: null,
      draft: { ...sampleDraft(), credentials: { token: 'not-the-token' } },
    });
    expect(tested).toMatchObject({
      ok: true,
      value: [{ stream: 'audit', ok: false, error: { kind: 'credentials-rejected' } }],
    });
  });
});

const aWeek = { audit: { lookBackDays: 7 } };

function sampleDraft() {
  return tenant.of('entro').draft;
}

/** Whether the request asks for the day so many days before today. */
function dayIs(url: URL, daysAgo: number): boolean {
  const day = new Date(collector.clock.nowUs() / 1_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return url.searchParams.get('from') === day.split('-').reverse().join('/');
}
