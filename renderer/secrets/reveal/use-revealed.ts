import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../shared/app-error.ts';
import { useIpc } from '../../ipc-client.ts';
import { pageClock, startCountdown } from './countdown.ts';

interface Shown {
  readonly value: string;
  readonly hideAtUs: number;
}

export interface Revealed {
  readonly value: string | null;
  readonly secondsLeft: number;
  /** Asks for the value; null when it is shown, else why it is not. */
  reveal(reason: string): Promise<AppError | null>;
  hide(): void;
}

/**
 * One secret's value for as long as it may be seen. It is in this component's state and nowhere else: not in the cache
 * of answers, which outlives what is shown. It goes when the time is over, when the window is hidden, and with the
 * component.
 */
export function useRevealed(fingerprint: string): Revealed {
  const ipc = useIpc();
  const [shown, setShown] = useState<Shown | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(0);
  const hide = useCallback(() => setShown(null), []);
  const reveal = useCallback(
    async (reason: string) => {
      const result = await ipc.call('secrets.reveal', { fingerprint, reason });
      if (!result.ok) return result.error;
      setShown(document.hidden ? null : result.value);
      return null;
    },
    [ipc, fingerprint],
  );
  const hideAtUs = shown?.hideAtUs ?? null;
  useEffect(() => {
    if (hideAtUs === null) return;
    return startCountdown({ hideAtUs, clock: pageClock, onTick: setSecondsLeft, onEnd: hide });
  }, [hideAtUs, hide]);
  useEffect(() => {
    const onChange = () => document.hidden && hide();
    document.addEventListener('visibilitychange', onChange);
    window.addEventListener('pagehide', hide);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
      window.removeEventListener('pagehide', hide);
    };
  }, [hide]);
  return { value: shown?.value ?? null, secondsLeft, reveal, hide };
}
