import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../main/collector/address.ts';

describe('where credentials may be sent', () => {
  it.each([
    'https://api.example.com/base',
    'http://localhost:8080',
    'http://127.0.0.1',
    'http://127.1.2.3:9/x',
    'http://127.1/',
    'http://[::1]:8080',
  ])('lets %s be', (address) => {
    expect(checkAddress(address).ok).toBe(true);
  });

  it.each([
    ['http://api.example.com', 'insecure-address'],
    ['http://localhost.example.com', 'insecure-address'],
    ['http://127.0.0.1.example.com', 'insecure-address'],
    ['http://[::2]/', 'insecure-address'],
    ['http://10.0.0.1', 'insecure-address'],
    ['ftp://example.com', 'invalid-input'],
    ['example.com', 'invalid-input'],
    ['https://name:word@example.com', 'invalid-input'],
  ] as const)('refuses %s as %s', (address, kind) => {
    expect(checkAddress(address)).toMatchObject({ ok: false, error: { kind } });
  });

  it('repeats no password of an address in its error', () => {
    expect(JSON.stringify(checkAddress('https://name:pass-word-1@example.com/?token=abcdef'))).not.toMatch(
      /pass-word-1|abcdef/,
    );
  });
});
