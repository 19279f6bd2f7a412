import { randomUUID } from 'node:crypto';
import { openVaultOfWorkspace, type VaultOfWorkspace } from '../../../main/app/open-vault-of-workspace.ts';
import { vaultWriter } from '../../../main/app/vault-writer.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createEnvironmentKeychain } from '../../../main/secrets/environment-keychain.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import type { RingVault } from '../../../main/secrets/ring-vault.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { anEventToStore, aPageToStore, testId } from '../../helpers/event-builders.ts';
import { testClock, testNowUs } from '../../helpers/temporary-workspace.ts';

/** Where the vault's key of a test comes from. */
export type KeyPlace =
  | { readonly kind: 'keychain'; readonly keychain: Keychain }
  | { readonly kind: 'environment'; readonly env: Readonly<Record<string, string>> };

const noKeychain = failed(appError('keychain-unavailable', 'None in this test.', 'None.'));

export function openVaultOf(workspace: Workspace, place: KeyPlace): Promise<VaultOfWorkspace> {
  return openVaultOfWorkspace({
    workspace,
    keychain: place.kind === 'keychain' ? ok(place.keychain) : noKeychain,
    environment: createEnvironmentKeychain(place.kind === 'environment' ? place.env : {}),
    clock: testClock,
    reportProblem: (where, problem) => {
      throw new Error(`${where}: ${JSON.stringify(problem)}`);
    },
  });
}

export function opened<Value>(
  result: Result<Value, { message: string; detail?: string | undefined }>,
): Value {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

/** A page of values and rejected records, sealed now; `store` commits it whenever it is called. */
export function aSealedPage(workspace: Workspace, vault: RingVault, values: readonly string[]) {
  const secrets = values.map((value) => {
    const fingerprint = vault.fingerprint(value);
    const ciphertext = vault.seal(value, fingerprint);
    return { fingerprint, secretType: 'TEST', length: value.length, ciphertext, seenAtUs: testNowUs };
  });
  const rejected = values.slice(0, 3).map((value) => {
    const rejectedId = testId(value);
    const ciphertext = vault.seal(`{"broken":"${value}"}`, rejectedId);
    return { reason: 'It is made up.', outline: '{}', rejectedId, ciphertext };
  });
  return {
    ciphertexts: [...secrets, ...rejected].map(({ ciphertext }) => ciphertext),
    async store(): Promise<void> {
      const mentions = secrets.map(({ fingerprint }) => ({ fingerprint, field: 'message' }));
      const event = anEventToStore({ secretFingerprint: null, mentions });
      const page = aPageToStore({ runId: randomUUID(), events: [event], secrets, rejected });
      const { runId, sourceId, stream } = page;
      opened(await workspace.writer.startRun({ runId, sourceId, stream, startedAtUs: testNowUs }));
      opened(await vaultWriter(workspace.writer, vault).commitPage(page));
    },
  };
}

/** Every sealed value and record of the file, opened; a row that no key opens is `null`. */
export async function openEverything(workspace: Workspace, vault: RingVault): Promise<(string | null)[]> {
  const rows = opened(
    await workspace.readers.all({
      text: `SELECT fingerprint AS id, ciphertext FROM secrets
             UNION ALL SELECT rejected_id, ciphertext FROM rejected_records`,
      values: [],
    }),
  );
  return rows.map(({ id, ciphertext }) => {
    try {
      return vault.unseal(ciphertext as Uint8Array, String(id));
    } catch {
      return null;
    }
  });
}
