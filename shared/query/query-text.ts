import { patternPieces } from './wildcard-pattern.ts';

/**
 * How values stand in a query's text. In a bare word a backslash takes away the meaning of the character after it, if
 * that has one; before any other it is a backslash (`CORP\alice`). In quotes only `\"` and `\\` are escapes.
 */
const SPECIAL = /[\s()":=<>&|!/\\*-]/;
const KEYWORD = /^(?:and|or|not)$/i;

/** The pattern that a bare word is (see `wildcard-pattern.ts`). */
export function wordToPattern(word: string): string {
  return word.replaceAll(/\\([\s\S])|\\$/g, (_, next: string | undefined) => {
    if (next === undefined) return '\\\\';
    if (next === '*' || next === '\\') return `\\${next}`;
    return SPECIAL.test(next) ? next : `\\\\${next}`;
  });
}

/** The text that a bare word is where wildcards have no meaning. */
export function wordToText(word: string): string {
  return word.replaceAll(/\\([\s\S])|\\$/g, (_, next: string | undefined) => {
    if (next === undefined) return '\\';
    return SPECIAL.test(next) ? next : `\\${next}`;
  });
}

/** The content of a quoted string, whose closing quote may be missing. */
export function unquote(string: string): string {
  return string
    .slice(1)
    .replace(/^((?:[^"\\]|\\[\s\S])*)"?$/, '$1')
    .replaceAll(/\\(["\\])/g, '$1');
}

export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** Free text ends at an operator and may be negated; behind an operator fewer characters have a meaning. */
export type WordPlace = 'word' | 'value';

const SPECIAL_IN: Readonly<Record<WordPlace, RegExp>> = {
  word: /[\s()":=<>&|\\*]|^[-!/]/g,
  value: /[\s()"&|\\*]|^[/=<>]/g,
};

/** A pattern as a bare word. Null where a bare word can't be it: nothing at all, or one of the words of the language. */
export function patternToWord(pattern: string, place: WordPlace): string | null {
  if (pattern === '' || KEYWORD.test(pattern)) return null;
  const [first, ...rest] = patternPieces(pattern);
  const escaped = rest.map((piece) => escapeSpecial(`*${piece}`, place).slice('\\*'.length));
  return [escapeSpecial(first, place), ...escaped].join('*');
}

/** A text as a bare word, or null. */
export function textToWord(text: string, place: WordPlace): string | null {
  return text === '' || KEYWORD.test(text) ? null : escapeSpecial(text, place);
}

/** The shortest spelling of exactly this text as a value: bare where nothing needs quoting. */
export function formatValue(text: string): string {
  const word = textToWord(text, 'value');
  return word === text ? text : quote(text);
}

function escapeSpecial(text: string, place: WordPlace): string {
  return text.replaceAll(SPECIAL_IN[place], '\\$&');
}
