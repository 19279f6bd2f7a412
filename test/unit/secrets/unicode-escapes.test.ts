import { describe, expect, it } from 'vitest';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { withoutUnicodeEscapes } from '../../../main/secrets/unicode-escapes.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();
const values = ['Größe = 9 Bäume', 'pa"ss\\wörd/+&<>%x1', '🔑 kéy 🗝 of a kind', 'a plain one/with "quotes"'];
const egress = createEgress();
egress.knowVault(vault);
for (const value of values) egress.addValue(value, vault.fingerprint(value));

const unicode = (text: string, signs: RegExp, capital = false) =>
  text.replaceAll(signs, (sign) => {
    const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${capital ? code.toUpperCase() : code}`;
  });
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const python = (text: string) => unicode(json(text), /[\u0080-\uffff]/g);
const php = (text: string) => python(text).replaceAll('/', '\\/');
const go = (text: string) => unicode(json(text), /[<>&]/g);
const java = (text: string) => unicode(json(text), /[\u0080-\uffff]/g, true);
const dotNet = (text: string) =>
  [
    ...json(text)
      .replaceAll('\\"', '\\u0022')
      .matchAll(/\\u0022|[\s\S]/g),
  ]
    .map(([sign]) => (sign.length > 1 ? sign : unicode(sign, /['<>&+`\u0080-\uffff]/g, true)))
    .join('');
const everything = (text: string) => unicode(text, /[\s\S]/g);
const writers = { python, php, go, java, dotNet, everything };

describe.each(values)('a lifted value %j', (value) => {
  const marker = secretMarker(vault.fingerprint(value));

  it.each(Object.entries(writers))('is found in running text as it is escaped by %s', (_by, written) => {
    const text = `He said ${written(value)}, twice: ${written(value)}.`;
    const masked = `He said ${marker}, twice: ${marker}.`;
    expect(egress.text(text)).toBe(masked);
    expect(egress.stored(text)).toBe(masked);
  });

  it.each(Object.entries(writers))('is found in JSON in JSON by %s', (_by, written) => {
    const text = `log: {\\"note\\": \\"of ${json(written(value))} now\\"}`;
    expect(egress.text(text)).toBe(`log: {\\"note\\": \\"of ${marker} now\\"}`);
  });
});

describe('escapes that are not needed', () => {
  it.each([
    ['nothing here', null],
    ['a \\u00', null],
    ['a \\u000a b', null],
    ['\\u00e4x', 'äx'],
    ['a\\\\\\u00e4', 'a\\\\ä'],
    ['q \\\\u0022 q', 'q \\\\\\" q'],
  ])('are characters, and the others stay: %s', (text, plain) => {
    expect(withoutUnicodeEscapes(text)?.text ?? null).toBe(plain);
  });

  it('are known by their places', () => {
    const written = 'ab\\u00e4cd\\u0022ef';
    const plain = withoutUnicodeEscapes(written);
    expect(plain?.text).toBe('abäcd\\"ef');
    const places = Array.from({ length: 10 }, (_, index) => plain?.writtenAt(index));
    expect(places).toEqual([0, 1, 2, 8, 9, 10, 10, 16, 17, 18]);
  });

  it('stay where no secret is', () => {
    const text = 'caf\\u00e9 and a\\/b, C:\\users\\u1234';
    expect(egress.text(text)).toBe(text);
  });
});
