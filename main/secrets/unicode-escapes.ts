const ESCAPE = /(\\+)(?:u([0-9a-fA-F]{4})|\/)/g;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export interface PlainText {
  readonly text: string;
  /** Where in the text as it was written the character at `index` begins; its end for an index behind the last. */
  writtenAt(index: number): number;
}

/**
 * The text with characters in place of such escapes as JSON need not have but many writers make: `\u00e4`, `\u0026`,
 * `\/`, at any level of JSON in JSON. What JSON has to escape is written as `JSON.stringify` writes it. Null where there
 * is nothing to change.
 */
export function withoutUnicodeEscapes(text: string): PlainText | null {
  if (!text.includes('\\u') && !text.includes('\\/')) return null;
  const parts: string[] = [];
  /** Pairs of a place in the new text and the place in the old one from which on both run alike. */
  const steps: number[] = [0, 0];
  let length = 0;
  let written = 0;
  for (const { 0: whole, 1: backslashes = '', 2: code, index } of text.matchAll(ESCAPE)) {
    // Of three backslashes two are one that was escaped itself; of two, both belong to an escape that was escaped.
    const own = backslashes.length & -backslashes.length;
    const plain = code === undefined ? '/' : plainOf(Number.parseInt(code, 16), own);
    if (plain === null) continue;
    const start = index + backslashes.length - own;
    parts.push(text.slice(written, start), plain);
    length += start - written;
    written = index + whole.length;
    steps.push(length, start);
    length += plain.length;
    steps.push(length, written);
  }
  if (written === 0) return null;
  parts.push(text.slice(written));
  return { text: parts.join(''), writtenAt: (index) => writtenAt(steps, index) };
}

/** Null for control characters, which have no other form. */
function plainOf(code: number, backslashes: number): string | null {
  if (code < 0x20) return null;
  if (code === QUOTE) return `${'\\'.repeat(2 * backslashes - 1)}"`;
  return code === BACKSLASH ? '\\'.repeat(2 * backslashes) : String.fromCharCode(code);
}

function writtenAt(steps: readonly number[], index: number): number {
  let low = 0;
  let high = steps.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((steps[middle * 2] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  // Within an escape that became two characters, its beginning.
  const isEscape = low % 2 === 1;
  return (steps[low * 2 + 1] ?? 0) + (isEscape ? 0 : index - (steps[low * 2] ?? 0));
}
