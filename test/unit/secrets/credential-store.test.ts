import { describe, expect, it } from 'vitest';
import { createCredentialStore } from '../../../main/secrets/credential-store.ts';
import { createEnvironmentKeychain, credentialVariable } from '../../../main/secrets/environment-keychain.ts';
import { createFakeKeychain } from './fake-keychain.ts';

const owner = { sourceId: 's-1', name: 'Entra ID' };

function aStore(options: { keychain?: boolean; env?: Record<string, string> } = {}) {
  const keychain = createFakeKeychain();
  const store = createCredentialStore({
    keychain: options.keychain === false ? null : keychain,
    environment: createEnvironmentKeychain(options.env ?? {}),
    workspaceId: 'w-1',
  });
  return { store, keychain };
}

describe('credentialVariable', () => {
  it.each([
    ['entra-id', 'clientSecret', 'KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET'],
    ['Entro (sample)', 'token', 'KEYGLASS_CREDENTIAL_ENTRO__SAMPLE__TOKEN'],
    ['Büro 2', 'applicationId', 'KEYGLASS_CREDENTIAL_B_RO_2_APPLICATION_ID'],
  ])('makes a name of source %s and credential %s', (source, credential, variable) => {
    expect(credentialVariable(source, credential)).toBe(variable);
  });
});

describe('a credential store', () => {
  it('keeps credentials in the keychain under workspace, source and name', async () => {
    const { store, keychain } = aStore();
    await store.write(owner, 'clientSecret', 'abc');
    expect([...keychain.entries]).toEqual([['w-1/source/s-1/clientSecret', 'abc']]);
    expect(await store.read(owner, 'clientSecret')).toEqual({ ok: true, value: 'abc' });
  });

  it('prefers a variable of the environment to the keychain', async () => {
    const { store } = aStore({ env: { KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET: 'given' } });
    await store.write(owner, 'clientSecret', 'kept');
    expect(await store.read(owner, 'clientSecret')).toEqual({ ok: true, value: 'given' });
  });

  it('takes an empty variable for none', async () => {
    const { store } = aStore({ env: { KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET: '' }, keychain: false });
    expect(await store.read(owner, 'clientSecret')).toEqual({ ok: true, value: null });
  });

  it('refuses to write without a keychain, and names the variable that helps', async () => {
    const { store } = aStore({ keychain: false });
    const written = await store.write(owner, 'clientSecret', 'the-value');
    expect(written).toMatchObject({
      ok: false,
      error: {
        kind: 'keychain-unavailable',
        remedy: expect.stringContaining('KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET'),
      },
    });
    expect(JSON.stringify(written)).not.toContain('the-value');
  });

  it('has nothing to write where the environment holds the value already', async () => {
    const { store } = aStore({ keychain: false, env: { KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET: 'abc' } });
    expect(await store.write(owner, 'clientSecret', 'abc')).toEqual({ ok: true, value: null });
  });

  it('removes what a source has, and nothing else', async () => {
    const { store, keychain } = aStore();
    await store.write(owner, 'token', 'a');
    await store.write({ ...owner, sourceId: 's-2' }, 'token', 'b');
    await store.removeAll('s-1', ['token', 'neverWritten']);
    expect([...keychain.entries.keys()]).toEqual(['w-1/source/s-2/token']);
  });
});
