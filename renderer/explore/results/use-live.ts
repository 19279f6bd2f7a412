import { useEffect, useState } from 'react';

/** Below this many stored events someone is watching the first collecting. */
const FEW_EVENTS = 5_000;
const EVERY_MS = 1_500;

export interface Live {
  readonly isLive: boolean;
  setLive(isLive: boolean): void;
}

interface Watched {
  readonly newEvents: number;
  /** All events that are stored, null until known. */
  readonly total: number | null;
  /** Someone reads: the table is scrolled or an event is open. Nothing may move then. */
  readonly isReading: boolean;
  refresh(): void;
}

/**
 * Asks again by itself as events come in. On by itself where there were few events at first, so that a newcomer sees
 * the table fill; pauses while someone reads.
 */
export function useLive({ newEvents, total, isReading, refresh }: Watched): Live {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [hadFew, setHadFew] = useState<boolean | null>(null);
  if (hadFew === null && total !== null) setHadFew(total < FEW_EVENTS);
  const isLive = chosen ?? hadFew ?? false;
  const isDue = isLive && !isReading && newEvents > 0;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(refresh, EVERY_MS);
    return () => clearTimeout(timer);
  }, [isDue, refresh]);
  return { isLive, setLive: setChosen };
}
