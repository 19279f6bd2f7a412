import { describe, expect, it } from 'vitest';
import { createMask, maskText } from '../../../main/secrets/mask-text.ts';

const secret = 'to"ken/ä&1 2?';
const mask = createMask([secret]);

describe('createMask', () => {
  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL with small hex digits', encodeURIComponent(secret).toLowerCase()],
    ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
    ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in CSV', secret.replaceAll('"', '""')],
  ])('masks a known secret %s', (_where, form) => {
    expect(mask(`before ${form} after`)).toBe('before ‹secret› after');
  });

  it.each(['', 'u', 'us', 'user:'])('masks a known secret in base64 behind “%s”', (lead) => {
    const known = 'a-known-token-0123456789';
    const encoded = Buffer.from(`${lead}${known}`).toString('base64');
    const masked = createMask([known])(encoded);
    expect(Buffer.from(masked.split('‹secret›').join(''), 'base64').toString()).not.toContain('known');
    expect(masked).toContain('‹secret›');
  });

  it.each([
    ['Authorization: abc.def', 'Authorization: ‹secret›'],
    ['> authorization: Bearer abc\r\n> accept: */*', '> authorization: Bearer ‹secret›\r\n> accept: */*'],
    ['x-api-key: 12345, next: 1', 'x-api-key: ‹secret›, next: 1'],
    ['{"authorization":"ab\\"c","accept":"*/*"}', '{"authorization":"‹secret›","accept":"*/*"}'],
    ["{ authorization: 'abc def', accept: '*/*' }", "{ authorization: '‹secret›', accept: '*/*' }"],
    ['{"client_secret": "it\'s me"}', '{"client_secret": "‹secret›"}'],
    ['"{\\"password\\":\\"a\\\\\\"b\\",\\"n\\":1}"', '"{\\"password\\":\\"‹secret›\\",\\"n\\":1}"'],
    ['GET /x?token=abc&day=1', 'GET /x?token=‹secret›&day=1'],
    ['https://user:pass@example.com/x', 'https://user:‹secret›@example.com/x'],
    ['sent Bearer abcd.efgh1', 'sent Bearer ‹secret›'],
  ])('masks credentials by where they stand: %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    ['gh', 'p_0123456789abcdefABCD'],
    ['AK', 'IAABCDEFGHIJKLMNOP'],
    ['xox', 'b-123456789-abcdef'],
    ['glp', 'at-abcdefghij0123456789'],
    ['sk_', 'live_abcdefghijklmnop'],
    ['AI', 'zaSyA1234567890abcdefghijklmnopqrstu'],
    ['ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
    ['-----BEGIN RSA PRI', 'VATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['-----BEGIN PRI', 'VATE KEY-----\ncut off'],
  ])('masks a credential known by its form: %s…', (start, rest) => {
    expect(maskText(`found (${start}${rest}`)).toBe('found (‹secret›');
  });

  it.each([
    'Exposed secret GENERIC_CREDS_WINDOWS_PASSWORD on line 150',
    '{"secret_type":"AWS_ACCESS_KEY_ID","exposed_value":"‹secret:fp:0a1b2c3d›"}',
    '{"password":"‹secret:fp:0a1b2c3d›"}',
    'Basic authentication is not accepted here; a Bearer token is.',
    'https://example.com:8443/path@here',
  ])('leaves what is no secret: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('does not shred text for a known secret of two letters', () => {
    expect(createMask(['a', 'in'])('a line in a file')).toBe('a line in a file');
  });

  it('masks a text of a megabyte, and does not let through what is too long to be searched', () => {
    const long = `{"password":"${'x'.repeat(1_000_000)}"}`;
    expect(maskText(long)).toBe('{"password":"‹secret›"}');
    expect(maskText('x'.repeat(30_000_000))).toBe('‹too long to be searched for secrets›');
  });

  it('takes half a surrogate pair in a known secret', () => {
    expect(createMask(['\ud83d-secret'])('x \ud83d-secret')).toBe('x ‹secret›');
  });
});
