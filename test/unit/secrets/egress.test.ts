import { describe, expect, it } from 'vitest';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { appError } from '../../../shared/app-error.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();

/** An egress that knows these values as lifted ones. */
function knowing(...values: readonly string[]) {
  const egress = createEgress();
  egress.knowVault(vault);
  for (const value of values) egress.addFingerprint(vault.fingerprint(value), [...value].length);
  return egress;
}

const value = 'vault-7Qz/1+x y&"ä"';
const plain = 'Tr0ub4dor-and-3';
const marker = secretMarker(vault.fingerprint(plain));

describe('the egress function', () => {
  it.each([
    ['alone', plain],
    ['in a sentence', `It was “${plain}”, they said.`],
    ['behind a name', `password=${plain}&next=1`],
    ['in JSON', JSON.stringify({ note: plain })],
    ['in JSON inside a JSON line', JSON.stringify({ bug: JSON.stringify({ note: `a ${plain}\nb` }) })],
    ['at the end of a path', `/srv/app/${plain}`],
    ['in brackets', `(${plain})`],
    ['in base64', Buffer.from(plain).toString('base64')],
    ['in base64 with a name before it', `Basic ${Buffer.from(`svc:${plain}`).toString('base64')}`],
    ['in base64url', Buffer.from(`{"k":"${plain}"}`).toString('base64url')],
    ['in base64 of UTF-16', Buffer.from(plain, 'utf16le').toString('base64')],
    ['in hex', Buffer.from(plain).toString('hex')],
    ['in upper-case hex', Buffer.from(plain).toString('hex').toUpperCase()],
    ['escaped for a URL', `x=${encodeURIComponent(`${plain} `)}`],
  ])('recognises a lifted value %s', (_where, text) => {
    const masked = knowing(plain).text(text);
    expect(masked).toContain('‹secret');
    expect(masked).not.toContain(plain);
    expect(Buffer.from(masked, 'base64').toString()).not.toContain(plain);
  });

  it('puts the marker of the very secret in its place', () => {
    expect(knowing(plain).text(`found ${plain} in a file`)).toBe(`found ${marker} in a file`);
  });

  it.each([
    ['alone', value],
    ['on a line of its own', `first\n  ${value}\nlast`],
    ['in quotes', JSON.stringify({ a: value })],
    ['behind a name', `the note: ${value}`],
  ])('recognises a value with spaces and quotes %s', (_where, text) => {
    expect(knowing(value).text(text)).not.toMatch(/7Qz/);
  });

  it('leaves what was never lifted', () => {
    const text = 'Connected: api.example.com answered with 12 records; 0a1b2c3d-0000-4000-8000-000000000000.';
    expect(knowing(plain).text(text)).toBe(text);
  });

  it('does not shred sentences for a leaked ordinary word or a short number, but hides it when it is the whole text', () => {
    const egress = knowing('sunshine', '123456');
    expect(egress.text('sunshine over 123456 events')).toBe('sunshine over 123456 events');
    expect(egress.text(' sunshine\n')).toBe(` ${secretMarker(vault.fingerprint('sunshine'))}\n`);
    expect(egress.text('123456')).toBe(secretMarker(vault.fingerprint('123456')));
  });

  it('knows a value as soon as it is added, and nothing before the vault is there', () => {
    const egress = createEgress();
    egress.addFingerprint(vault.fingerprint(plain), plain.length);
    expect(egress.text(plain)).toBe(plain);
    egress.knowVault(vault);
    expect(egress.text(plain)).toBe(marker);
  });

  it('hides the credentials of this app in rows that were stored, too', () => {
    const egress = createEgress();
    egress.addCredential('own-credential-1');
    egress.addCredential('they');
    const form = Buffer.from('x own-credential-1').toString('hex');
    expect(egress.stored(`a own-credential-1 b ${form}`)).toBe('a ‹secret› b 7820‹secret›');
    expect(egress.stored('they are here')).toBe('they are here');
  });

  it('masks what stands behind a telling name', () => {
    const egress = createEgress();
    expect(egress.text('refused: password=unseen-value, code 4')).toBe('refused: password=‹secret›, code 4');
    expect(egress.text('the token has expired')).toBe('the token has expired');
  });

  it('masks every text of a failure and keeps the rest', () => {
    const error = appError('storage', `about ${plain}`, `try ${plain}`, {
      detail: `x=${plain}`,
      traceId: plain,
      retryAtUs: 5,
    });
    expect(knowing(plain).error(error)).toEqual({
      kind: 'storage',
      message: `about ${marker}`,
      remedy: `try ${marker}`,
      detail: `x=${marker}`,
      traceId: marker,
      retryAtUs: 5,
    });
  });

  it('holds many fingerprints and finds each of them', { timeout: 60_000 }, () => {
    const values = Array.from({ length: 20_000 }, (_, index) => `value-number-${index}`);
    const egress = knowing(...values);
    expect(values.filter((one) => !egress.text(one).startsWith('‹secret:fp:'))).toEqual([]);
    expect(egress.text('value-number-20001x')).toBe('value-number-20001x');
  });

  it('takes a text of a megabyte, and does not let through what is too long to be searched', {
    timeout: 60_000,
  }, () => {
    const words = Array.from({ length: 90_000 }, (_, index) => `word${index}`).join(' ');
    expect(knowing(plain).text(`${words} ${plain}`)).toBe(`${words} ${marker}`);
    expect(knowing(plain).text(`${'x'.repeat(3_000_000)} ${plain}`)).toBe(
      '‹too long to be searched for secrets›',
    );
  });
});
