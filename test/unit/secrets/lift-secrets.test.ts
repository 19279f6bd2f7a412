import { describe, expect, it } from 'vitest';
import { liftSecrets } from '../../../main/secrets/lift-secrets.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();
const marker = (value: string) => secretMarker(vault.fingerprint(value));
const lift = (record: unknown, paths: readonly (readonly string[])[] = [['exposed_value']]) =>
  liftSecrets(record, paths, vault);
/** Put together here, so that no scanner takes this file for a leak. */
const awsKey = ['AK', 'IAFAKE', 'ABCDEFGHIJ12'].join('');

describe('liftSecrets', () => {
  it('leaves a record without secrets as it is', () => {
    const record = { request_id: 'r-1', date: '2025-05-27T23:15:28.000Z', count: 3, ok: true, none: null };
    expect(lift(record)).toEqual({ record, lifted: [], first: null });
  });

  it('puts a marker in the place of a declared value and seals the value', () => {
    const { record, lifted, first } = lift({ secret_type: 'JWT', exposed_value: 'hunter2', line_number: 9 });

    expect(record).toEqual({ secret_type: 'JWT', exposed_value: marker('hunter2'), line_number: 9 });
    expect(first).toEqual({
      fingerprint: vault.fingerprint('hunter2'),
      length: 7,
      marker: marker('hunter2'),
    });
    expect(lifted.map(({ path }) => path)).toEqual([['exposed_value']]);
    expect(vault.unseal(lifted[0]?.ciphertext ?? new Uint8Array(), vault.fingerprint('hunter2'))).toBe(
      'hunter2',
    );
  });

  it.each([
    ['a number', 123_456, '123456'],
    ['a truth value', true, 'true'],
    ['a text of a few characters', 'ab', 'ab'],
    ['a text with quotes, line breaks and emoji', 'p = "x"\r\n\\🔑', 'p = "x"\r\n\\🔑'],
  ])('lifts %s at a declared place as text', (_what, value, text) => {
    expect(lift({ exposed_value: value }).record).toEqual({ exposed_value: marker(text) });
  });

  it('counts characters as a person does', () => {
    expect(lift({ exposed_value: 'a🔑b' }).first?.length).toBe(3);
  });

  it('lifts everything below a declared place that holds an object', () => {
    const { record } = lift({ exposed_value: { parts: ['first part', 'second part'], length: 12 } });
    expect(record).toEqual({
      exposed_value: { parts: [marker('first part'), marker('second part')], length: marker('12') },
    });
  });

  it('lifts the keys below a declared place that are no names of fields, however short', () => {
    const exposed = { 'CANARY-AS-KEY': 1, p9: [{ Cn7canary: null }], firstPart: 'a-b', last_part: 'c-d' };
    const { record, lifted } = lift({ exposed_value: exposed, 'my CANARY-AS-KEY': 'CANARY-AS-KEY!' });
    expect(record).toEqual({
      exposed_value: {
        [marker('CANARY-AS-KEY')]: marker('1'),
        [marker('p9')]: [{ [marker('Cn7canary')]: null }],
        firstPart: marker('a-b'),
        last_part: marker('c-d'),
      },
      [`my ${marker('CANARY-AS-KEY')}`]: `${marker('CANARY-AS-KEY')}!`,
    });
    expect(JSON.stringify(lifted.map(({ path }) => path))).not.toMatch(/canary/i);
  });

  it('leaves no rest of secrets that overlap, and no marker within a marker', () => {
    const record = {
      password: 'secret',
      token: 'abc-defgh',
      apiKey: 'defgh-ijkl',
      note: 'abc-defgh-ijkl, secret',
    };
    expect(lift(record).record).toMatchObject({ note: `${marker('defgh-ijkl')}, ${marker('secret')}` });
  });

  it('follows a declared path through the elements of a list', () => {
    const { record } = lift({ found: [{ text: 'one-value' }, { text: 'two-value' }] }, [
      ['found', '*', 'text'],
    ]);
    expect(record).toEqual({ found: [{ text: marker('one-value') }, { text: marker('two-value') }] });
  });

  it.each([
    'token',
    'registrationToken',
    'API_KEY',
    'x-api-key',
    'client_secret',
    'clientSecret',
    'db.password',
    'Passwd',
    'Authorization',
    'licenseKey',
    'private_key',
    'exposed_value',
  ])('lifts what stands under the key %s, however deep', (key) => {
    const { record } = lift({ a: [{ b: { [key]: 'some-value' } }] }, []);
    expect(record).toEqual({ a: [{ b: { [key]: marker('some-value') } }] });
  });

  it.each(['secret_type', 'token_type', 'secretCount', 'tokenized', 'monkey', 'author'])(
    'leaves what stands under the key %s',
    (key) => {
      expect(lift({ [key]: 'some-value' }, []).lifted).toEqual([]);
    },
  );

  it('takes flags, empty texts and objects under a telling key for no secret', () => {
    const record = { hasPassword: false, token: '', secret: { name: 'deploy' }, password: null };
    expect(lift(record, [])).toMatchObject({ record, lifted: [] });
  });

  it('lifts the elements of a list under a telling key, and values of named pairs', () => {
    const record = {
      headers: { authorization: ['Bearer abcdef'] },
      properties: [
        { name: 'Password', oldValue: 'before-1', newValue: 'after-22' },
        { name: 'Department', newValue: 'Finance' },
      ],
    };
    expect(lift(record, []).record).toEqual({
      headers: { authorization: [`Bearer ${marker('abcdef')}`] },
      properties: [
        { name: 'Password', oldValue: marker('before-1'), newValue: marker('after-22') },
        { name: 'Department', newValue: 'Finance' },
      ],
    });
  });

  it('finds credentials by their form inside free text and inside keys', () => {
    const { record, first } = lift({ note: `use ${awsKey}, please`, uses: { [awsKey]: 2 } });
    expect(record).toEqual({ note: `use ${marker(awsKey)}, please`, uses: { [marker(awsKey)]: 2 } });
    expect(first).toBeNull();
  });

  it('replaces a lifted value wherever else it stands, plain or encoded', () => {
    const value = 'pa"ss&word/1?';
    const { record } = lift({
      exposed_value: value,
      snippet: `login(${value})`,
      json: JSON.stringify({ nested: value }),
      link: `https://example.com/?q=${encodeURIComponent(value)}`,
      basic: Buffer.from(`user:${value}`).toString('base64'),
      [value]: [value],
    });
    const text = JSON.stringify(record);
    expect(record).toMatchObject({ snippet: `login(${marker(value)})`, [marker(value)]: [marker(value)] });
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      expect(text).not.toContain(form);
    }
    expect(text).not.toContain(Buffer.from(value).toString('base64').slice(2, -3));
  });

  it('replaces a value that holds another one as a whole', () => {
    const { record } = lift({ exposed_value: 'abcdef', password: 'abcdefghi', text: 'abcdefghi abcdef' });
    expect(record).toMatchObject({ text: `${marker('abcdefghi')} ${marker('abcdef')}` });
  });

  it('does not cut short values, ids, times and type names to pieces', () => {
    const rest = {
      request_id: '0745ca65-2cee-4d08-99de-123456123456',
      date: '2025-05-27T19:24:58.123456Z',
      secret_type: 'GENERIC_123456',
    };
    expect(lift({ ...rest, exposed_value: '123456' }).record).toMatchObject(rest);
    expect(lift({ text: 'a cat sat', exposed_value: 'cat' }).record).toMatchObject({ text: 'a cat sat' });
  });

  it('replaces an equal number elsewhere only if it is too long to be a coincidence', () => {
    expect(lift({ exposed_value: '123456', line_number: 123_456 }).record).toMatchObject({
      line_number: 123_456,
    });
    expect(lift({ exposed_value: '1234567890', copy: 1_234_567_890 }).record).toMatchObject({
      copy: marker('1234567890'),
    });
  });

  it('keeps the number of keys when two become equal', () => {
    const { record } = lift({ exposed_value: 'abcdef', abcdef: 1, [marker('abcdef')]: 2 });
    expect(Object.keys(record as object)).toHaveLength(3);
  });

  it('copies keys such as __proto__ as data', () => {
    const record: unknown = JSON.parse(
      '{"exposed_value":"abcdef","__proto__":{"token":"ghijkl"},"constructor":1}',
    );
    const lifted = lift(record).record;
    expect(JSON.stringify(lifted)).toBe(
      `{"exposed_value":"${marker('abcdef')}","__proto__":{"token":"${marker('ghijkl')}"},"constructor":1}`,
    );
    expect(Object.getPrototypeOf(lifted)).toBe(Object.prototype);
  });

  it('does not lift a marker again', () => {
    expect(lift({ exposed_value: marker('hunter2') }).lifted).toEqual([]);
  });

  it('leaves out what is nested beyond reason, and goes on', () => {
    let deep: unknown = { token: 'deep-secret' };
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    const { record } = lift({ deep, exposed_value: 'abcdef' });
    const text = JSON.stringify(record);
    expect(text).toContain('nested too deep');
    expect(text).not.toContain('deep-secret');
  });

  it('lifts a value of a megabyte', () => {
    const value = 'x"\n🔑'.repeat(250_000);
    const { record, lifted } = lift({ exposed_value: value, copy: `<${value}>` });
    expect(record).toEqual({ exposed_value: marker(value), copy: `<${marker(value)}>` });
    expect(lifted).toHaveLength(1);
  });

  it('names each different value once, with its first place', () => {
    const { lifted } = lift({
      exposed_value: 'abcdef',
      again: { password: 'abcdef' },
      list: [{ token: 'other-1' }],
    });
    expect(lifted.map(({ path }) => path)).toEqual([['exposed_value'], ['list', '0', 'token']]);
  });
});
