import { afterEach, beforeEach } from 'vitest';
import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { StreamSettings } from '../../../shared/source-status.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type GateServer, passagesOf, startGateServer } from './gate-server.ts';
import { gateVendor, parts, passages, visits } from './gate-vendor.ts';

export interface Gates {
  readonly server: GateServer;
  readonly collector: Collector;
  /** Begins anew with a vendor that has these streams alone, and adds its source. */
  use(streams: readonly StreamDefinition[], ofStreams?: { readonly retentionDays?: number }): Promise<string>;
  replaceVendor(vendor: VendorDefinition): Promise<void>;
  /** Adds a source with settings of its streams. */
  addWith(streams: Record<string, Partial<StreamSettings>>): Promise<string>;
  /** The vendor's ids of what is stored of a stream. */
  idsOf(stream: string): Promise<unknown[]>;
}

/** A server with gates, fifteen passages in three days, and a collector, made anew for each test of the file. */
export function everyTestHasGates(): Gates {
  const gates = {
    async replaceVendor(vendor) {
      const { clock } = gates.collector;
      await gates.collector.remove();
      gates.collector = await aCollector({ vendors: [vendor], clock });
    },
    async use(streams, ofStreams = {}) {
      await gates.replaceVendor(gateVendor(streams, {}, ofStreams));
      return gates.collector.add(gates.server.url);
    },
    addWith: (streams) => addGates(gates, streams),
    async idsOf(stream) {
      const rows = await gates.collector.rows(
        `SELECT vendor_event_id AS id FROM events WHERE stream = '${stream}' ORDER BY id`,
      );
      return rows.map(({ id }) => id);
    },
  } as { -readonly [Name in keyof Gates]: Gates[Name] };
  beforeEach(async () => {
    const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    gates.server = await startGateServer(clock);
    gates.server.passages = ['17', '18', '19'].flatMap((day) => passagesOf(`2026-11-${day}`, 5, 13));
    gates.server.parts = passagesOf('2026-11-01', 5);
    gates.collector = await aCollector({ vendors: [gateVendor([passages, parts, visits])], clock });
  });
  afterEach(async () => {
    await gates.collector.remove();
    await gates.server.close();
  });
  return gates;
}

async function addGates(
  { collector, server }: Gates,
  streams: Record<string, Partial<StreamSettings>>,
): Promise<string> {
  const added = await collector.service.add({
    vendor: 'gates',
    name: 'North gate',
    url: server.url,
    settings: {},
    credentials: { secret: 'secret-of-the-gate-keeper' },
    streams,
    credentialsExpireAtUs: null,
  });
  if (!added.ok) throw new Error(added.error.message);
  return added.value.sourceId;
}
