import { afterEach } from 'vitest';
import { createEntraApi, type EntraApiOptions } from '../../../../main/sample-tenant/entra-id/entra-api.ts';
import { entraSample, sampleRegistration } from '../../../../main/sample-tenant/entra-id/entra-sample.ts';
import { type ServedVendor, serveVendor } from '../../../../main/sample-tenant/serve-vendor.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import type { AppError } from '../../../../shared/app-error.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { aCollector, type Collector } from '../../collector/a-collector.ts';

export interface EntraTenant {
  readonly collector: Collector;
  readonly server: ServedVendor<unknown>;
  readonly clock: FakeClock;
  readonly sourceId: string;
  /** Runs to the present and answers with the errors by stream, those without one left out. */
  collect(): Promise<Readonly<Record<string, AppError>>>;
  /** How many events there are by stream. */
  counts(): Promise<Readonly<Record<string, number>>>;
}

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

export interface TenantChanges {
  readonly api?: Partial<EntraApiOptions>;
  readonly clientSecret?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly lookBackDays?: number;
  /** The streams that are on; all if left out. */
  readonly only?: readonly string[];
}

/** A source of Entra over the sample tenant's Graph, real requests and a real workspace. Closed after the test. */
export async function anEntraTenant(changes: TenantChanges = {}): Promise<EntraTenant> {
  const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  const api = createEntraApi({ clock, seed: 'test', ...sampleRegistration, ...changes.api });
  const server = await serveVendor(api, clock);
  const collector = await aCollector({ vendors: [entraId], clock });
  opened.push(async () => {
    await collector.remove();
    await server.close();
  });
  const draft = entraSample.draft(server.url);
  const lookBackDays = changes.lookBackDays ?? 2;
  const added = await collector.service.add({
    ...draft,
    settings: { ...draft.settings, ...changes.settings },
    credentials: { clientSecret: changes.clientSecret ?? sampleRegistration.clientSecret },
    streams: Object.fromEntries(
      entraId.streams.map(({ name }) => [
        name,
        { lookBackDays, enabled: changes.only?.includes(name) ?? true },
      ]),
    ),
  });
  if (!added.ok) throw new Error(`${added.error.message} ${added.error.detail ?? ''}`);
  const { sourceId } = added.value;
  return {
    collector,
    server,
    clock,
    sourceId,
    async collect() {
      await collector.collect(sourceId);
      const { streams } = await collector.status(sourceId);
      return Object.fromEntries(
        streams.flatMap(({ stream, lastError }) => (lastError == null ? [] : [[stream, lastError]])),
      );
    },
    async counts() {
      const rows = await collector.rows('SELECT stream, count(*) AS number FROM events GROUP BY stream');
      return Object.fromEntries(rows.map(({ stream, number }) => [String(stream), Number(number)]));
    },
  };
}
