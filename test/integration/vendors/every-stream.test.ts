import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { Fault } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { aStreamTable, type StreamTable } from './stream-table.ts';

/** Each of them once, and the run has to succeed with the same events. */
const passing: readonly Fault<unknown>[][] = [
  [
    { kind: 'status', status: 429, retryAfter: 2 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 500 },
  ],
  [
    { kind: 'status', status: 503 },
    { kind: 'reset-before-answer' },
    { kind: 'reset-in-body' },
    { kind: 'cut-off-json' },
  ],
];

const inSample = vendors.filter(({ descriptor }) =>
  sampleVendors.some(({ vendor }) => vendor === descriptor.vendor),
);

it('covers every vendor', () => {
  expect(inSample).toEqual(vendors);
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
      it.each(passing.map((faults, index) => [index, faults] as const))(
        'gets over passing faults (%i)',
        async (_index, faults) => {
          const { source, errors } = await table.poll(name, (request) => {
            for (const fault of faults) request.inTheMiddle(fault);
          });
          expect(errors).toEqual([null]);
          expect(await table.eventsOf(source)).toEqual(await table.undisturbed(name));
        },
      );
      it('stops at a web page, and goes on from there', () => testWebPage(table, name));
      it('renews a session that is refused, or stops and says that the credentials are', () =>
        testUnauthorised(table, vendor, name));
      it('says which permission is missing', () => testForbidden(table, name));
      it('ends at a server that answers with the same page for ever', () => testSamePage(table, stream));
      it('gets over ten thousand new fields and nulls for anything', () => testOddRecords(table, name));
    });

    it('lets the other streams go on where one may not be read', async () => {
      const [barred, ...others] = vendor.streams;
      if (barred === undefined || others.length === 0) return;
      const { errors } = await table.pollAll((request) => {
        request.always(barred.name, { kind: 'status', status: 403 });
      });
      expect(errors.map((error) => error?.kind ?? null)).toEqual([
        'permission-missing',
        ...others.map(() => null),
      ]);
    });
  },
);

async function testPolls(table: StreamTable, stream: string): Promise<void> {
  const events = await table.undisturbed(stream);
  expect(events.length).toBeGreaterThan(0);
  const again = await table.pollAgain(stream);
  expect(again.errors).toEqual([null]);
  expect(again.counts).toMatchObject({ stored: 0, rejected: 0 });
  expect(again.counts.duplicate).toBe(again.counts.received);
}

async function testRestart(table: StreamTable, stream: string): Promise<void> {
  const { source } = await table.pollCutOff(stream);
  const { errors } = await table.collect(source);
  expect(errors).toEqual([null]);
  expect(await table.eventsOf(source)).toEqual(await table.undisturbed(stream));
}

async function testWebPage(table: StreamTable, stream: string): Promise<void> {
  const { source, errors } = await table.poll(stream, (request) => request.inTheMiddle({ kind: 'html' }));
  expect(errors).toMatchObject([{ kind: 'unexpected-response' }]);
  expect((await table.collect(source)).errors).toEqual([null]);
  expect(await table.eventsOf(source)).toEqual(await table.undisturbed(stream));
}

async function testUnauthorised(table: StreamTable, vendor: VendorDefinition, stream: string): Promise<void> {
  const refused: Fault<unknown> = { kind: 'status', status: 401 };
  const { source, errors } = await table.poll(stream, (request) => request.inTheMiddle(refused));
  const isRenewed = vendor.auth.kind === 'session';
  expect(errors.map((error) => error?.kind ?? null)).toEqual([isRenewed ? null : 'credentials-rejected']);
  if (!isRenewed) expect((await table.collect(source)).errors).toEqual([null]);
  expect(await table.eventsOf(source)).toEqual(await table.undisturbed(stream));
}

async function testForbidden(table: StreamTable, stream: string): Promise<void> {
  const { errors } = await table.poll(stream, (request) =>
    request.always(stream, { kind: 'status', status: 403 }),
  );
  expect(errors).toMatchObject([{ kind: 'permission-missing', message: /./, remedy: /./ }]);
}

async function testSamePage(table: StreamTable, stream: StreamDefinition): Promise<void> {
  const pages = await table.pagesOf(stream.name);
  const { source, errors } = await table.poll(stream.name, (request) => request.samePage(stream.name));
  const [error] = errors;
  // A bound that rises asks once more after its last page, which then rightly comes again.
  const { pagination } = stream;
  const isRising = pagination.kind === 'time-walk' && pagination.pages.by === 'rising-bound';
  if (pages > (isRising ? 2 : 1) && pagination.kind !== 'day-walk') {
    expect(error?.message).toMatch(/keeps answering with the same page|always says that there is one more/);
  }
  const events = await table.eventsOf(source);
  expect(new Set(events).size).toBe(events.length);
}

async function testOddRecords(table: StreamTable, stream: string): Promise<void> {
  const { source, errors, counts } = await table.poll(stream, (request) => request.oddRecords(stream));
  expect(errors).toEqual([null]);
  const usual = await table.undisturbed(stream);
  const shared = (await table.eventsOf(source)).filter((event) => usual.includes(event));
  // One record was made of nulls, one is another for its new fields, and a record may be several events.
  expect(shared.length).toBeGreaterThanOrEqual(Math.max(usual.length - 10, Math.min(usual.length - 2, 1)));
  expect(counts.rejected).toBeLessThanOrEqual(1);
}
