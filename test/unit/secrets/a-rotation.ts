import { randomBytes } from 'node:crypto';
import type { SealedKind, SealedRow } from '../../../main/database/reseal.ts';
import { createMasterKeys, type MasterKeySource } from '../../../main/secrets/master-keys.ts';
import { openVault } from '../../../main/secrets/open-vault.ts';
import type { RingVault } from '../../../main/secrets/ring-vault.ts';
import type { RotationParts } from '../../../main/secrets/rotate-vault.ts';
import type { StoredVaultKey } from '../../../main/secrets/vault-keys.ts';
import { ok } from '../../../shared/result.ts';
import { createFakeKeychain } from './fake-keychain.ts';

const workspaceId = 'a-workspace';

/** Stands for a crash: whatever was done before stays done. */
export class Killed extends Error {}

/**
 * A workspace's file and keychain in memory. `killAt` ends the process before or after the nth step that changes
 * either.
 */
export function aWorkspaceInMemory(source?: MasterKeySource) {
  const keychain = createFakeKeychain();
  const masterKey = source ?? { kind: 'keychain' as const, keychain: counted(keychain) };
  let stored: StoredVaultKey | null = null;
  const rows: Record<SealedKind, Map<string, Uint8Array>> = { secret: new Map(), rejected: new Map() };
  const audit: string[] = [];
  let steps = 0;
  let killAt: { readonly step: number; readonly when: 'before' | 'after' } | null = null;

  async function step<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    steps += 1;
    if (killAt?.step === steps && killAt.when === 'before') throw new Killed();
    const value = await work();
    if (killAt?.step === steps) throw new Killed();
    return value;
  }

  function counted(inner: typeof keychain): typeof keychain {
    return {
      ...inner,
      write: (account, value) => step(() => inner.write(account, value)),
      remove: (account) => step(() => inner.remove(account)),
    };
  }

  const vaultOptions = {
    workspaceId,
    readVaultKey: async () => ok(stored),
    writeVaultKey: (key: StoredVaultKey) =>
      step(() => {
        stored = key;
        return ok(null);
      }),
    randomBytes: (size: number) => randomBytes(size),
  };
  return {
    keychain,
    rows,
    audit,
    storedKey: () => stored,
    stepsTaken: () => steps,
    killAt(wanted: typeof killAt) {
      steps = 0;
      killAt = wanted;
    },
    open: (from: MasterKeySource = masterKey) => openVault({ ...vaultOptions, masterKey: from }),
    rotation: (vault: RingVault, from: MasterKeySource = masterKey): RotationParts => ({
      ...vaultOptions,
      vault,
      masterKeys: createMasterKeys(from, workspaceId, randomBytes),
      sealedKinds: ['secret', 'rejected'],
      readSealed: async (kind, afterId) => ok(piece(rows[kind], afterId)),
      replaceCiphertexts: (kind, anew) =>
        step(() => {
          for (const { id, ciphertext } of anew) rows[kind].set(id, ciphertext);
          return ok(null);
        }),
      recordAudit: (action) =>
        step(() => {
          audit.push(action);
          return ok(null);
        }),
      removeTraces: () => step(() => ok(null)),
      signal: new AbortController().signal,
    }),
  };
}

function piece(all: ReadonlyMap<string, Uint8Array>, afterId: string): SealedRow[] {
  return [...all]
    .map(([id, ciphertext]) => ({ id, ciphertext }))
    .filter(({ id }) => id > afterId)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, 3);
}
