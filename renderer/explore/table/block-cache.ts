import type { AppError } from '../../../shared/app-error.ts';
import type { EventRow } from '../../../shared/event-record.ts';

export const BLOCK_ROWS = 200;
/** About 16,000 rows; those that came first go first. */
const MOST_BLOCKS = 80;

export type Block =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly rows: readonly EventRow[] }
  | { readonly state: 'failed'; readonly error: AppError };

/** Blocks of rows by their number (block 0 holds rows 0 to 199). The map keeps the order in which they came. */
export interface BlockCache {
  readonly blocks: ReadonlyMap<number, Block>;
}

export const emptyCache: BlockCache = { blocks: new Map() };

export function blockOfRow(row: number): number {
  return Math.floor(row / BLOCK_ROWS);
}

/** The row of that index, or why it isn't there. */
export function rowAt(cache: BlockCache, index: number): EventRow | null {
  const block = cache.blocks.get(blockOfRow(index));
  return block?.state === 'ready' ? (block.rows[index % BLOCK_ROWS] ?? null) : null;
}

/**
 * The blocks to ask for so that rows `first` to `last` (both included) can be drawn, then the next one in the
 * direction of travel. Blocks that are there, on their way or failed are left out; those to be seen come first.
 */
export function missingBlocks(
  cache: BlockCache,
  first: number,
  last: number,
  count: number,
  direction: 1 | -1,
): number[] {
  if (count === 0) return [];
  const lastBlock = blockOfRow(count - 1);
  const [from, to] = [blockOfRow(Math.max(0, first)), Math.min(blockOfRow(Math.max(0, last)), lastBlock)];
  const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
  const ahead = direction === 1 ? to + 1 : from - 1;
  const wanted = ahead >= 0 && ahead <= lastBlock ? [...seen, ahead] : seen;
  return wanted.filter((block) => !cache.blocks.has(block));
}

export function putBlock(cache: BlockCache, number: number, block: Block): BlockCache {
  const blocks = new Map(cache.blocks);
  blocks.delete(number);
  blocks.set(number, block);
  for (const oldest of blocks.keys()) {
    if (blocks.size <= MOST_BLOCKS) break;
    if (blocks.get(oldest)?.state !== 'loading') blocks.delete(oldest);
  }
  return { blocks };
}

export function dropBlock(cache: BlockCache, number: number): BlockCache {
  const blocks = new Map(cache.blocks);
  blocks.delete(number);
  return { blocks };
}

/** Blocks on their way that lie outside of what is looked at: scrolled past, not worth finishing. */
export function strayBlocks(cache: BlockCache, first: number, last: number): number[] {
  const [from, to] = [blockOfRow(first) - 1, blockOfRow(last) + 1];
  return [...cache.blocks].flatMap(([number, block]) =>
    block.state === 'loading' && (number < from || number > to) ? [number] : [],
  );
}

/** Why rows are missing that were asked for; null while none is. */
export function failureIn(cache: BlockCache): AppError | null {
  for (const block of cache.blocks.values()) if (block.state === 'failed') return block.error;
  return null;
}
