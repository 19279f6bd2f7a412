import { describe, expect, it } from 'vitest';
import { fieldPath } from '../../../../main/secrets/inventory/field-path.ts';
import { liftSecrets } from '../../../../main/secrets/lift-secrets.ts';
import { openTestVault } from '../test-vault.ts';

describe('the field a secret was found in', () => {
  it('names keys from the root, elements by their number', () => {
    expect(fieldPath(['request', 'headers', '0', 'authorization'])).toBe('request.headers.0.authorization');
  });

  it('quotes a key with dots, which is no way through several', () => {
    expect(fieldPath(['headers', 'x.api.key'])).toBe('headers."x.api.key"');
  });

  it('is cut where a vendor’s keys have no end', () => {
    expect(fieldPath(['k'.repeat(500)])).toHaveLength(80);
    expect(fieldPath(Array.from({ length: 100 }, () => 'some-key'))).toHaveLength(300);
  });

  it('has markers in place of keys that are secrets', async () => {
    const token = 'ghp_madeUpTokenThatOpensNothing1';
    const vault = await openTestVault();

    const { lifted } = liftSecrets({ seen: { [token]: { password: 'hunter2hunter2' } } }, [], vault);

    const fields = lifted.map(({ path }) => fieldPath(path));
    const marker = `‹secret:fp:${vault.fingerprint(token).slice(0, 8)}›`;
    expect(fields).toEqual([`seen.${marker}`, `seen.${marker}.password`]);
  });
});
