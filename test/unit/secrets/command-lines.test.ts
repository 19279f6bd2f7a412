import { describe, expect, it } from 'vitest';
import { textWithout, valuesOf } from './lifted-values.ts';

const value = 'Zq7kmWx9bR2t4';

describe('command lines and headers in a text', () => {
  it.each([
    'Connect-Thing -Password abcdefgh -Verbose',
    'cmdkey /add:server /pass:abcdefgh',
    `curl -uann:${value} https://example.com`,
    'curl -H "X-Api-Key: abcdefgh" https://example.com',
    "curl -H 'Authorization: token abcdefgh'",
    'GET / Authorization: Bearer abcdefgh',
    `smbclient //h/s -U ann%${value}`,
    `sqlcmd -S host -U sa -P ${value}`,
    `redis-cli -h host -a ${value} ping`,
    `ldapsearch -D cn=a -w ${value}`,
    `schtasks /create /ru ann /rp ${value}`,
    `net use \\\\server\\share ${value} /user:ann`,
    `7z a -p${value} out.7z`,
    `setx API_KEY ${value}`,
    `The password is ${value}.`,
  ])('%s', (text) => {
    const [found = '', ...others] = valuesOf({ text });
    expect(others).toEqual([]);
    expect([value, 'abcdefgh']).toContain(found);
    expect(textWithout({ text })).not.toContain(found);
  });

  it('takes out a whole cookie', () => {
    const text = 'Set-Cookie: sid=abcdefgh; Path=/; HttpOnly';
    expect(valuesOf({ text })).toEqual(['sid=abcdefgh; Path=/; HttpOnly']);
  });

  it.each([
    'The password is required, and the token was removed from the list.',
    'C:\\Windows\\System32\\cmd.exe /c set /p token',
    'Authorization: Basic authentication was refused',
    'redis-server -a and redis-cli -h host ping; 7z x archive.7z -ppath',
    'a well-known secret-less token - nothing else; key -token $env:TOKEN',
    'cookie: none were sent; x-frame-options: sameorigin',
    'net use z: \\\\server\\share /user:ann',
    'curl -url:https://example.com -u ann',
  ])('leaves what only talks of them: %s', (text) => {
    expect(valuesOf({ text })).toEqual([]);
  });
});
