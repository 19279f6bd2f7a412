import { wordToText } from './query-text.ts';
import { resolveField } from './resolve-field.ts';

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
/** `severity in (high, critical)`; only before a parenthesis, and after a field that there is: else "in" is a word. */
const FOLLOWING_IN = /\s+(?:not\s+)?in\s*\(/iy;
const IN = /(?:not\s+)?in(?=\s*\()/iy;
const COMMAS = /[\s,]*/y;
const LISTED_WORD = /(?:\\[\s\S]|&(?!&)|\|(?!\|)|[^\s()"&|\\,]|\\$)+/y;

/**
 * Where the scan stands: at a term, right after an operator, in the parentheses after one, or in those after `in`,
 * where commas part values as spaces do.
 */
type Place = 'term' | 'value' | 'values' | 'in' | 'listed';

/** Splits a query into tokens, whatever is wrong with it; the spaces between belong to none. For colours and parsing. */
export function tokeniseQuery(text: string): Token[] {
  const tokens: Token[] = [];
  const groups: Place[] = [];
  let place: Place = 'term';
  for (let at = skipSpace(text, 0, place); at < text.length; ) {
    const token = readToken(text, at, place, tokens.at(-1));
    tokens.push(token);
    if (token.kind === 'operator') place = isIn(token) ? 'in' : 'value';
    else if (token.kind === 'open') {
      groups.push(GROUP_AT[place]);
      place = groups.at(-1) ?? 'term';
    } else {
      if (token.kind === 'close') groups.pop();
      place = groups.at(-1) ?? 'term';
    }
    at = skipSpace(text, token.to, place);
  }
  return tokens;
}

/** What stands inside a parenthesis that is opened there. */
const GROUP_AT: Readonly<Record<Place, Place>> = {
  term: 'term',
  value: 'values',
  values: 'values',
  in: 'listed',
  listed: 'listed',
};

/** `in`, or `not in`. */
export function isIn({ kind, text }: Token): boolean {
  return kind === 'operator' && /in$/i.test(text);
}

function readToken(text: string, at: number, place: Place, previous: Token | undefined): Token {
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
    const list = previous?.kind === 'field' ? matchAt(IN, text, at) : null;
    if (list) return token('operator', list[0]);
    if (NEGATION.test(text.slice(at, at + 2))) return token('negation', character);
    const operator = matchAt(OPERATOR, text, at);
    if (operator) return token('operator', operator[0]);
  }
  const [word = character] = matchAt(WORD_AT[place], text, at) ?? [];
  if (place === 'term' && isFollowedByOperator(text, at, word)) return token('field', word);
  if (KEYWORD.test(word)) return token('keyword', word);
  return token(place === 'term' ? 'word' : 'value', word);
}

const WORD_AT: Readonly<Record<Place, RegExp>> = {
  term: TERM_WORD,
  value: VALUE_WORD,
  values: VALUE_WORD,
  in: VALUE_WORD,
  listed: LISTED_WORD,
};

function isFollowedByOperator(text: string, at: number, word: string): boolean {
  const to = at + word.length;
  if (matchAt(FOLLOWING_OPERATOR, text, to)) return true;
  return matchAt(FOLLOWING_IN, text, to) !== null && resolveField(wordToText(word)).kind !== 'unknown';
}

function skipSpace(text: string, at: number, place: Place): number {
  return at + (matchAt(place === 'listed' ? COMMAS : SPACE, text, at)?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
