import type { Page } from '../../../shared/answer.ts';
import type { AppError } from '../../../shared/app-error.ts';
import {
  BLOCK_ROWS,
  type BlockCache,
  dropBlock,
  emptyCache,
  missingBlocks,
  putBlock,
  strayBlocks,
} from './block-cache.ts';

/** Asks for rows; rejects with an `AppError`. An aborted signal stops the question in main. */
export type AskRows = (offset: number, limit: number, signal: AbortSignal) => Promise<Page>;

/** What is known of the rows of one question at one moment. Never changed, only replaced. */
export interface LoadedRows {
  readonly cache: BlockCache;
  /** Rows that there are at least; exact once the last block was seen. */
  readonly atLeast: number;
  readonly isWhole: boolean;
  /** How long the first block took in the database, milliseconds. */
  readonly tookMs: number | null;
}

const nothingLoaded: LoadedRows = { cache: emptyCache, atLeast: 0, isWhole: false, tookMs: null };

/**
 * Fetches the rows of one question block by block, as they are looked at, and stops what was scrolled past. One
 * question, sort and set of columns has one loader; the next has another.
 */
export class RowLoader {
  readonly #ask: AskRows;
  readonly #asAppError: (problem: unknown) => AppError;
  readonly #running = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #loaded: LoadedRows = nothingLoaded;

  constructor(ask: AskRows, asAppError: (problem: unknown) => AppError) {
    this.#ask = ask;
    this.#asAppError = asAppError;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LoadedRows => this.#loaded;

  /** Makes sure that the rows `first` to `last` come; `count` is how many there are, as far as known. */
  show(first: number, last: number, count: number, direction: 1 | -1): void {
    for (const block of strayBlocks(this.#loaded.cache, first, last)) this.#abort(block);
    const rows = Math.max(count, first === 0 ? 1 : 0);
    for (const block of missingBlocks(this.#loaded.cache, first, last, rows, direction))
      void this.#load(block);
  }

  /** Asks again for what failed. */
  retry(): void {
    const failed = [...this.#loaded.cache.blocks].filter(([, block]) => block.state === 'failed');
    for (const [block] of failed) void this.#load(block);
  }

  /** Stops everything that is on its way; what is there stays readable. */
  stop(): void {
    for (const block of [...this.#running.keys()]) this.#abort(block);
  }

  /** Forgotten at once, so that the block can be asked for again before main has confirmed the end. */
  #abort(block: number): void {
    const controller = this.#running.get(block);
    if (!controller) return;
    this.#running.delete(block);
    this.#replace({ cache: dropBlock(this.#loaded.cache, block) });
    controller.abort();
  }

  async #load(block: number): Promise<void> {
    const controller = new AbortController();
    this.#running.set(block, controller);
    this.#replace({ cache: putBlock(this.#loaded.cache, block, { state: 'loading' }) });
    const outcome = await this.#askBlock(block, controller.signal);
    if (this.#running.get(block) !== controller) return;
    this.#running.delete(block);
    if ('page' in outcome) this.#take(block, outcome.page);
    else
      this.#replace({
        cache: putBlock(this.#loaded.cache, block, { state: 'failed', error: outcome.error }),
      });
  }

  async #askBlock(block: number, signal: AbortSignal): Promise<{ page: Page } | { error: AppError }> {
    try {
      return { page: await this.#ask(block * BLOCK_ROWS, BLOCK_ROWS, signal) };
    } catch (problem) {
      return { error: this.#asAppError(problem) };
    }
  }

  #take(block: number, page: Page): void {
    const end = block * BLOCK_ROWS + page.rows.length;
    const hasMore = page.rows.length === BLOCK_ROWS;
    this.#replace({
      cache: putBlock(this.#loaded.cache, block, { state: 'ready', rows: page.rows }),
      atLeast: Math.max(this.#loaded.atLeast, end),
      isWhole: this.#loaded.isWhole || !hasMore,
      tookMs: this.#loaded.tookMs ?? page.tookMs,
    });
  }

  #replace(change: Partial<LoadedRows>): void {
    this.#loaded = { ...this.#loaded, ...change };
    for (const listener of this.#listeners) listener();
  }
}
