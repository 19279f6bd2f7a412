const SCHEME = /^(?<scheme>(?:Bearer|Basic|Token|ApiKey|SSWS|Negotiate|Bot)[ \t]+)(?<token>[^\s‹›]+)$/i;
const USER_AND_PASSWORD = /^[^:\s\p{Cc}]{1,200}:(?<password>[^\p{Cc}]{6,500})$/u;
const LONGEST = 16_384;
/** `basic instinct` is a password of two words, not a scheme with its token. */
const WORD = /^\p{L}{1,15}$/u;

/** A header's value in two: the scheme, which is no secret, and what it announces. Null for any other text. */
export function schemeAndToken(text: string): { readonly scheme: string; readonly token: string } | null {
  if (text.length > LONGEST) return null;
  const { scheme, token } = SCHEME.exec(text)?.groups ?? {};
  if (scheme === undefined || token === undefined) return null;
  return WORD.test(token) && !/^bearer/i.test(scheme) ? null : { scheme, token };
}

/** The password that stands encoded behind `Basic`; null where there is none of six or more characters. */
export function passwordOfBasic(token: string): string | null {
  if (token.length < 10 || token.length > 1_000) return null;
  const decoded = Buffer.from(token, 'base64').toString('utf8');
  return decoded.includes('\ufffd') ? null : (USER_AND_PASSWORD.exec(decoded)?.groups?.password ?? null);
}
