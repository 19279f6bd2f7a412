/**
 * What a piece of a query is. `word` is free text, `value` an unquoted value after an operator, `negation` the `-` or
 * `!` before a term.
 */
export type TokenKind =
  | 'field'
  | 'operator'
  | 'word'
  | 'value'
  | 'string'
  | 'regex'
  | 'keyword'
  | 'negation'
  | 'open'
  | 'close';

/** Offsets are UTF-16, `to` exclusive. A string whose quote isn't closed reaches to the end and is not `closed`. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly closed: boolean;
}

const SPACE = /\s*/y;
const OPERATOR = /:(?:[<>]=?|=)?|[<>]=?|==?|!=/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*("?)/y;
/** Ends at the first slash, and only where a term can end too: `/etc/passwd` is a word. */
const REGEX = /\/((?:[^/\\\n]|\\.)+)\/(?=[\s)]|$)/y;
const TERM_WORD = /(?:\\[\s\S]|&(?!&)|\|(?!\|)|!(?!=)|[^\s()":=<>&|!\\]|\\$)+/y;
const VALUE_WORD = /(?:\\[\s\S]|&(?!&)|\|(?!\|)|[^\s()"&|\\]|\\$)+/y;
const KEYWORD = /^(?:and|or|not)$/i;
const NEGATION = /^(?:-[^\s)]|!(?!=))/;
const SYMBOL_KEYWORD = /&&|\|\|/y;
const FOLLOWING_OPERATOR = /\s*(?::|[<>=]|!=)/y;

/** Where the scan stands: at a term, right after an operator, or in the parentheses after one. */
type Place = 'term' | 'value' | 'values';

/** Splits a query into tokens, whatever is wrong with it; the spaces between belong to none. For colours and parsing. */
export function tokeniseQuery(text: string): Token[] {
  const tokens: Token[] = [];
  const groups: Place[] = [];
  let place: Place = 'term';
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const token = readToken(text, at, place);
    tokens.push(token);
    if (token.kind === 'operator') place = 'value';
    else if (token.kind === 'open') {
      groups.push(place === 'term' ? 'term' : 'values');
      place = groups.at(-1) ?? 'term';
    } else {
      if (token.kind === 'close') groups.pop();
      place = groups.at(-1) ?? 'term';
    }
    at = skipSpace(text, token.to);
  }
  return tokens;
}

function readToken(text: string, at: number, place: Place): Token {
  const token = (kind: TokenKind, piece: string, closed = true): Token => ({
    kind,
    from: at,
    to: at + piece.length,
    text: piece,
    closed,
  });
  const character = text.charAt(at);
  if (character === '(') return token('open', character);
  if (character === ')') return token('close', character);
  const string = matchAt(STRING, text, at);
  if (string) return token('string', string[0], string[1] === '"');
  const symbol = matchAt(SYMBOL_KEYWORD, text, at);
  if (symbol) return token('keyword', symbol[0]);
  const regex = matchAt(REGEX, text, at);
  if (regex) return token('regex', regex[0]);
  if (place === 'term') {
    if (NEGATION.test(text.slice(at, at + 2))) return token('negation', character);
    const operator = matchAt(OPERATOR, text, at);
    if (operator) return token('operator', operator[0]);
  }
  const [word = character] = matchAt(place === 'term' ? TERM_WORD : VALUE_WORD, text, at) ?? [];
  if (place === 'term' && matchAt(FOLLOWING_OPERATOR, text, at + word.length)) return token('field', word);
  if (KEYWORD.test(word)) return token('keyword', word);
  return token(place === 'term' ? 'word' : 'value', word);
}

function skipSpace(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at)?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
