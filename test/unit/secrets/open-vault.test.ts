import { describe, expect, it } from 'vitest';
import { openVault, parseVaultKey } from '../../../main/secrets/open-vault.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import { createFakeKeychain } from './fake-keychain.ts';
import { openTestVault, vaultOptions } from './test-vault.ts';

const opened = async (options: ReturnType<typeof vaultOptions>) => {
  const result = await openVault(options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const kindOf = async (options: ReturnType<typeof vaultOptions>) => {
  const result = await openVault(options);
  return result.ok ? 'opened' : result.error.kind;
};

describe('a vault', () => {
  it('gives equal values equal fingerprints of 32 hex digits', async () => {
    const vault = await openTestVault();
    expect(vault.fingerprint('hunter2')).toMatch(/^[0-9a-f]{32}$/);
    expect(vault.fingerprint('hunter2')).toBe((await openTestVault()).fingerprint('hunter2'));
    expect(vault.fingerprint('hunter2')).not.toBe(vault.fingerprint('hunter3'));
  });

  it('opens what it sealed, and never seals twice alike', async () => {
    const vault = await openTestVault();
    const value = 'p = "x"\n🔑'.repeat(1_000);
    const sealed = vault.seal(value, 'context');
    expect(vault.unseal(sealed, 'context')).toBe(value);
    expect(Buffer.from(sealed).equals(vault.seal(value, 'context'))).toBe(false);
    expect(Buffer.from(sealed).includes('🔑')).toBe(false);
  });

  it('uses no nonce twice', async () => {
    const vault = await openTestVault();
    const nonces = Array.from({ length: 3_000 }, () =>
      Buffer.from(vault.seal('x', '')).toString('hex', 0, 12),
    );
    expect(new Set(nonces).size).toBe(3_000);
  });

  it('throws on another context, a changed byte, and a ciphertext of another vault', async () => {
    const vault = await openTestVault();
    const sealed = vault.seal('hunter2', 'context');
    const changed = Uint8Array.from(sealed, (byte, index) => (index === 14 ? byte ^ 1 : byte));
    expect(() => vault.unseal(sealed, 'other')).toThrow();
    expect(() => vault.unseal(changed, 'context')).toThrow();
    expect(() => vault.unseal(new Uint8Array(5), 'context')).toThrow();
    expect(() => vault.unseal(vaultSealedElsewhere, 'context')).toThrow();
  });
});

const vaultSealedElsewhere = (await openTestVault()).seal('hunter2', 'context');

describe('openVault', () => {
  it('opens again with the key that is in the keychain', async () => {
    const keychain = createFakeKeychain();
    const options = vaultOptions({ masterKey: { kind: 'keychain', keychain } });
    const sealed = (await opened(options)).seal('hunter2', 'c');
    expect([...keychain.entries.keys()]).toEqual(['a-workspace/vault']);
    expect((await opened(options)).unseal(sealed, 'c')).toBe('hunter2');
  });

  it('stores nothing from which the key could be read', async () => {
    const options = vaultOptions();
    await opened(options);
    const stored = Buffer.concat(
      [options.stored?.wrappedKey ?? [], options.stored?.keyCheck ?? []].map(Buffer.from),
    );
    expect(stored.includes(Buffer.alloc(8, 7))).toBe(false);
  });

  it('answers vault-locked, and overwrites nothing, when the key is another or gone', async () => {
    const options = vaultOptions();
    await opened(options);
    const before = options.stored;
    const empty = createFakeKeychain();
    const wrong = createFakeKeychain();
    wrong.entries.set('a-workspace/vault', Buffer.alloc(32, 8).toString('base64'));
    const garbled = createFakeKeychain();
    garbled.entries.set('a-workspace/vault', 'garbled');
    const kinds = [];
    for (const masterKey of [
      { kind: 'keychain', keychain: empty },
      { kind: 'keychain', keychain: wrong },
      { kind: 'keychain', keychain: garbled },
      { kind: 'given', base64: Buffer.alloc(32, 9).toString('base64') },
      { kind: 'ephemeral' },
    ] as const) {
      kinds.push(
        await kindOf({ ...options, masterKey, writeVaultKey: () => Promise.reject(new Error('wrote')) }),
      );
    }
    expect(kinds).toEqual(Array(5).fill('vault-locked'));
    expect(options.stored).toBe(before);
    expect(empty.entries.size).toBe(0);
  });

  it('says that events stay readable and that collecting stops', async () => {
    const options = vaultOptions();
    await opened(options);
    const result = await openVault({
      ...options,
      masterKey: { kind: 'keychain', keychain: createFakeKeychain() },
    });
    expect(result).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/searched; collecting is off/) },
    });
  });

  it('answers vault-locked when the stored half is damaged', async () => {
    const options = vaultOptions();
    await opened(options);
    const { wrappedKey, keyCheck } = options.stored ?? {
      wrappedKey: new Uint8Array(),
      keyCheck: new Uint8Array(),
    };
    options.stored = {
      keyCheck,
      wrappedKey: wrappedKey.map((byte, index) => (index === 20 ? byte ^ 1 : byte)),
    };
    expect(await kindOf(options)).toBe('vault-locked');
  });

  it('gives another workspace other fingerprints under the same key', async () => {
    const one = await opened(vaultOptions());
    const other = await opened(vaultOptions({ workspaceId: 'another' }));
    expect(one.fingerprint('hunter2')).not.toBe(other.fingerprint('hunter2'));
  });

  it('hands on what reading, writing and the keychain answer', async () => {
    const error = appError('storage', 'The disk is gone.', 'Plug it in.');
    const keychain = { ...createFakeKeychain(), write: async () => failed(error) };
    expect(await openVault(vaultOptions({ readVaultKey: async () => failed(error) }))).toEqual(failed(error));
    expect(await openVault(vaultOptions({ writeVaultKey: async () => failed(error) }))).toEqual(
      failed(error),
    );
    expect(await openVault(vaultOptions({ masterKey: { kind: 'keychain', keychain } }))).toEqual(
      failed(error),
    );
  });
});

describe('parseVaultKey', () => {
  it('takes 32 bytes in base64, with blanks around them', () => {
    const key = Buffer.alloc(32, 200);
    expect(parseVaultKey(` ${key.toString('base64')}\n`)).toEqual({ ok: true, value: key });
  });

  it.each([
    '',
    'abc',
    'not base64!',
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
  ])('refuses “%s” and says how a key is made', (text) => {
    expect(parseVaultKey(text)).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', remedy: expect.stringContaining('openssl rand -base64 32') },
    });
  });
});
