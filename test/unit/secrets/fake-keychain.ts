import type { Keychain } from '../../../main/secrets/keychain.ts';
import { ok } from '../../../shared/result.ts';

/** A keychain that keeps its entries in memory; `entries` is what it holds. */
export function createFakeKeychain(): Keychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    name: 'fake keychain',
    persistent: false,
    entries,
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
