/** One way in which a value may be written in a file. */
export interface WrittenForm {
  readonly form: string;
  readonly bytes: Buffer;
}

/**
 * The ways in which a leak may be written: plain, escaped for JSON once and twice, escaped for URLs, hex in both cases,
 * base64 in both alphabets by its three places in the text around it, and all of UTF-16. Not the app's own list: a test
 * that shares it shares its gaps.
 */
export function writtenForms(value: string): readonly WrittenForm[] {
  const json = JSON.stringify(value).slice(1, -1);
  const url = encodeURIComponent(value);
  const hex = Buffer.from(value).toString('hex');
  const texts: [string, string][] = [
    ['plain', value],
    ['JSON', json],
    ['JSON twice', JSON.stringify(json).slice(1, -1)],
    ['URL', url],
    ['URL, small hex digits', url.replaceAll(/%../g, (code) => code.toLowerCase())],
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ...[0, 1, 2].flatMap((offset): [string, string][] => {
      const base64 = base64At(value, offset);
      const forUrls = base64.replaceAll('+', '-').replaceAll('/', '_');
      return [
        [`base64 at ${offset}`, base64],
        [`base64url at ${offset}`, forUrls],
      ];
    }),
  ];
  const forms: WrittenForm[] = texts.map(([form, text]) => ({ form, bytes: Buffer.from(text) }));
  const utf16 = Buffer.from(value, 'utf16le');
  forms.push({ form: 'UTF-16 LE', bytes: utf16 }, { form: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() });
  const seen = new Set<string>();
  return forms.filter(({ bytes }) => {
    const key = bytes.toString('latin1');
    return !seen.has(key) && seen.add(key);
  });
}

/** The characters that the value alone decides when so many bytes (of three) stand before it. */
function base64At(value: string, offset: number): string {
  const bytes = Buffer.byteLength(value);
  const encoded = Buffer.from('\0'.repeat(offset) + value).toString('base64');
  return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes) * 8) / 6));
}
