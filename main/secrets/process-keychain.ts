import { ok } from '../../shared/result.ts';
import type { Keychain } from './keychain.ts';

/** Keeps entries for as long as the process lives: for the sample tenant, whose token opens nothing. */
export function createProcessKeychain(): Keychain {
  const entries = new Map<string, string>();
  return {
    name: 'memory of this run (sample)',
    persistent: false,
    read: async (account) => ok(entries.get(account) ?? null),
    write: async (account, value) => {
      entries.set(account, value);
      return ok(null);
    },
    remove: async (account) => {
      entries.delete(account);
      return ok(null);
    },
  };
}
