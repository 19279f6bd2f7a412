/** Shorter words are not looked up: they stand in texts by chance, and cutting them out would hide nothing. */
const SHORTEST_WORD = 6;
/** The whole of a text may be shorter: a copied PIN is one. */
const SHORTEST_WHOLE = 4;
const LONGEST_WORD = 16_384;
const DEEPEST = 3;

/** An ordinary word or a count. A careless password may be one, but without them no sentence could be read any more. */
const ORDINARY = /^(?:\p{Lu}?\p{Ll}{0,12}|\d{1,8})$/u;
/** What else is said in so many places that a look for values in the midst of texts leaves it alone. */
const COMMON = /^(?:\p{Lu}{1,13}|\p{L}{1,13} \p{L}{1,13})$/u;
const CHUNK = /[^\s"'`“”‹›<>]+/g;
/** Each kind of quotes by itself: in a text that has an apostrophe, too, they don't stand inside one another. */
const QUOTED = [/'([^'\n]+)'/g, /`([^`\n]+)`/g, /“([^“”\n]+)”/g];
/** One that is not closed goes to the end: none that begins in it is closed either, so none is tried. */
const DOUBLE_QUOTED = /"((?:[^"\\]|\\[\s\S]?)*)("|$)/g;
const PART = /[^=:,;&|?#()[\]{}]+/g;
const LEADING = /^[([{,;:=&]+/;
const TRAILING = /(?<![)\]},.;:!?&])[)\]},.;:!?&]+$/;
const ENCODED = /^[A-Za-z0-9+/_-]{8,}={0,2}$/;
const HEX = /^(?:[0-9a-fA-F]{2}){6,}$/;
const PRINTABLE = /^[\t\r\n\x20-\x7e\u00a0-\uffff]*$/;

/** Told of each piece of a text that may be a value: the piece as it is, and what of the text to replace if it is. */
export type CandidateVisitor = (value: string, written: string) => void;

/**
 * Everything in a text that may be a secret's whole value: the text, its lines, what stands in quotes, words between
 * separators; and the same in what a word says in base64, in hex, escaped for a URL or for JSON. A value may come many
 * times.
 */
export function visitCandidates(text: string, visit: CandidateVisitor): void {
  const whole = text.trim();
  if (whole.length >= SHORTEST_WHOLE && whole.length <= LONGEST_WORD) visit(whole, whole);
  visitPieces(text, 0, (value, written) => {
    if (value.length >= SHORTEST_WORD && value.length <= LONGEST_WORD && !isOrdinary(value)) {
      visit(value, written);
    }
  });
}

/** A word or two, or a count: a value that is known by the whole of a text alone. */
export function isCommonText(value: string): boolean {
  return isOrdinary(value) || (value.length <= 27 && COMMON.test(value));
}

function isOrdinary(value: string): boolean {
  return value.length <= 13 && ORDINARY.test(value);
}

function visitPieces(text: string, depth: number, visit: CandidateVisitor): void {
  if (text.includes('\n')) for (const line of text.split('\n')) visitLine(line, visit);
  else visitLine(text, visit);
  for (const inside of quoted(text)) {
    visit(inside, inside);
    if (inside.includes('\\') && depth < DEEPEST) visitDecoded(unescaped(inside), null, depth, visit);
  }
  for (const [chunk] of text.matchAll(CHUNK)) visitChunk(chunk, depth, visit);
}

function* quoted(text: string): Generator<string> {
  for (const [, inside = '', end] of text.matchAll(DOUBLE_QUOTED)) {
    if (inside !== '' && end !== '') yield inside;
  }
  for (const quotes of QUOTED) for (const [, inside = ''] of text.matchAll(quotes)) yield inside;
}

/** A line, and what stands in it behind a name: `password: correct horse`. */
function visitLine(line: string, visit: CandidateVisitor): void {
  const trimmed = line.trim();
  visit(trimmed, trimmed);
  const named = /[=:]\s+(?=\S)/.exec(trimmed);
  if (named === null) return;
  const rest = trimmed.slice(named.index + named[0].length);
  visit(rest, rest);
}

function visitChunk(chunk: string, depth: number, visit: CandidateVisitor): void {
  if (chunk.length < SHORTEST_WORD) return;
  const word = chunk.replace(LEADING, '').replace(TRAILING, '');
  visitWord(word, depth, visit);
  const named = word.search(/[=:]/);
  if (named >= 0) visitWord(word.slice(named + 1).replace(LEADING, ''), depth, visit);
  for (const [part] of word.matchAll(PART)) {
    if (part.length === word.length) break;
    visitWord(part, depth, visit);
  }
  if (word.includes('/')) for (const part of word.split('/')) visitWord(part, depth, visit);
}

function visitWord(word: string, depth: number, visit: CandidateVisitor): void {
  if (word.length < SHORTEST_WORD || word.length > LONGEST_WORD) return;
  visit(word, word);
  if (depth >= DEEPEST || word.length < 8) return;
  if (word.includes('%')) visitDecoded(urlDecoded(word), word, depth, visit);
  if (word.includes('\\')) visitDecoded(unescaped(word), word, depth, visit);
  if (HEX.test(word)) visitDecoded(bytesAsText(Buffer.from(word, 'hex')), word, depth, visit);
  if (ENCODED.test(word)) visitDecoded(bytesAsText(Buffer.from(word, 'base64')), word, depth, visit);
}

/** Null for `written`: the pieces stand in the text as they are. */
function visitDecoded(
  decoded: string | null,
  written: string | null,
  depth: number,
  visit: CandidateVisitor,
): void {
  if (decoded === null) return;
  const visitOne: CandidateVisitor = (value, of) => visit(value, written ?? of);
  visitOne(decoded, decoded);
  visitPieces(decoded, depth + 1, visitOne);
}

const ENTITY = /&(?:amp|lt|gt|quot|apos|#39|#x27);/g;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** The text as it was before all of it was escaped for HTML or for CSV: values with spaces are no words of it. */
export function decodedAsWhole(text: string): string[] {
  const decoded: string[] = [];
  if (text.includes('&')) decoded.push(text.replace(ENTITY, (entity) => entities[entity] ?? "'"));
  if (text.includes('""')) decoded.push(text.replaceAll('""', '"'));
  return decoded.filter((one) => one !== text);
}

function urlDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** What was escaped for JSON; null where it is no such text. */
export function unescaped(text: string): string | null {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return null;
  }
}

/** Text in UTF-8, or in UTF-16 as PowerShell encodes it; null where the bytes are no text. */
function bytesAsText(bytes: Buffer): string | null {
  if (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0) return printable(bytes.toString('utf16le'));
  return printable(bytes.toString('utf8'));
}

function printable(text: string): string | null {
  return PRINTABLE.test(text) && !text.includes('\ufffd') ? text : null;
}
