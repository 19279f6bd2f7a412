import { randomBytes } from 'node:crypto';
import { eventIdOf } from '../../main/collector/event-id.ts';
import { liftRecord } from '../../main/collector/lift-record.ts';
import { openVault } from '../../main/secrets/open-vault.ts';
import type { Vault } from '../../main/secrets/vault.ts';
import { ok } from '../../shared/result.ts';
import type { Figure } from './figures.ts';
import { fixtureRecords, type StreamRecords } from './fixture-records.ts';
import { unwrap } from './unwrap.ts';
import { varyRecord } from './vary-record.ts';

const RECORDS = 4_000;
const LEAST_MS = 400;

/**
 * Parsed record to normalised event, on one core: secrets lifted out, OCSF and ECS form made, event id hashed. Neither
 * JSON nor the file is touched.
 */
export async function measureNormalising(): Promise<Figure[]> {
  const vault = await openVaultInMemory();
  return fixtureRecords().map((of) => ({
    name: `Normalising ${of.vendor} ${of.stream.name}`,
    unit: 'records/s' as const,
    budget: null,
    measured: normalisedPerSecond(of, vault),
    direct: null,
  }));
}

function normalisedPerSecond({ stream, records }: StreamRecords, vault: Vault): number {
  const texts = records.map((record) => JSON.stringify(record));
  const varied = Array.from({ length: RECORDS }, (_, index) =>
    JSON.parse(varyRecord(texts[index % texts.length] ?? '{}', index, Date.UTC(2026, 0, 1))),
  );
  const normaliseAll = () => {
    for (const record of varied) {
      const lifted = liftRecord(stream, record, vault);
      stream.map(lifted.record, { secret: lifted.first, receivedAtUs: 1 });
      eventIdOf('bench', stream.name, stream.naturalKey(lifted.record, lifted.first));
    }
  };
  normaliseAll();
  const startedAt = performance.now();
  let rounds = 0;
  do {
    normaliseAll();
    rounds += 1;
  } while (performance.now() - startedAt < LEAST_MS);
  return (rounds * RECORDS) / ((performance.now() - startedAt) / 1_000);
}

async function openVaultInMemory(): Promise<Vault> {
  return unwrap(
    await openVault({
      workspaceId: '00000000-0000-0000-0000-000000000000',
      masterKey: { kind: 'given', base64: randomBytes(32).toString('base64') },
      readVaultKey: async () => ok(null),
      writeVaultKey: async () => ok(null),
      randomBytes,
    }),
  );
}
