/**
 * The pattern that an unquoted value or word is: `*` matches anything, `\*` is a star and `\\` a backslash. A backslash
 * before anything else is just a backslash, so that `CORP\alice` means what it says.
 */

/** The literal pieces between the stars: `AWS*` → `['AWS', '']`. One piece alone: there is no wildcard. */
export function patternPieces(pattern: string): readonly [string, ...string[]] {
  const pieces: [string, ...string[]] = [''];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const next = pattern.charAt(index + 1);
    if (character === '*') pieces.push('');
    else if (character === '\\' && (next === '*' || next === '\\')) {
      pieces[pieces.length - 1] += next;
      index++;
    } else pieces[pieces.length - 1] += character;
  }
  return pieces;
}

/** The pattern that matches this text and nothing else. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\*]/g, '\\$&');
}

/** Whether a pattern is nothing but stars, which asks only that there is a value. */
export function matchesAnything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}
