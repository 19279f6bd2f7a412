import { describe, expect, it } from 'vitest';
import { type Keytar, openKeychain } from '../../../main/secrets/keytar-keychain.ts';

function aKeytar(overrides: Partial<Keytar> = {}): Keytar & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getPassword: async (service, account) => entries.get(`${service}/${account}`) ?? null,
    setPassword: async (service, account, password) => {
      entries.set(`${service}/${account}`, password);
    },
    deletePassword: async (service, account) => entries.delete(`${service}/${account}`),
    ...overrides,
  };
}

const open = (keytar: Keytar, platform: NodeJS.Platform = 'linux') =>
  openKeychain({ load: async () => keytar, platform, timeoutMs: 20 });

describe('openKeychain', () => {
  it('leaves nothing behind from its probe', async () => {
    const keytar = aKeytar();
    expect(await open(keytar)).toMatchObject({ ok: true, value: { persistent: true } });
    expect(keytar.entries.size).toBe(0);
  });

  it('keeps entries under the service Keyglass', async () => {
    const keytar = aKeytar();
    const opened = await open(keytar);
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.write('w/vault', 'abc');
    expect([...keytar.entries]).toEqual([['Keyglass/w/vault', 'abc']]);
    expect(await opened.value.read('w/vault')).toEqual({ ok: true, value: 'abc' });
    expect(await opened.value.remove('w/vault')).toEqual({ ok: true, value: null });
    expect(await opened.value.read('w/vault')).toEqual({ ok: true, value: null });
  });

  it('says what to install where the library is missing', async () => {
    const load = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));
    expect(await openKeychain({ load, platform: 'linux' })).toMatchObject({
      ok: false,
      error: {
        kind: 'keychain-unavailable',
        remedy: expect.stringMatching(/apt install libsecret-1-0 gnome-keyring.*dbus-run-session.*unlock/),
        detail: expect.stringContaining('libsecret-1.so.0'),
      },
    });
  });

  it.each([
    ['darwin', /Keychain Access/],
    ['win32', /Credential Manager/],
  ] as const)('names the remedy of %s', async (platform, remedy) => {
    const opened = await open(aKeytar({ setPassword: () => Promise.reject(new Error('no')) }), platform);
    expect(opened).toMatchObject({ ok: false, error: { remedy: expect.stringMatching(remedy) } });
  });

  it('gives up on a keychain that does not answer', async () => {
    const opened = await open(aKeytar({ setPassword: () => new Promise(() => {}) }));
    expect(opened).toMatchObject({ ok: false, error: { message: expect.stringContaining('is it locked?') } });
  });

  it('does not trust a keychain that forgets', async () => {
    const opened = await open(aKeytar({ getPassword: async () => null }));
    expect(opened).toMatchObject({ ok: false, error: { kind: 'keychain-unavailable' } });
  });

  it('keeps the value out of what the library says', async () => {
    const keytar = aKeytar();
    const opened = await open(keytar);
    if (!opened.ok) throw new Error(opened.error.message);
    keytar.setPassword = (_service, _account, password) =>
      Promise.reject(new Error(`cannot store ${password}`));
    expect(JSON.stringify(await opened.value.write('a', 'the-value'))).not.toContain('the-value');
  });
});
