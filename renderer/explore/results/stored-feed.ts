import type { IpcClient } from '../../ipc-client.ts';

/** What was stored since the answers on the screen were asked for. */
export interface StoredSince {
  readonly newEvents: number;
  /** Time of receipt, UTC microseconds, that everything older than the first of the new events has; null without any. */
  readonly beforeUs: number | null;
}

export interface StoredFeed {
  subscribe(listener: () => void): () => void;
  snapshot(): StoredSince;
  /** The answers on the screen are asked for anew. */
  reset(): void;
}

const nothing: StoredSince = { newEvents: 0, beforeUs: null };
const feeds = new WeakMap<IpcClient, StoredFeed>();

/**
 * Counts new events for as long as the window lives: a hidden view hears of nothing. The bound is taken from the first
 * event that came after, not from this window's clock, as the two may differ.
 */
export function storedFeed(ipc: IpcClient): StoredFeed {
  const known = feeds.get(ipc);
  if (known) return known;
  const listeners = new Set<() => void>();
  let since = nothing;
  const replace = (next: StoredSince) => {
    since = next;
    for (const listener of listeners) listener();
  };
  ipc.on('events.stored', ({ stored, storedAtUs }) => {
    if (stored === 0) return;
    replace({ newEvents: since.newEvents + stored, beforeUs: since.beforeUs ?? storedAtUs - 1 });
  });
  const feed: StoredFeed = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => since,
    reset: () => since !== nothing && replace(nothing),
  };
  feeds.set(ipc, feed);
  return feed;
}
