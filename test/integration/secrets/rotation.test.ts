import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { createFakeKeychain } from '../../unit/secrets/fake-keychain.ts';
import { aSealedPage, type KeyPlace, openEverything, opened, openVaultOf } from './sealed-workspace.ts';

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let workspace: Workspace;
let keychain: ReturnType<typeof createFakeKeychain>;
let place: KeyPlace;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  workspace = await openTestWorkspace(join(folder.path, 'workspace'));
  keychain = createFakeKeychain();
  place = { kind: 'keychain', keychain };
});
afterEach(async () => {
  await workspace.close();
  await folder.remove();
});

const someValues = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

/** Which of the ciphertexts stand in any file of the workspace. */
async function foundInFiles(ciphertexts: readonly Uint8Array[]): Promise<number> {
  const names = await readdir(workspace.folder, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile() && !name.name.endsWith('.lock'));
  const bytes = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  return ciphertexts.filter((ciphertext) => bytes.some((file) => file.includes(Buffer.from(ciphertext))))
    .length;
}

describe('changing the key of an open workspace', () => {
  it('leaves no byte of what the old key sealed: not in the file, its log, or a backup', async () => {
    const { vault, service } = await openVaultOf(workspace, place);
    const page = aSealedPage(workspace, opened(vault), someValues('value', 500));
    await page.store();
    opened(await workspace.backUp());
    expect(await foundInFiles(page.ciphertexts)).toBe(503);
    expect(opened(await service.rotate())).toEqual({ sealedAgain: 503 });
    expect(await foundInFiles(page.ciphertexts)).toBe(0);
    expect(await openEverything(workspace, opened(vault))).not.toContain(null);
    expect(await readdir(join(workspace.folder, 'backups'))).toHaveLength(1);
    expect(opened(await service.status())).toMatchObject({ state: 'open', secrets: 500, rejectedRecords: 3 });
    expect(opened(await service.status()).rotatedAtUs).not.toBeNull();
  });

  it('goes on while pages come in, and opens those that were sealed before and stored after', async () => {
    const { vault, service } = await openVaultOf(workspace, place);
    await aSealedPage(workspace, opened(vault), someValues('early', 3_000)).store();
    const late = aSealedPage(workspace, opened(vault), someValues('late', 50));
    const tooLate = aSealedPage(workspace, opened(vault), someValues('too-late', 50));
    const rotating = service.rotate();
    for (let index = 0; index < 20; index += 1) {
      await aSealedPage(workspace, opened(vault), someValues(`page-${index}`, 20)).store();
    }
    await late.store();
    opened(await rotating);
    await tooLate.store();
    await workspace.close();
    workspace = await openTestWorkspace(join(folder.path, 'workspace'));
    const again = opened((await openVaultOf(workspace, place)).vault);
    const all = await openEverything(workspace, again);
    expect(all).not.toContain(null);
    expect(all.filter((value) => value?.startsWith('{') === false)).toHaveLength(3_500);
    expect(again.ring().dataKeys).toHaveLength(1);
  });

  it('makes one change of two that are asked for at once', async () => {
    const { vault, service } = await openVaultOf(workspace, place);
    await aSealedPage(workspace, opened(vault), ['one-value']).store();
    const both = await Promise.all([service.rotate(), service.rotate()]);
    expect(both).toEqual([
      { ok: true, value: { sealedAgain: 2 } },
      { ok: true, value: { sealedAgain: 2 } },
    ]);
  });

  it('says what is left to do where the keychain refuses in the middle, and does it at the next opening', async () => {
    const first = await openVaultOf(workspace, place);
    await aSealedPage(workspace, opened(first.vault), ['one-value']).store();
    let writes = 0;
    const refusing = {
      ...keychain,
      write: async (account: string, value: string) => {
        writes += 1;
        return writes < 2
          ? keychain.write(account, value)
          : failed(appError('keychain-unavailable', 'It is locked.', 'Unlock it.'));
      },
    };
    const { service } = await openVaultOf(workspace, { kind: 'keychain', keychain: refusing });
    expect(await service.rotate()).toMatchObject({
      ok: false,
      error: { kind: 'keychain-unavailable', message: expect.stringContaining('has its new key') },
    });
    const { vault, service: next } = await openVaultOf(workspace, place);
    expect(opened(vault).ring().stage).toBe('sealing');
    next.resume();
    opened(await next.rotate());
    expect(opened(vault).ring()).toMatchObject({ stage: 'settled', dataKeys: [expect.anything()] });
    expect(await openEverything(workspace, opened(vault))).not.toContain(null);
  });

  it('changes nothing where the vault is locked, or no new key is given', async () => {
    const env = { KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64') };
    const { vault, service } = await openVaultOf(workspace, { kind: 'environment', env });
    await aSealedPage(workspace, opened(vault), ['one-value']).store();
    expect(await service.rotate()).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    const locked = await openVaultOf(workspace, place);
    expect(await locked.service.rotate()).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });
    expect(opened(await locked.service.status())).toMatchObject({
      state: 'locked',
      secrets: 1,
      problem: { kind: 'vault-locked' },
    });
    expect(keychain.entries.size).toBe(0);
    expect(await openEverything(workspace, opened(vault))).not.toContain(null);
  });
});
