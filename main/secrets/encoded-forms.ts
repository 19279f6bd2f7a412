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
  const json = escapedForJson(value);
  if (value.length > LONGEST_ENCODED) return longestFirst([value, json]);
  const url = encodeURIComponent(value.toWellFormed());
  const form = url.replaceAll('%20', '+');
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return longestFirst([
    value,
    json,
    escapedForJson(json),
    url,
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
