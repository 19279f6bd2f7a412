import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { faultTable } from './fault-table.ts';
import { aStreamTable, type StreamTable } from './stream-table.ts';

const inSample = vendors.filter(({ descriptor }) =>
  sampleVendors.some(({ vendor }) => vendor === descriptor.vendor),
);
const streamsInAll = vendors.flatMap((vendor) => vendor.streams.map((stream) => ({ vendor, stream })));
const met = faultTable.map(
  ({ meets }) => streamsInAll.filter(({ vendor, stream }) => meets?.(stream, vendor) ?? true).length,
);
const tried = met.reduce((sum, count) => sum + count, 0);

it('covers every vendor', () => {
  expect(inSample).toEqual(vendors);
});

it(`tries ${faultTable.length} faults on ${streamsInAll.length} streams, ${tried} of them together`, () => {
  expect(Math.min(...met)).toBeGreaterThan(0);
});

describe.each(inSample.map((vendor) => [vendor.descriptor.vendor, vendor] as const))(
  '%s',
  (_name, vendor) => {
    let table: StreamTable;
    beforeAll(async () => {
      table = await aStreamTable(vendor);
    });
    afterAll(() => table.close());

    describe.each(vendor.streams.map((stream) => [stream.name, stream] as const))('%s', (name, stream) => {
      it('stores events at the first poll, and none anew at the second', () => testPolls(table, name));
      it('loses and doubles nothing over a restart in the middle', () => testRestart(table, name));
      it.each(
        faultTable
          .filter(({ meets }) => meets?.(stream, vendor) ?? true)
          .map((row) => [row.fault, row] as const),
      )('gets along with %s', async (_fault, row) => {
        const polled = await table.poll(name, (met) => row.disturb(met, stream, vendor), row.pageSize);
        await row.expectation({ table, vendor, stream, polled });
      });
    });

    it('lets the other streams go on where one may not be read', async () => {
      const [barred, ...others] = vendor.streams;
      if (barred === undefined || others.length === 0) return;
      const { errors, events } = await table.pollAll((disturbance) => {
        disturbance.always(barred.name, { kind: 'status', status: 403 });
      });
      expect(errors.map((error) => error?.kind ?? null)).toEqual([
        'permission-missing',
        ...others.map(() => null),
      ]);
      const usual = await Promise.all(others.map(({ name }) => table.undisturbed(name)));
      expect(events).toEqual(usual.flat().sort());
    });
  },
);

async function testPolls(table: StreamTable, stream: string): Promise<void> {
  const events = await table.undisturbed(stream);
  expect(events.length).toBeGreaterThan(0);
  const again = await table.pollAgain(stream);
  expect(again.errors).toEqual([null]);
  expect(again.counts).toMatchObject({ stored: 0, rejected: 0 });
  expect(again.events).toEqual(events);
  expect(again.counts.duplicate).toBe(again.counts.received);
}

async function testRestart(table: StreamTable, stream: string): Promise<void> {
  const { source } = await table.pollCutOff(stream);
  const { errors, events, checkpoint } = await table.collect(source);
  expect(errors).toEqual([null]);
  expect(events).toEqual(await table.undisturbed(stream));
  expect(checkpoint).toBe(await table.usualCheckpoint(stream));
}
