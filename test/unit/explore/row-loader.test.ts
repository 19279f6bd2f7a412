import { describe, expect, it } from 'vitest';
import { rowAt } from '../../../renderer/explore/table/block-cache.ts';
import { RowLoader } from '../../../renderer/explore/table/row-loader.ts';
import type { Page } from '../../../shared/answer.ts';
import { type AppError, appError } from '../../../shared/app-error.ts';

interface Asked {
  readonly offset: number;
  readonly signal: AbortSignal;
  answer(rows: number): Promise<void>;
  fail(error: AppError): Promise<void>;
}

/** A loader over a main that answers when the test says so. */
function aLoader() {
  const asked: Asked[] = [];
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const loader = new RowLoader(
    (offset, _limit, signal) =>
      new Promise<Page>((resolve, reject) => {
        asked.push({
          offset,
          signal,
          answer(count) {
            const rows = Array.from({ length: count }, (_, index) => ({ event_id: `e${offset + index}` }));
            resolve({ rows, offset, tookMs: 5 });
            return settled();
          },
          fail(error) {
            reject(error);
            return settled();
          },
        });
      }),
    (problem) => problem as AppError,
  );
  return { loader, asked };
}

const at = (asked: readonly Asked[], index: number) => {
  const found = asked[index];
  if (!found) throw new Error(`Only ${asked.length} questions were asked`);
  return found;
};

describe('the row loader', () => {
  it('knows the exact number of rows once a block came back short', async () => {
    const { loader, asked } = aLoader();
    loader.show(0, 0, 1, 1);
    await at(asked, 0).answer(42);
    expect(loader.snapshot()).toMatchObject({ atLeast: 42, isWhole: true, tookMs: 5 });
    expect(rowAt(loader.snapshot().cache, 41)).toEqual({ event_id: 'e41' });
  });

  it('stops what was scrolled past, and asks again for it when one comes back', async () => {
    const { loader, asked } = aLoader();
    loader.show(0, 40, 100_000, 1);
    expect(asked.map(({ offset }) => offset)).toEqual([0, 200]);
    loader.show(50_000, 50_040, 100_000, 1);
    expect(at(asked, 0).signal.aborted).toBe(true);
    await at(asked, 0).fail(appError('cancelled', 'Cancelled', ''));
    loader.show(0, 40, 100_000, -1);
    expect(asked.map(({ offset }) => offset)).toEqual([0, 200, 50_000, 50_200, 0]);
    await at(asked, 4).answer(200);
    expect(rowAt(loader.snapshot().cache, 0)).toEqual({ event_id: 'e0' });
  });

  it('ignores an answer to a question that was stopped', async () => {
    const { loader, asked } = aLoader();
    loader.show(0, 0, 1, 1);
    loader.stop();
    await at(asked, 0).answer(10);
    expect(loader.snapshot().cache.blocks.size).toBe(0);
    expect(loader.snapshot().atLeast).toBe(0);
  });

  it('keeps a failure beside the rows that came, and mends it when asked to', async () => {
    const { loader, asked } = aLoader();
    loader.show(0, 40, 400, 1);
    await at(asked, 0).answer(200);
    await at(asked, 1).fail(appError('storage', 'The file can’t be read.', 'Try again.'));
    expect(loader.snapshot().cache.blocks.get(1)).toMatchObject({ state: 'failed' });
    expect(rowAt(loader.snapshot().cache, 0)).toEqual({ event_id: 'e0' });
    loader.retry();
    await at(asked, 2).answer(200);
    expect(rowAt(loader.snapshot().cache, 399)).toEqual({ event_id: 'e399' });
  });
});
