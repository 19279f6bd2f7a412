import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { US_PER_MS } from '../../shared/time-range.ts';

const NowContext = createContext<number | null>(null);

/** One clock for the window's relative times ("2 minutes ago"), moved every `everyMs`. */
export function NowProvider({
  children,
  everyMs = 5_000,
  readNowMs = Date.now,
}: {
  children: ReactNode;
  everyMs?: number;
  readNowMs?: () => number;
}) {
  const [nowMs, setNowMs] = useState(readNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(readNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, readNowMs]);
  return <NowContext value={nowMs * US_PER_MS}>{children}</NowContext>;
}

/** The present in UTC microseconds, a few seconds old at most. */
export function useNowUs(): number {
  const now = useContext(NowContext);
  if (now === null) throw new Error('No NowProvider above this component');
  return now;
}
