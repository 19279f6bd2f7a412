import { describe, expect, it } from 'vitest';
import { textWithout, valuesOf } from './lifted-values.ts';

const value = 'Zq7kmWx9bR2t4';

describe('a list of names and values', () => {
  it.each([
    [{ header: ['Authorization', 'Bearer xyz'] }, ['xyz']],
    [
      { rawHeaders: ['Host', 'example.com', 'Authorization', 'Bearer xyz', 'X-Api-Key', 'abc'] },
      ['xyz', 'abc'],
    ],
    [{ rawHeaders: ['Cookie', 'sid=1', 'Accept', '*/*'] }, ['sid=1']],
    [
      {
        headers: [
          ['X-Api-Key', 'abcdef'],
          ['Host', 'example.com'],
        ],
      },
      ['abcdef'],
    ],
    [
      {
        fields: [
          ['user', 'ann'],
          ['password', 'sunshine'],
        ],
      },
      ['sunshine'],
    ],
    [{ fields: ['user', 'ann', 'password', 'hunter2'] }, ['hunter2']],
    [{ pair: ['password', 'hunter2'] }, ['hunter2']],
  ])('gives away the values of telling names: %j', (record, values) => {
    expect(valuesOf(record)).toEqual(values);
    for (const one of values) expect(textWithout(record)).not.toContain(`"${one}"`);
  });

  it.each([
    { changed: ['password', 'email'] },
    { changed: ['password', 'email', 'token', 'phone'] },
    { allowed: ['Authorization', 'Content-Type'] },
    { tags: ['token', 'v1.2'] },
    { techniques: ['credential', 'T1555.003'] },
    { changed: ['Name', 'password', 'phone'] },
    {
      points: [
        ['a', 1],
        ['b', 2],
      ],
    },
  ])('is no list of words, headers or codes: %j', (record) => {
    expect(valuesOf(record)).toEqual([]);
  });
});

describe('a command in pieces', () => {
  it.each([
    [['app', '--password', 'x', '--verbose'], ['x']],
    [['app', '--db-password', 'two words'], ['two words']],
    [['mysql', '-u', 'root', `--password=${value}`], [value]],
    [['/usr/bin/mysql', '-u', 'root', `-p${value}`], [value]],
    [['curl', '-u', `ann:${value}`, 'https://example.com'], [value]],
    [['sshpass', '-p', value, 'ssh', 'ann@example.com'], [value]],
    [['curl', '-H', 'X-Api-Key: abcdefgh'], ['abcdefgh']],
  ])('gives away what it gives away as a whole: %j', (argv, values) => {
    expect(valuesOf({ argv })).toEqual(values);
    expect(textWithout({ argv })).not.toContain(value);
  });

  it.each([
    [['app', '--token', '--verbose']],
    [['app', '--no-password', 'file.txt']],
    [['app', '--password-file', '/run/secrets/db']],
    [['svchost.exe', '-k', 'netsvcs', '-p', '-s', 'Schedule']],
    [['ssh', '-p', '2222', 'ann@example.com']],
  ])('leaves options, files and ports: %j', (argv) => {
    expect(valuesOf({ argv })).toEqual([]);
  });
});

describe('an announced credential', () => {
  const basic = Buffer.from(`ann:${value}`).toString('base64');

  it('is the same secret with its scheme and without', () => {
    const record = { authorization: `Bearer ${value}`, note: `used ${value}` };
    expect(valuesOf(record)).toEqual([value]);
    expect(textWithout(record)).not.toContain(value);
    expect(textWithout(record)).toContain('"Bearer ‹secret:fp:');
  });

  it.each([
    { authorization: `Basic ${basic}`, note: `used ${value}` },
    { text: `sent Authorization: Basic ${basic} and ${value}` },
    { headers: ['Authorization', `Basic ${basic}`], note: value },
  ])('holds a password when it is basic: %j', (record) => {
    expect(valuesOf(record)).toEqual([basic, value]);
    expect(textWithout(record)).not.toContain(value);
  });

  it('is no scheme with its token where a password has two words', () => {
    expect(valuesOf({ password: 'basic instinct' })).toEqual(['basic instinct']);
  });

  it('is left whole when it is more than a scheme and a token', () => {
    expect(valuesOf({ authorization: 'Digest username="a", response="b"' })).toEqual([
      'Digest username="a", response="b"',
    ]);
  });
});
