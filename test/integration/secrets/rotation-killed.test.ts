import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { aSealedPage, type KeyPlace, openEverything, opened, openVaultOf } from './sealed-workspace.ts';

const foundKeychain = await openKeychain({ timeoutMs: 5_000 });
const keychain = foundKeychain.ok ? foundKeychain.value : null;
/** More than one transaction seals anew. */
const values = Array.from({ length: 2_300 }, (_, index) => `made-up-value-${index}`);
const everything = 2_303;

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let original: string;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  original = join(folder.path, 'original');
});
afterEach(() => folder.remove());

/** A workspace with sealed values and a backup. */
async function prepare(place: KeyPlace) {
  const workspace = await openTestWorkspace(original);
  const vault = opened((await openVaultOf(workspace, place)).vault);
  await aSealedPage(workspace, vault, values).store();
  opened(await workspace.backUp());
  await workspace.close();
  return { workspaceId: workspace.workspaceId, fingerprint: vault.fingerprint('made-up-value-0') };
}

/** How many steps the process took; null where it was killed. */
async function rotateInProcess(copy: string, place: string, killAt: number): Promise<number | null> {
  const program = fileURLToPath(new URL('rotate-and-die.ts', import.meta.url));
  const child = fork(program, [copy, place, String(killAt)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let steps: number | null = null;
  child.on('message', (message) => {
    steps = Number(message);
  });
  const [exitCode, signal] = await once(child, 'close');
  if (exitCode !== 0 && signal !== 'SIGKILL') throw new Error(`The process ended with ${exitCode}`);
  return steps;
}

/** Opens the workspace as the app would, ends the change, and looks at what there is. */
async function reopen(copy: string, place: KeyPlace, fingerprint: string) {
  const workspace = await openTestWorkspace(copy);
  const { vault, service } = await openVaultOf(workspace, place);
  const before = await openEverything(workspace, opened(vault));
  if (opened(vault).ring().stage !== 'settled') opened(await service.rotate());
  const after = await openEverything(workspace, opened(vault));
  expect([before, after].map((all) => all.filter((value) => value !== null).length)).toEqual([
    everything,
    everything,
  ]);
  expect(opened(vault).fingerprint('made-up-value-0')).toBe(fingerprint);
  expect(opened(vault).ring()).toMatchObject({ stage: 'settled' });
  const backups = await readdir(join(copy, 'backups'));
  await service.close();
  await workspace.close();
  return { dataKeys: opened(vault).ring().dataKeys.length, backups: backups.length };
}

describe('a process that is killed while it changes the key', () => {
  it('leaves a workspace that opens, and the next opening ends the work: the key from the environment', async () => {
    const key = () => randomBytes(32).toString('base64');
    const env = { KEYGLASS_VAULT_KEY: key(), KEYGLASS_VAULT_KEY_NEXT: key() };
    const { fingerprint } = await prepare({ kind: 'environment', env });
    let killed = 0;
    for (let killAt = 1; ; killAt += 1) {
      const copy = join(folder.path, `copy-${killAt}`);
      await cp(original, copy, { recursive: true });
      const steps = await rotateInProcess(copy, JSON.stringify(env), killAt);
      const found = await reopen(copy, { kind: 'environment', env }, fingerprint);
      expect(found).toEqual({ dataKeys: 1, backups: 1 });
      if (steps !== null) break;
      killed += 1;
    }
    expect(killed).toBeGreaterThanOrEqual(9);
    console.info(
      `Killed at ${killed} steps of a change of keys (environment): ${everything} values opened each time`,
    );
  }, 600_000);

  it.skipIf(keychain === null)(
    'does so with the key in the keychain',
    async () => {
      if (keychain === null) return;
      const place: KeyPlace = { kind: 'keychain', keychain };
      const { workspaceId, fingerprint } = await prepare(place);
      const accounts = ['vault', 'vault-next', 'vault-before'].map((name) => `${workspaceId}/${name}`);
      const first = opened(await keychain.read(accounts[0] ?? ''));
      let killed = 0;
      for (let killAt = 1; ; killAt += 1) {
        for (const account of accounts) opened(await keychain.remove(account));
        opened(await keychain.write(accounts[0] ?? '', first ?? ''));
        const copy = join(folder.path, `copy-${killAt}`);
        await cp(original, copy, { recursive: true });
        const steps = await rotateInProcess(copy, 'keychain', killAt);
        expect(await reopen(copy, place, fingerprint)).toEqual({ dataKeys: 1, backups: 1 });
        if (steps !== null) break;
        killed += 1;
      }
      expect(killed).toBeGreaterThanOrEqual(12);
      expect(opened(await keychain.read(accounts[0] ?? ''))).not.toBe(first);
      for (const account of accounts.slice(1))
        expect(await keychain.read(account)).toEqual({ ok: true, value: null });
      console.info(
        `Killed at ${killed} steps of a change of keys (keychain): ${everything} values opened each time`,
      );
      await keychain.remove(accounts[0] ?? '');
    },
    600_000,
  );
});
