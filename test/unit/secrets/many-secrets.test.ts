import { describe, expect, it } from 'vitest';
import { textWithout, valuesOf } from './lifted-values.ts';

const value = 'Zq7kmWx9bR2t4';

describe('a name of many secrets', () => {
  it.each([
    [{ passwords: { ann: 'hunter2', owner: 'pw' } }, ['hunter2', 'pw']],
    [{ userPasswords: { root: 'sunshine', count: 2 } }, ['sunshine']],
    [{ tokens: { ci: value } }, [value]],
    [{ tokens: { ci: [value, 'abc'] } }, [value, 'abc']],
    [{ github_tokens: [value, 'abc'] }, [value, 'abc']],
    [{ apiKeys: { prod: value } }, [value]],
    [{ 'access-keys': [value] }, [value]],
    [{ secrets: { db: value, name: 'of the team', expiresAt: 'tomorrow' } }, [value]],
    [{ secrets: { db: { value } } }, [value]],
    [{ credentials: { username: 'ann', db: value } }, [value]],
    [{ cookies: { sid: value } }, [value]],
    [{ cookies: [{ name: 'sid', value }] }, [value]],
    [{ connectionStrings: { main: `Server=a;User=b;Pwd=${value}` } }, [`Server=a;User=b;Pwd=${value}`]],
    [{ text: JSON.stringify({ passwords: { ann: 'pw' } }) }, ['pw']],
  ])('has them under any key: %j', (record, values) => {
    expect(valuesOf(record)).toEqual(values);
    expect(textWithout(record)).not.toContain(value);
  });

  it.each([
    { secrets: [{ id: 's-1', name: 'db', path: '/prod', environment: 'dev', note: 'used by ann' }] },
    { secrets: [{ secretId: 's-1', secretKey: '', secretPath: '/' }] },
    { tokens: { used: 3, total: '1532', lastUsedAt: 'yesterday', keyId: 'k-17', state: 'active' } },
    { tokens: { first: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', owner: 'ann', mailbox: 'ann@example.com' } },
    { credentials: { store: '/etc/keys/app', site: 'https://example.com/login', mode: 'unknown' } },
    { passwords: { minLength: 8, policy: 'strong', changed: '2026-01-02T03:04:05Z', type: 'local' } },
    { apiKeys: { region: 'eu', provider: 'example', scopes: 'read write' } },
    { tokens: { t1: { owner: 'ann', label: 'laptop', grants: 'read' } } },
    { credentials: { sourceIp: '192.0.2.7', file: 'src/app.ts', severity: 'HIGH', permissions: 'read' } },
    { failedPasswords: 12, apiKeys: 3, tokens: 153_200 },
  ])('leaves what is said of them: %j', (record) => {
    expect(valuesOf(record)).toEqual([]);
    expect(textWithout(record)).toBe(JSON.stringify(record));
  });
});

describe('an address below a name of many secrets', () => {
  it.each(['192.0.2.7', '198.51.100.0/24', '2001:db8::17', 'arn:aws:iam::123456789012:user/ann'])(
    'stays, there and in the rest of the record: %s',
    (address) => {
      const record = { credentials: { usedFrom: address, db: value }, client: address };
      expect(valuesOf(record)).toEqual([value]);
      expect(textWithout(record)).toContain(`"client":"${address}"`);
    },
  );

  it.each(['192.0.2.7-Zq7kmWx', 'face:Zq7kmWx:9', '1922027'])('is no other text: %s', (text) => {
    expect(valuesOf({ credentials: { db: text } })).toEqual([text]);
  });
});

describe('a changed secret', () => {
  it('is lifted before and after', () => {
    expect(valuesOf({ password: { old: 'before-1', new: 'after-22' } })).toEqual(['before-1', 'after-22']);
    expect(valuesOf({ apiKey: { from: value, to: null } })).toEqual([value]);
  });

  it('leaves the times between which it holds', () => {
    expect(valuesOf({ token: { from: '2026-01-02T03:04:05Z', to: '2026-02-02T03:04:05Z' } })).toEqual([]);
  });
});

describe('a pair of name and value', () => {
  it.each([
    { headerName: 'X-Api-Key', val: value },
    { FIELD: 'password', VALUE: value },
    { attribute: 'clientSecret', newVal: value },
    { param: 'token', old: value },
    { name: 'a row', key: 'password', value },
    { key: 'authorization', value: { stringValue: value } },
  ])('tells by whichever of its names: %j', (record) => {
    expect(valuesOf(record)).toEqual([value]);
  });

  it.each([
    { key: 'Is CAE Token', value: 'False' },
    { name: 'department', value: 'Finance', from: 'Sales' },
    { key: 'token', label: 'a word' },
  ])('leaves flags and other values: %j', (record) => {
    expect(valuesOf(record)).toEqual([]);
  });

  it('is asked for its name once, however many of its keys are a value’s', () => {
    const signs = [...'!#$%&()*+,-./:;<=>?@[]^_{|}'];
    const keys = signs.flatMap((a) => signs.flatMap((b) => signs.map((c) => `v${a}${b}${c}alue`)));
    const values = Object.fromEntries(keys.map((key) => [key, 'of a wall']));
    expect(valuesOf({ ...values, name: 'colour' })).toEqual([]);
    expect(valuesOf({ ...values, name: 'password' })).toEqual(['of a wall']);
  });
});
