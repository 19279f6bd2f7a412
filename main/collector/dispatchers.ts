import { hash } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readCaFile } from './ca-file.ts';
import type { Clock } from './clock.ts';
import { caFileOf } from './general-settings.ts';
import { createDispatcher } from './http-request.ts';

/** The connections of all sources. Those with an own certificate authority have theirs apart from the others. */
export interface Dispatchers {
  /**
   * What a source's requests are sent through. Its file of certificates is read anew each time, so that one that is
   * missing or no longer good is a failure (`tls-problem`) and never passed over.
   */
  of(settings: Readonly<Record<string, string>>): Promise<Result<Dispatcher, AppError>>;
  close(): Promise<void>;
}

export function createDispatchers(clock: Clock): Dispatchers {
  const usual = createDispatcher();
  const withAuthorities = new Map<string, Dispatcher>();
  return {
    async of(settings) {
      const path = caFileOf(settings);
      if (path === null) return ok(usual);
      const own = await readCaFile(path, clock.nowUs());
      if (!own.ok) return own;
      const key = hash('sha256', own.value.join('\n'));
      const known =
        withAuthorities.get(key) ?? createDispatcher([...getCACertificates('default'), ...own.value]);
      withAuthorities.set(key, known);
      return ok(known);
    },
    async close() {
      await Promise.all([usual, ...withAuthorities.values()].map((dispatcher) => dispatcher.close()));
    },
  };
}
