import { afterEach, describe, expect, it } from 'vitest';
import { createSecretService } from '../../../../main/secrets/inventory/create-secret-service.ts';
import { appError } from '../../../../shared/app-error.ts';
import { failed, ok } from '../../../../shared/result.ts';
import {
  anInventory,
  type Inventory,
  type InventoryOptions,
  secondUs,
  startUs,
  unwrapped,
} from './an-inventory.ts';

let inventory: Inventory;

afterEach(() => inventory.remove());

async function withOneSecret(options: InventoryOptions = {}): Promise<string> {
  inventory = await anInventory(options);
  await inventory.store([{ value: 'hunter2hunter2', timeUs: startUs }]);
  return inventory.fingerprint('hunter2hunter2');
}

const audited = async () =>
  unwrapped(
    await inventory.workspace.readers.all({
      text: 'SELECT epoch_us("at") AS at, action, detail FROM audit_log ORDER BY rowid',
      values: [],
    }),
  ).map(({ at, action, detail }) => ({ at, action, detail: JSON.parse(String(detail)) }));

describe('revealing a value', () => {
  it('gives it with the time to hide it at, and the audit log has time and reason', async () => {
    const fingerprint = await withOneSecret();

    const revealed = await inventory.secrets.reveal({ fingerprint, reason: 'to rotate it at the provider' });

    expect(revealed).toEqual(ok({ value: 'hunter2hunter2', hideAtUs: startUs + 30 * secondUs }));
    expect(await audited()).toEqual([
      {
        at: startUs,
        action: 'secret.revealed',
        detail: { fingerprint, secretType: 'AWS_ACCESS_KEY_ID', reason: 'to rotate it at the provider' },
      },
    ]);
  });

  it('for the clipboard is recorded as that', async () => {
    const fingerprint = await withOneSecret();

    expect(await inventory.secrets.take({ fingerprint, reason: 'to try it' })).toEqual(ok('hunter2hunter2'));

    expect(await audited()).toMatchObject([{ action: 'secret.copied', detail: { reason: 'to try it' } }]);
  });

  it('fails when the audit log can’t be written: no value without a record', async () => {
    const full = appError('disk-full', 'The disk has no room left.', 'Free some space.');
    const fingerprint = await withOneSecret({
      writer: (writer) => ({ ...writer, recordAudit: async () => failed(full) }),
    });
    const asked = { fingerprint, reason: 'to rotate it' };

    for (const answer of [await inventory.secrets.reveal(asked), await inventory.secrets.take(asked)]) {
      expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    }
  });

  it('writes the record before it gives the value', async () => {
    const order: string[] = [];
    const fingerprint = await withOneSecret({
      writer: (writer) => ({
        ...writer,
        recordAudit: async (entry) => {
          const written = await writer.recordAudit(entry);
          order.push('recorded');
          return written;
        },
      }),
    });

    await inventory.secrets.reveal({ fingerprint, reason: 'to rotate it' }).then(() => order.push('given'));

    expect(order).toEqual(['recorded', 'given']);
  });

  it('keeps no secret in a reason that was pasted by mistake', async () => {
    const fingerprint = await withOneSecret();

    await inventory.secrets.reveal({ fingerprint, reason: 'is it pasted-by-mistake?' });

    expect(JSON.stringify(await audited())).not.toContain('pasted-by-mistake');
  });

  it('is refused without the key, and what is known of the secret stays there', async () => {
    const lost = appError('keychain-unavailable', 'There is no keychain.', 'Install one.');
    const fingerprint = await withOneSecret({ vault: failed(lost) });

    const asked = { fingerprint, reason: 'to rotate it' };
    const locked = { ok: false, error: { kind: 'vault-locked', remedy: 'Install one.' } };
    expect(await inventory.secrets.reveal(asked)).toMatchObject(locked);
    expect(await inventory.secrets.take(asked)).toMatchObject(locked);
    expect(await inventory.secrets.lookUp(['hunter2hunter2'])).toMatchObject(locked);
    expect(await inventory.secrets.lookUpFile('/etc/hosts')).toMatchObject(locked);
    expect(await inventory.secrets.detail({ fingerprint })).toMatchObject({ ok: true });
    expect(await audited()).toEqual([]);
  });

  it('is not possible for what is not there, or what is damaged', async () => {
    const fingerprint = await withOneSecret();
    await inventory.store([{ value: 'another', timeUs: startUs }]);
    const another = inventory.fingerprint('another');
    const service = createSecretService({
      readers: inventory.workspace.readers,
      writer: inventory.workspace.writer,
      vault: ok({
        ...inventory.vault,
        unseal: (ciphertext, context) => inventory.vault.unseal(ciphertext, `${context}?`),
      }),
      egress: { text: (text) => text },
      clock: inventory.clock,
    });

    const reason = 'to rotate it';
    expect(await service.reveal({ fingerprint: another, reason })).toMatchObject({
      error: { kind: 'storage' },
    });
    expect(await inventory.secrets.reveal({ fingerprint: '0'.repeat(32), reason })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(await audited()).toEqual([]);
    expect(await inventory.secrets.reveal({ fingerprint, reason })).toMatchObject({ ok: true });
  });
});
