/** Most values are written alike in JSON, HTML, CSV and URLs. */
const NEVER_ESCAPED = /^[A-Za-z0-9_.~-]*$/;
const SHORTEST_BASE64 = 8;
/** A short run of hex digits is found in every id. */
const SHORTEST_HEX = 12;
/** Encodings of a value this long would cost more than they could find. */
const LONGEST_ENCODED = 65_536;

/**
 * The ways in which a value may be written inside another text: as it is, escaped for JSON (once and twice), HTML, CSV
 * and URLs, in base64 and in hex. Longest first, without repetitions.
 */
export function encodedForms(value: string): readonly string[] {
  if (NEVER_ESCAPED.test(value) && value.length <= LONGEST_ENCODED) {
    return longestFirst([value, ...base64Forms(value), ...hexForms(value)]);
  }
  const json = escapedForJson(value);
  if (value.length > LONGEST_ENCODED) return longestFirst([value, json]);
  const url = encodeURIComponent(value.toWellFormed());
  const form = url.replaceAll('%20', '+');
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return longestFirst([
    value,
    json,
    escapedForJson(json),
    ...otherJsonForms(json),
    ...(NOT_PLAIN.test(value) ? [asDotNet(value)] : []),
    url,
    asPathOfUrl(url),
    lowerCaseHex(url),
    form,
    lowerCaseHex(form),
    value.replaceAll('"', '""'),
    html,
    html.replaceAll('"', '&quot;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    ...base64Forms(value),
    ...hexForms(value),
  ]);
}

function escapedForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** JSON as other languages write it: Python beyond ASCII, PHP with slashes, Go with what HTML takes for signs. */
function otherJsonForms(json: string): string[] {
  const ascii = unicodeEscaped(json, /[\u0080-\uffff]/g);
  return [
    ascii,
    escapedForJson(ascii),
    json.replaceAll('/', '\\/'),
    ascii.replaceAll('/', '\\/'),
    unicodeEscaped(json, /[<>&]/g),
  ];
}

function unicodeEscaped(text: string, signs: RegExp): string {
  return text.replaceAll(signs, (sign) => `\\u${hexCode(sign)}`);
}

function hexCode(sign: string): string {
  return sign.charCodeAt(0).toString(16).padStart(4, '0');
}

const NOT_PLAIN = /["'<>&+`\u007f-\uffff]/;

/** With capital digits, as Java does, and quotes as a code, too. */
function asDotNet(value: string): string {
  return value
    .split('')
    .map((sign) => (NOT_PLAIN.test(sign) ? `\\u${hexCode(sign).toUpperCase()}` : escapedForJson(sign)))
    .join('');
}

/** Python and the shell's tools escape the apostrophe as well, and let a slash be. */
function asPathOfUrl(url: string): string {
  return url.replaceAll("'", '%27').replaceAll('%2F', '/');
}

function lowerCaseHex(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
}

/**
 * In base64 a value looks different by its place in the text around it ("user:value"): three alignments, of each the
 * characters that the value alone decides.
 */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [0, 1, 2].flatMap((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
    const start = Math.ceil((lead * 8) / 6);
    const end = Math.floor(((lead + bytes.length) * 8) / 6);
    const own = encoded.slice(start, end);
    if (own.length < SHORTEST_BASE64) return [];
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function hexForms(value: string): string[] {
  const hex = Buffer.from(value, 'utf8').toString('hex');
  return hex.length < SHORTEST_HEX ? [] : [hex, hex.toUpperCase()];
}

function longestFirst(forms: readonly string[]): string[] {
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
