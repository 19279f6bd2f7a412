import { describe, expect, it } from 'vitest';
import {
  BLOCK_ROWS,
  emptyCache,
  failureIn,
  missingBlocks,
  putBlock,
  rowAt,
  strayBlocks,
} from '../../../renderer/explore/table/block-cache.ts';
import { appError } from '../../../shared/app-error.ts';

const rowsOf = (block: number) =>
  Array.from({ length: BLOCK_ROWS }, (_, index) => ({ event_id: `e${block * BLOCK_ROWS + index}` }));

const ready = (block: number) => ({ state: 'ready', rows: rowsOf(block) }) as const;

describe('the block cache', () => {
  it('finds a row in its block, and none where the block is on its way', () => {
    const cache = putBlock(putBlock(emptyCache, 3, ready(3)), 4, { state: 'loading' });
    expect(rowAt(cache, 3 * BLOCK_ROWS + 7)).toEqual({ event_id: `e${3 * BLOCK_ROWS + 7}` });
    expect(rowAt(cache, 4 * BLOCK_ROWS)).toBeNull();
    expect(rowAt(cache, 0)).toBeNull();
  });

  it('asks for what is seen first, then for the next block in the direction of travel', () => {
    expect(missingBlocks(emptyCache, 150, 450, 10_000, 1)).toEqual([0, 1, 2, 3]);
    expect(missingBlocks(emptyCache, 2_000, 2_040, 10_000, -1)).toEqual([10, 9]);
  });

  it('asks for nothing beyond the last row, before the first, or a second time', () => {
    expect(missingBlocks(emptyCache, 0, 40, 150, 1)).toEqual([0]);
    expect(missingBlocks(emptyCache, 0, 40, 150, -1)).toEqual([0]);
    expect(missingBlocks(emptyCache, 0, 40, 0, 1)).toEqual([]);
    const cache = putBlock(putBlock(emptyCache, 0, ready(0)), 1, { state: 'loading' });
    expect(missingBlocks(cache, 0, 40, 1_000, 1)).toEqual([]);
  });

  it('forgets the oldest blocks and never one on its way', () => {
    let cache = putBlock(emptyCache, 0, { state: 'loading' });
    for (let block = 1; block <= 200; block += 1) cache = putBlock(cache, block, ready(block));
    expect(cache.blocks.size).toBe(80);
    expect(cache.blocks.has(0)).toBe(true);
    expect(cache.blocks.has(200)).toBe(true);
    expect(cache.blocks.has(100)).toBe(false);
  });

  it('names the blocks on their way that were scrolled past', () => {
    let cache = emptyCache;
    for (const block of [2, 3, 50]) cache = putBlock(cache, block, { state: 'loading' });
    expect(strayBlocks(cache, 50 * BLOCK_ROWS, 50 * BLOCK_ROWS + 30)).toEqual([2, 3]);
  });

  it('says why rows are missing', () => {
    const error = appError('storage', 'The file can’t be read.', 'Try again.');
    expect(failureIn(putBlock(emptyCache, 1, ready(1)))).toBeNull();
    expect(failureIn(putBlock(emptyCache, 1, { state: 'failed', error }))).toBe(error);
  });
});
