import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entro } from '../../../main/vendors/entro/entro.ts';
import { entrustIdaas } from '../../../main/vendors/entrust-idaas/entrust-idaas.ts';
import { type FaultRow, faultTable } from './fault-table.ts';
import { aBadConnector, type BadConnector, type Mishap } from './planted-mishaps.ts';
import { aStreamTable, type StreamTable } from './stream-table.ts';

/** One with a session, pages and cursors, which every fault of the table can meet; and one without any of them. */
describe.each([
  ['Entrust IDaaS', entrustIdaas, 'management'],
  ['Entro', entro, 'audit'],
] as const)('a connector of %s that is spoilt', (_name, vendor, name) => {
  const stream = vendor.streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error('no such stream');
  const rows = faultTable.filter(({ meets }) => meets?.(stream, vendor) ?? true);
  let connector: BadConnector;
  let table: StreamTable;

  async function meet(row: FaultRow): Promise<void> {
    if (stream === undefined) return;
    const polled = await table.poll(name, (met) => row.disturb(met, stream, vendor), row.pageSize);
    await row.expectation({ table, vendor, stream, polled });
  }

  beforeAll(async () => {
    connector = aBadConnector(vendor, name);
    table = await aStreamTable(connector.vendor);
    await table.undisturbed(name);
    connector.chooseVictim();
  });
  afterAll(() => table.close());

  it.each(rows.map((row) => [row.fault, row] as const))(
    'does not pass for a good one where it meets %s',
    async (_fault, row) => {
      connector.befall(null);
      await meet(row);
      for (const mishap of ['loses', 'doubles'] satisfies Mishap[]) {
        connector.befall(mishap);
        await expect(meet(row), mishap).rejects.toThrow();
      }
    },
  );
});
