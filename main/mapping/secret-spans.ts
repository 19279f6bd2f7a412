export interface Span {
  readonly from: number;
  readonly to: number;
}

const SEPARATOR = /=>|[:=>]/g;
/** Of a name, with the quotes and spaces between it and what separates it from its value. */
const LONGEST_NAME = 240;
const QUOTED_END = /(\\*["'`])\s*$/;
const BARE_NAME = /([\w\\$@.-]+)[\s\\]*$/;
const OPENING = /(\\*["'`])/y;
/** A number or a word of JSON ends by itself; other bare text goes to the end of its line. */
const LITERAL = /(?:-?\d[\d.eE+-]*|true|false|null)(?=\s*(?:[,}\]]|$))/y;
const REST_OF_LINE = /[^\r\n]*/y;

/**
 * Where values of secret names stand in a text that is no JSON, such as the beginning of a document, a log line or
 * something with its quotes escaped once more. In their order. What can't be told apart (the parts of a list or an object)
 * counts to the end of the text: too much hidden is the lesser evil.
 */
export function secretSpans(text: string, isSecretName: (name: string) => boolean): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const { index, 0: separator } of text.matchAll(SEPARATOR)) {
    if (index < done || !isSecretName(nameBefore(text, index))) continue;
    const span = valueAt(text, afterSpace(text, index + separator.length));
    if (span.from >= span.to) continue;
    spans.push(span);
    done = span.to;
  }
  return spans;
}

function nameBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - LONGEST_NAME), end);
  const quote = QUOTED_END.exec(before);
  const name = quote ? quotedName(before, quote) : BARE_NAME.exec(before)?.[1];
  return unescaped(name ?? '');
}

function quotedName(before: string, { index, 1: quote = '' }: RegExpExecArray): string {
  const inner = before.slice(0, index);
  return inner.slice(inner.lastIndexOf(quote.slice(-1)) + 1);
}

function unescaped(name: string): string {
  return name.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function valueAt(text: string, from: number): Span {
  if (text[from] === '[' || text[from] === '{') return { from, to: text.length };
  const [quote] = matchAt(OPENING, text, from) ?? [];
  if (quote === undefined) {
    const [value = ''] = matchAt(LITERAL, text, from) ?? matchAt(REST_OF_LINE, text, from) ?? [];
    return { from, to: value === 'null' ? from : from + value.length };
  }
  const begin = from + quote.length;
  let end = text.indexOf(quote, begin);
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
  return { from: begin, to: end === -1 ? text.length : end };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
