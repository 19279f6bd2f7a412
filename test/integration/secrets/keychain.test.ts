import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCredentialStore } from '../../../main/secrets/credential-store.ts';
import { createEnvironmentKeychain } from '../../../main/secrets/environment-keychain.ts';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { openVault } from '../../../main/secrets/open-vault.ts';
import { noteExercised } from '../../helpers/exercised.ts';
import { vaultOptions } from '../../unit/secrets/test-vault.ts';

const opened = await openKeychain({ timeoutMs: 5_000 });
if (!opened.ok) {
  console.warn(`Skipped, no keychain here: ${opened.error.message} ${opened.error.detail ?? ''}`);
}
const keychain = opened.ok ? opened.value : null;

describe.skipIf(keychain === null)('the keychain of this machine', () => {
  if (keychain === null) return;
  const account = () => `test/${randomUUID()}`;

  it.each([
    ['plain text', 'a-token-that-opens-nothing'],
    ['quotes, line breaks and emoji', 'a "token"\n\\with\t🔑 ä'],
    ['a long value', 'x'.repeat(2_000)],
  ])('gives back %s as it was written', async (_what, value) => {
    const entry = account();
    expect(await keychain.write(entry, value)).toEqual({ ok: true, value: null });
    expect(await keychain.read(entry)).toEqual({ ok: true, value });
    await keychain.remove(entry);
  });

  it('replaces an entry, and removes it once and for all', async () => {
    const entry = account();
    await keychain.write(entry, 'first');
    await keychain.write(entry, 'second');
    expect(await keychain.read(entry)).toEqual({ ok: true, value: 'second' });
    expect(await keychain.remove(entry)).toEqual({ ok: true, value: null });
    expect(await keychain.read(entry)).toEqual({ ok: true, value: null });
    expect(await keychain.remove(entry)).toEqual({ ok: true, value: null });
    noteExercised('keychain', process.env.KEYGLASS_TEST_KEYCHAIN ?? keychain.name);
  });

  it('is found in the same state by another opening', async () => {
    const entry = account();
    await keychain.write(entry, 'kept');
    const again = await openKeychain();
    expect(again.ok && (await again.value.read(entry))).toEqual({ ok: true, value: 'kept' });
    await keychain.remove(entry);
  });

  it('keeps the credentials of a source', async () => {
    const environment = createEnvironmentKeychain({});
    const store = createCredentialStore({ keychain, environment, workspaceId: randomUUID() });
    const source = { sourceId: randomUUID(), name: 'Entro' };
    await store.write(source, 'token', 'abc');
    expect(await store.read(source, 'token')).toEqual({ ok: true, value: 'abc' });
    await store.removeAll(source.sourceId, ['token']);
    expect(await store.read(source, 'token')).toEqual({ ok: true, value: null });
  });

  it('keeps the key of a vault', async () => {
    const workspaceId = randomUUID();
    const options = vaultOptions({ workspaceId, masterKey: { kind: 'keychain', keychain } });
    const first = await openVault(options);
    const second = await openVault(options);
    if (!first.ok || !second.ok) throw new Error('The vault did not open');
    expect(second.value.unseal(first.value.seal('hunter2', 'c'), 'c')).toBe('hunter2');
    await keychain.remove(`${workspaceId}/vault`);
    expect(await openVault(options)).toMatchObject({ ok: false, error: { kind: 'vault-locked' } });
  });
});
