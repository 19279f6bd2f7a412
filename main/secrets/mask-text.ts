import { encodedForms } from './encoded-forms.ts';
import { LONGEST_SEARCHED, replaceTokenShapes } from './token-shapes.ts';

export type Mask = (text: string) => string;

export const MASKED = '‹secret›';
const TOO_LONG = '‹too long to be searched for secrets›';
/** Masking shorter values would shred every text and hide nothing. */
const SHORTEST_KNOWN = 4;

const HEADER = `(?:proxy-)?authorization|x-(?:[a-z]+-)?(?:api-?key|auth-?token|token|secret)|api-?key|set-cookie|cookie`;
const FIELD = `(?:access_?|refresh_?|id_?|auth_?|api_?)?token|(?:client_?|shared_?)?secret|api_?key|password|passwd|passphrase`;
const UNMASKED = '(?!‹secret)';

interface Rule {
  /** The pattern is tried only on texts that hold this. */
  readonly hint: string;
  readonly pattern: RegExp;
}

const rule = (hint: string, pattern: string, flags = 'gim'): Rule => ({
  hint,
  pattern: new RegExp(pattern, flags),
});

/** Where credentials stand in requests and in what libraries print of them. No pattern can be made to backtrack far. */
const RULES: readonly Rule[] = [
  // Authorization: Bearer abc, and cookies with several parts
  rule(
    ':',
    String.raw`(?<kept>(?:^|[\s{(,])(?:${HEADER})[ \t]*:[ \t]*(?:(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey)[ \t]+)?)${UNMASKED}[^\s,"'{}]+(?:;[ \t]*[^\s,"';{}]+)*`,
  ),
  // "password":"abc"
  rule('"', String.raw`(?<kept>"(?:${HEADER}|${FIELD})"\s*:\s*")${UNMASKED}(?:[^"\\]|\\[\s\S])+`),
  // the same inside another JSON text: \"password\":\"abc\"
  rule(
    String.raw`\"`,
    String.raw`(?<kept>\\"(?:${HEADER}|${FIELD})\\"\s*:\s*\\")${UNMASKED}(?:[^"\\]|\\\\(?:\\"|\\\\)?)+`,
  ),
  // authorization: 'abc', as Node prints an object
  rule("'", String.raw`(?<kept>\b(?:${HEADER}|${FIELD})'?[ \t]*:[ \t]*')${UNMASKED}(?:[^\r\n\\']|\\.)+`),
  // ?token=abc
  rule('=', String.raw`(?<kept>[?&;](?:${FIELD}|sig|signature)=)${UNMASKED}[^&#\s"'<>]+`),
  // Bearer abc; “Basic authentication” is prose
  rule(
    ' ',
    String.raw`(?<kept>\b(?:[Bb]earer|[Bb]asic)[ \t]+)${UNMASKED}(?=[A-Za-z._~+/-]*[A-Z0-9=])[A-Za-z0-9._~+/=-]{8,}`,
    'gm',
  ),
  // https://user:abc@host
  rule('@', String.raw`(?<kept>:\/\/[^\s/:@"']{0,200}:)${UNMASKED}[^\s/@"']{1,500}(?=@)`),
];

/**
 * The one function that text goes through on its way out: errors, logs, exports, the clipboard. Replaces the known
 * secrets in every usual encoding, credentials known by their form, and what stands in credential-bearing headers and
 * parameters. The markers of lifted values (`‹secret:fp:…›`) stay: they give nothing away and tell secrets apart.
 *
 * Known secrets of fewer than four characters are not looked for. Mask values before they are joined to a CSV line or
 * the like: a mask knows no columns. A text of more than two million characters is not let through.
 */
export function createMask(knownSecrets: readonly string[]): Mask {
  const known = knownSecrets.filter(({ length }) => length >= SHORTEST_KNOWN);
  const forms = [...new Set(known.flatMap(encodedForms))].sort((a, b) => b.length - a.length);
  return (text) => {
    if (text.length > LONGEST_SEARCHED) return TOO_LONG;
    const withoutKnown = forms.reduce(
      (left, form) => (left.includes(form) ? left.replaceAll(form, MASKED) : left),
      text,
    );
    return RULES.reduce(
      (left, { hint, pattern }) => (left.includes(hint) ? left.replace(pattern, `$<kept>${MASKED}`) : left),
      replaceTokenShapes(withoutKnown, MASKED),
    );
  };
}

/** For text that may hold credentials, but none that is known to this process. */
export const maskText: Mask = createMask([]);
