const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian wide and emoji characters take two columns of a terminal. */
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a terminal. */
export function visibleWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/**
 * Event text is attacker-written: control characters could steer a terminal, others turn the writing direction or do not
 * show at all. The two selectors that only choose an emoji's look, and what joins emoji, are none of them.
 */
const STEERING =
  /(?![\ufe0e\ufe0f])(?!(?<=\p{Extended_Pictographic}\ufe0f?\p{EMod}?)\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '', '\t': ' ' };

/** The text on one line, with what would steer the terminal made visible. */
export function visibleText(text: string): string {
  return text.replaceAll(
    STEERING,
    (character) => SHORT[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON as it is, with what would steer the terminal escaped as JSON escapes it: whoever reads it reads the same. */
export function jsonForTerminal(json: string): string {
  return json.replaceAll(STEERING, (character) => {
    if (character === '\n') return character;
    const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
