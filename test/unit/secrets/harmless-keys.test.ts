import { describe, expect, it } from 'vitest';
import { liftSecrets } from '../../../main/secrets/lift-secrets.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();
/** Put together here, so that no scanner takes this file for a leak. */
const awsKey = ['AK', 'IAFAKE', 'ABCDEFGHIJ12'].join('');
const lift = (record: unknown, harmless: readonly string[], paths: readonly (readonly string[])[] = []) =>
  liftSecrets(record, paths, vault, harmless);

describe('keys that only sound like a secret’s', () => {
  it('keep their values, whatever their case, at any depth', () => {
    const record = { secretKey: 'DATABASE_URL', metadata: [{ SecretKey: 'API_HOST' }] };
    expect(lift(record, ['secretkey'])).toEqual({ record, lifted: [], first: null });
    expect(lift(record, []).lifted).toHaveLength(2);
  });

  it('keep their values in pairs of name and value as well', () => {
    const record = { name: 'secretKey', value: 'DATABASE_URL' };
    expect(lift(record, ['secretKey']).lifted).toEqual([]);
    expect(lift(record, []).lifted).toHaveLength(1);
  });

  it('do not make other keys harmless', () => {
    const { record } = lift({ secretKey: 'NAME', mySecretKey: 'hunter2-hunter2' }, ['secretKey']);
    expect(record).toMatchObject({ secretKey: 'NAME' });
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('are lifted all the same where they are declared, or hold what looks like a credential', () => {
    expect(lift({ secretKey: 'x-value-x' }, ['secretKey'], [['secretKey']]).first).not.toBeNull();
    expect(JSON.stringify(lift({ secretKey: awsKey }, ['secretKey']).record)).not.toContain(awsKey);
  });
});

describe('keys that are harmless at one place', () => {
  it('keep their values there, and not elsewhere', () => {
    const record = {
      token: 'OTP',
      data: { Token: 'FIDO', more: { token: 'a-real-one' } },
      list: [{ token: 'another' }],
    };
    const lifted = lift(record, ['/token', '/data/token']);
    expect(lifted.record).toMatchObject({ token: 'OTP', data: { Token: 'FIDO' } });
    expect(lifted.lifted.map(({ path }) => path.join('.'))).toEqual(['data.more.token', 'list.0.token']);
  });
});
