import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/collector/clock.ts';
import { createPageStore } from '../../../main/collector/store-records.ts';
import type { PageToStore } from '../../../main/database/stored-page.ts';
import type { SourceRecord, Writer } from '../../../main/database/writer.ts';
import { auditStream } from '../../../main/vendors/entro/audit.stream.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import { noCounts } from '../../../shared/source-status.ts';
import { openTestVault } from '../secrets/test-vault.ts';

const source: SourceRecord = {
  sourceId: 'a-source',
  vendor: 'entro',
  name: 'Entro',
  url: '',
  settings: {},
  paused: false,
  streams: {},
  credentialsExpireAtUs: null,
  createdAtUs: 0,
};
const checkpoint = { position: '{"day":"2026-11-20"}', description: '2026-11-20' };
const fullDisk = appError('disk-full', 'The disk is full.', 'Make room.');

function scans(count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    request_id: `scan-${index}`,
    date: '2026-11-20T09:30:00.000Z',
  }));
}

/** A store of two records a page over a writer that keeps its pages, and fails at the page of that number. */
async function aPageStore(failingPage: number | null, signal = new AbortController().signal) {
  const pages: PageToStore[] = [];
  const writer = {
    async commitPage(page: PageToStore) {
      pages.push(page);
      const received = page.events.length + page.rejected.length;
      return pages.length === failingPage
        ? failed(fullDisk)
        : ok({ ...noCounts, received, stored: page.events.length });
    },
  } as Partial<Writer> as Writer;
  const store = createPageStore(
    {
      runId: 'a-run',
      source,
      stream: auditStream,
      vault: await openTestVault(),
      writer,
      clock: systemClock,
      signal,
      recordsPerPage: 2,
      checkpointOf: 'polling',
      readLatestRecords: async () => ok(new Map()),
    },
    () => undefined,
  );
  return { store, pages };
}

describe('a page store', () => {
  it('stores every record once, in pages of bounded size, and moves the checkpoint with the last', async () => {
    const { store, pages } = await aPageStore(null);

    await store.begin(scans(7), checkpoint);
    const settled = await store.settle();

    expect(settled).toEqual(ok(null));
    expect(pages.map(({ events }) => events.length)).toEqual([2, 2, 2, 1]);
    expect(pages.map((page) => page.checkpoint)).toEqual([null, null, null, checkpoint]);
    expect(store.counts()).toMatchObject({ received: 7, stored: 7 });
  });

  it.each([1, 2, 3])(
    'stores nothing behind page %i if that fails, so no checkpoint moves past it',
    async (failing) => {
      const { store, pages } = await aPageStore(failing);

      await store.begin(scans(9), checkpoint);
      const settled = await store.settle();

      expect(settled).toEqual(failed(fullDisk));
      expect(pages).toHaveLength(failing);
      expect(store.counts().stored).toBe((failing - 1) * 2);
    },
  );

  it('has ended all that it began when it is stopped', async () => {
    const stop = new AbortController();
    const { store, pages } = await aPageStore(null, stop.signal);
    await store.begin(scans(4), null);
    stop.abort();

    const begun = await store.begin(scans(4), checkpoint);

    expect(begun).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(pages.every((page) => page.checkpoint === null)).toBe(true);
    expect(store.counts().stored).toBe(4);
  });
});
