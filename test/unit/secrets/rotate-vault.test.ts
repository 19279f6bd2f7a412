import { describe, expect, it } from 'vitest';
import type { MasterKeySource } from '../../../main/secrets/master-keys.ts';
import type { RingVault } from '../../../main/secrets/ring-vault.ts';
import { beginRotation, finishRotation } from '../../../main/secrets/rotate-vault.ts';
import { aWorkspaceInMemory, Killed } from './a-rotation.ts';

type Memory = ReturnType<typeof aWorkspaceInMemory>;

const values = ['one-value', 'two-value', 'three-value', 'four-value', 'five-value'];

async function opened(memory: Memory, source?: MasterKeySource): Promise<RingVault> {
  const vault = await memory.open(source);
  if (!vault.ok) throw new Error(vault.error.message);
  return vault.value;
}

/** A workspace with values sealed in it, and the vault that sealed them. */
async function aWorkspaceWithValues(source?: MasterKeySource) {
  const memory = aWorkspaceInMemory(source);
  const vault = await opened(memory);
  for (const value of values) {
    const id = vault.fingerprint(value);
    memory.rows.secret.set(id, vault.seal(value, id));
    memory.rows.rejected.set(`r-${id}`, vault.seal(`record ${value}`, `r-${id}`));
  }
  return { memory, vault };
}

async function rotate(memory: Memory, vault: RingVault, source?: MasterKeySource) {
  const parts = memory.rotation(vault, source);
  const begun = vault.ring().stage === 'settled' ? await beginRotation(parts) : null;
  return begun?.ok === false ? begun : finishRotation(parts);
}

function everyValueOpens(memory: Memory, vault: RingVault) {
  for (const value of values) {
    const id = vault.fingerprint(value);
    expect(vault.unseal(memory.rows.secret.get(id) ?? new Uint8Array(), id)).toBe(value);
    expect(vault.unseal(memory.rows.rejected.get(`r-${id}`) ?? new Uint8Array(), `r-${id}`)).toBe(
      `record ${value}`,
    );
  }
}

describe('changing the key of a vault', () => {
  it('seals everything anew under a new key, with the same fingerprints, and drops the old key', async () => {
    const { memory, vault } = await aWorkspaceWithValues();
    const before = {
      keychain: [...memory.keychain.entries.values()],
      rows: [...memory.rows.secret.values()],
    };
    expect(await rotate(memory, vault)).toEqual({ ok: true, value: 10 });
    const again = await opened(memory);
    everyValueOpens(memory, vault);
    everyValueOpens(memory, again);
    expect(again.ring().dataKeys).toHaveLength(1);
    expect([...memory.keychain.entries.keys()]).toEqual(['a-workspace/vault']);
    expect([...memory.keychain.entries.values()]).not.toEqual(before.keychain);
    for (const row of memory.rows.secret.values()) expect(before.rows).not.toContain(row);
    expect(memory.audit).toEqual(['vault.rotation-started', 'vault.rotated']);
  });

  it('can be done again and again', async () => {
    const { memory, vault } = await aWorkspaceWithValues();
    for (let times = 0; times < 3; times += 1) await rotate(memory, vault);
    everyValueOpens(memory, await opened(memory));
    expect(await rotate(memory, await opened(memory))).toEqual({ ok: true, value: 10 });
    everyValueOpens(memory, await opened(memory));
  });

  it('opens what another vault object sealed before, and seals it anew, however late it is stored', async () => {
    const { memory, vault } = await aWorkspaceWithValues();
    const late = vault.seal('a late page', 'late');
    await rotate(memory, vault);
    const anew = vault.sealedAnew(late, 'late');
    expect(anew && (await opened(memory)).unseal(anew, 'late')).toBe('a late page');
    expect(anew && vault.sealedAnew(anew, 'late')).toBeNull();
    expect(() => vault.sealedAnew(new Uint8Array(40), 'late')).toThrow();
  });

  it('leaves a damaged row as it is, and seals the others anew', async () => {
    const { memory, vault } = await aWorkspaceWithValues();
    const damaged = new Uint8Array(60);
    memory.rows.secret.set('0000', damaged);
    expect(await rotate(memory, vault)).toEqual({ ok: true, value: 10 });
    expect(memory.rows.secret.get('0000')).toBe(damaged);
  });

  it.each(['before', 'after'] as const)(
    'opens and ends the work after a crash %s each single step',
    async (when) => {
      const whole = await aWorkspaceWithValues();
      whole.memory.killAt(null);
      await rotate(whole.memory, whole.vault);
      const steps = whole.memory.stepsTaken();
      expect(steps).toBeGreaterThan(10);
      for (let step = 1; step <= steps; step += 1) {
        const { memory, vault } = await aWorkspaceWithValues();
        const fingerprint = vault.fingerprint('one-value');
        memory.killAt({ step, when });
        await expect(rotate(memory, vault), `step ${step}`).rejects.toThrow(Killed);
        memory.killAt(null);
        const next = await opened(memory);
        everyValueOpens(memory, next);
        expect(next.fingerprint('one-value')).toBe(fingerprint);
        expect(await rotate(memory, next), `step ${step}`).toMatchObject({ ok: true });
        const after = await opened(memory);
        everyValueOpens(memory, after);
        expect(after.ring()).toMatchObject({ stage: 'settled', dataKeys: [expect.anything()] });
        expect([...memory.keychain.entries.keys()]).toEqual(['a-workspace/vault']);
      }
    },
  );

  it('opens an older copy of the file, such as a backup, until the change has ended', async () => {
    const { memory, vault } = await aWorkspaceWithValues();
    const backup = { key: memory.storedKey(), rows: new Map(memory.rows.secret) };
    memory.killAt({ step: 8, when: 'before' });
    await expect(rotate(memory, vault)).rejects.toThrow(Killed);
    memory.killAt(null);
    if (backup.key === null) throw new Error('no key');
    const restored = await aWorkspaceInMemory({ kind: 'keychain', keychain: memory.keychain });
    await restored.rotation(vault).writeVaultKey(backup.key);
    const again = await opened(restored, { kind: 'keychain', keychain: memory.keychain });
    const id = again.fingerprint('one-value');
    expect(again.unseal(backup.rows.get(id) ?? new Uint8Array(), id)).toBe('one-value');
  });
});

describe('changing a key that the environment gives', () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
  const both = { kind: 'given', base64: key(1), nextBase64: key(2) } as const;

  it('takes the new one from KEYGLASS_VAULT_KEY_NEXT, and opens with either variable after', async () => {
    const { memory, vault } = await aWorkspaceWithValues(both);
    expect(await rotate(memory, vault)).toEqual({ ok: true, value: 10 });
    everyValueOpens(memory, await opened(memory, both));
    everyValueOpens(memory, await opened(memory, { kind: 'given', base64: key(2) }));
    expect(await memory.open({ kind: 'given', base64: key(1) })).toMatchObject({
      ok: false,
      error: { kind: 'vault-locked', remedy: expect.stringContaining('KEYGLASS_VAULT_KEY_NEXT') },
    });
  });

  it('says how a new one is made where there is none, and refuses the one that is in use', async () => {
    const { memory, vault } = await aWorkspaceWithValues(both);
    const none = await rotate(memory, vault, { kind: 'given', base64: key(1) });
    expect(none).toMatchObject({ ok: false, error: { remedy: expect.stringContaining('openssl rand') } });
    const same = await rotate(memory, vault, { kind: 'given', base64: key(1), nextBase64: key(1) });
    expect(same).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Nothing was changed') },
    });
    everyValueOpens(memory, await opened(memory));
  });
});
