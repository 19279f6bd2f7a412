import { describe, expect, it } from 'vitest';
import { liftSecrets } from '../../../main/secrets/lift-secrets.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();
const lifted = (record: unknown) => JSON.stringify(liftSecrets(record, [], vault).record);
const valuesOf = (record: unknown) =>
  liftSecrets(record, [], vault).lifted.map(({ ciphertext, fingerprint }) =>
    vault.unseal(ciphertext, fingerprint),
  );
const hex = (count: number) => '0123456789abcdef'.repeat(8).slice(0, count);
const mixed = (count: number) => 'aB3dE5fG7hJ9kL1mN'.repeat(8).slice(0, count);

describe('credentials known by their form', () => {
  // Put together here, so that no scanner takes this file for a leak.
  it.each([
    ['gl', `pat-${mixed(20)}`],
    ['py', `pi-${mixed(40)}`],
    ['npm', `_${mixed(36)}`],
    ['sh', `pat_${hex(32)}`],
    ['do', `p_v1_${hex(64)}`],
    ['hv', `s.${mixed(24)}`],
    ['da', `pi${hex(32)}`],
    ['sn', `trys_${mixed(40)}`],
    ['lin', `_api_${mixed(40)}`],
    ['nt', `n_${mixed(46)}`],
    ['secr', `et_${mixed(43)}`],
    ['GOCS', `PX-${mixed(28)}`],
    ['S', `K${hex(32)}`],
    ['ke', `y-${hex(32)}`],
    ['hooks.sl', `ack.com/services/T00000000/B00000000/${mixed(24)}`],
    ['123456789:A', `A${mixed(33)}`],
    ['abc8', `Q~${mixed(34)}`],
    ['ATAT', `T3${mixed(60)}`],
  ])('are lifted out of a sentence: %s…', (start, rest) => {
    expect(lifted({ text: `found (${start}${rest}) in a file` })).toMatch(
      /found \((?:https:\/\/)?‹secret:fp:/,
    );
    expect(valuesOf({ text: `found (${start}${rest}) in a file` })).toEqual([start + rest]);
  });
});

describe('credentials known by what stands before them', () => {
  it.each([
    ['password=hunter2x', 'hunter2x'],
    ['login with --password hunter2x now', 'hunter2x'],
    ['password: hunter2x', 'hunter2x'],
    ['PGPASSWORD="two words"', 'two words'],
    ['curl -u admin:hunter2x https://example.com', 'hunter2x'],
    ['sent Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['Authorization: Basic dXNlcjpwdw==', 'dXNlcjpwdw=='],
    ['https://user:hunter2x@example.com/', 'hunter2x'],
    ['AccountName=a;AccountKey=QUJDREVG+/==;x=1', 'QUJDREVG+/=='],
    [`https://a.example.com/b?sv=1&sig=${mixed(30)}%3D&se=2`, `${mixed(30)}%3D`],
    [`aws_secret_access_key = ${mixed(40)}`, mixed(40)],
    [`The secret access key is ${mixed(40)}.`, mixed(40)],
    ['client_secret=abcdef-ghijkl', 'abcdef-ghijkl'],
  ])('are lifted, and the rest stays: %s', (text, value) => {
    expect(valuesOf({ text })).toEqual([value]);
    expect(lifted({ text })).toContain(text.slice(0, 4));
  });

  it('are lifted to their end where they have escapes in them', () => {
    const text = String.raw`failed: {"password":"HEAD1234 \"and the TAIL"} at line 3`;
    expect(lifted({ text })).not.toMatch(/HEAD1234|TAIL/);
    expect(lifted({ text })).toContain('at line 3');
  });

  it.each([
    'The password has expired; a new token is required.',
    'token: expired',
    'password=true',
    'Basic authentication was switched off',
    'secret: ‹secret:fp:0a1b2c3d›',
    'https://example.com:8443/a@b',
    'password changed: 2026-11-20T10:00:00Z',
  ])('are not seen in what is said about them: %s', (text) => {
    expect(lifted({ text })).toBe(JSON.stringify({ text }));
  });
});

describe('texts that hold records', () => {
  it('lifts by key name in JSON inside of a text, however short the value and however often it is nested', () => {
    const inner = JSON.stringify({ user: 'ann', password: 'pw1', list: [{ apiKey: 'k-2' }] });
    const outer = JSON.stringify({ body: inner, n: 1 });
    const record = JSON.parse(lifted({ outer }));
    const body = JSON.parse(JSON.parse(record.outer).body);
    expect(body).toMatchObject({ user: 'ann', password: expect.stringContaining('‹secret:fp:') });
    expect(body.list[0].apiKey).toContain('‹secret:fp:');
    expect(JSON.parse(record.outer).n).toBe(1);
  });

  it('lifts what a word says in base64, in that form', () => {
    const word = Buffer.from('user=ann password=hunter2-hunter2').toString('base64');
    const record = lifted({ text: `-EncodedCommand ${word}` });
    expect(valuesOf({ text: `-EncodedCommand ${word}` })).toEqual(['hunter2-hunter2']);
    expect(Buffer.from(record, 'base64').toString()).not.toContain('hunter2');
    expect(record).toContain('‹secret:fp:');
  });

  it.each([
    { sha256: hex(64), sha1: hex(40), md5: hex(32) },
    { id: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', path: '/usr/lib/x86_64-linux-gnu/libsecret-1.so.0' },
    { uid: 'windows/NTFS/12884901888', cmd: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p' },
    { type: '#microsoft.graph.security.userEvidence', list: '["one","two"]' },
  ])('leaves hashes, ids, paths and lists: %j', (record) => {
    expect(liftSecrets(record, [], vault).lifted).toEqual([]);
  });

  it('lifts from pairs, and from the value of an object under a telling name', () => {
    expect(valuesOf({ headers: [{ Name: 'x-api-key', Value: 'abcdef' }] })).toEqual(['abcdef']);
    expect(valuesOf({ password: { value: 'abcdef', updated: 'yesterday' } })).toEqual(['abcdef']);
  });
});

describe('names and places that tell', () => {
  const value = 'Zq7kmWx9bR2t4';
  const inCommands = [
    `mysql -u root -p${value} db`,
    `sshpass -p '${value}' ssh ann@example.com`,
    `docker login -u ann -p ${value}`,
    `curl --user ann:${value} https://example.com`,
    `machine example.com login ann password ${value}`,
    `net user ann ${value} /add`,
    `ConvertTo-SecureString "${value}" -AsPlainText`,
    `set DB_PASS=${value}`,
    `openssl enc -pass pass:${value}`,
  ];
  const inTexts = [
    `<a><wsse:Password Type="x">${value}</wsse:Password></a>`,
    `body "{\\"password\\":\\"${value}\\"}" ok`,
    `{'password': '${value}'} was sent`,
    `next=https%3A%2F%2Fexample.com%2F%3Ftoken%3D${value}%26a%3D1`,
    `password => '${value}'`,
    Buffer.from(`user=zoë password=${value}`).toString('base64'),
  ];
  const records: readonly object[] = [
    { pass: value },
    { userPass: value },
    { DB_PASS: value },
    { tokens: [value] },
    { secrets: value },
    { credentials: [value] },
    { credentials: { username: 'ann', password: value } },
    { password_2: value },
    { tokenValue: value },
    { token: { text: value } },
    { list: [{ k: 'password', v: value }] },
    { headers: [{ header: 'x-api-key', values: [value] }] },
    { [`password=${value}`]: 1 },
    { [`https://ann:${value}@example.com`]: 1 },
  ];

  it.each([...records, ...[...inCommands, ...inTexts].map((text) => ({ text }))])('%j', (record) => {
    expect(valuesOf(record)).toEqual([value]);
    const copy = lifted(record);
    expect(copy).not.toContain(value);
    expect(copy).toContain('‹secret:fp:');
  });

  it.each([
    { tokens: 1532, secrets: 3, credentials: 0 },
    { messageTokens: ['bruno', 'Payroll'] },
    { changes: [{ displayName: 'Credentials', oldValue: '[]', newValue: '["a name"]' }] },
    { bypass: 'weekdays', compass: 'north-west', byPass_count: 'seven-7' },
    { text: 'bypass: enabled-2 and docker run -p 8080:80 x; <tokens-seen count="1">' },
    { text: 'net use z: and C:\\\\Windows\\\\svchost.exe -p -s Schedule; mysql -P 3306' },
    { text: 'The password is unknown. She logged in, and a login page said: password required' },
  ])('leaves counts, words and lists: %j', (record) => {
    expect(valuesOf(record)).toEqual([]);
  });
});
