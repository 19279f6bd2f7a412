import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/app-error.ts';
import type { SecretLookUp } from '../../../shared/secret-inventory.ts';
import { useIpc } from '../../ipc-client.ts';
import { type AskCall, type Asked, asAppError, ask } from '../../queries.ts';

export type LookUpCall = Extract<
  AskCall,
  'secrets.lookUp' | 'secrets.lookUpClipboard' | 'secrets.lookUpFile'
>;

export interface LookUpAnswer extends SecretLookUp {
  nameOf(line: number): string;
}

export interface LookUp {
  readonly answer: LookUpAnswer | null;
  readonly error: AppError | null;
  /** Which of the ways is on its way. */
  readonly running: LookUpCall | null;
  run<Call extends LookUpCall>(
    call: Call,
    asked: Asked<Call>,
    nameOf: (line: number) => string,
  ): Promise<void>;
  /** Back to the question. */
  reset(): void;
}

/** Asks main without the cache of answers, whose keys would hold the values. Stops with the component. */
export function useLookUp(): LookUp {
  const ipc = useIpc();
  const [answer, setAnswer] = useState<LookUpAnswer | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [running, setRunning] = useState<LookUpCall | null>(null);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  return {
    answer,
    error,
    running,
    async run(call, asked, nameOf) {
      control.current?.abort();
      const own = new AbortController();
      control.current = own;
      setError(null);
      setRunning(call);
      try {
        const found: SecretLookUp = await ask(ipc, call, asked, own.signal);
        if (control.current === own) setAnswer({ ...found, nameOf });
      } catch (problem) {
        if (control.current === own) setError(asAppError(problem));
      } finally {
        if (control.current === own) setRunning(null);
      }
    },
    reset() {
      setAnswer(null);
      setError(null);
    },
  };
}
