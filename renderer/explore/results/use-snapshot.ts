import { type Query, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useIpc } from '../../ipc-client.ts';
import { storedFeed } from './stored-feed.ts';

export interface Snapshot {
  /** Grows with each refresh; part of what makes a question a new one. */
  readonly version: number;
  /** Events stored since, not in the answers on the screen. */
  readonly newEvents: number;
  /** Pages asked for later have to fit those on the screen: only events received until then (UTC microseconds). */
  readonly storedUntilUs: () => number | null;
  readonly refresh: () => void;
}

/** Keeps the answers on the screen still while collecting goes on, until `refresh`. */
export function useSnapshot(): Snapshot {
  const queries = useQueryClient();
  const feed = storedFeed(useIpc());
  const { newEvents } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const [version, setVersion] = useState(0);

  const refresh = useCallback(() => {
    feed.reset();
    setVersion((before) => before + 1);
    void queries.invalidateQueries({ predicate: isAboutEvents });
  }, [feed, queries]);

  // Whoever comes back from another view has no place to lose.
  useEffect(() => {
    if (feed.snapshot().newEvents > 0) refresh();
  }, [feed, refresh]);

  useEffect(() => {
    // An answer that isn't on the screen would come back without the new events.
    if (newEvents > 0) queries.removeQueries({ type: 'inactive', predicate: isAboutEvents });
  }, [newEvents, queries]);

  const storedUntilUs = useCallback(() => feed.snapshot().beforeUs, [feed]);
  return { version, newEvents, storedUntilUs, refresh };
}

/** One event never changes; counts, bars and facets do. */
function isAboutEvents({ queryKey: [name] }: Query): boolean {
  return typeof name === 'string' && name.startsWith('events.') && name !== 'events.detail';
}
