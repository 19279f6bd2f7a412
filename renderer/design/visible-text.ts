/** A stretch of text that can be shown as it is, or one character that can't be seen or that turns others round. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  /** `text` stands in the character's place; `code` is its number as Unicode writes it. */
  | { readonly kind: 'mark'; readonly text: string; readonly code: string };

/** `none`: line breaks are marks. `kept`: they and tabs are laid out. `both`: marked and laid out, for exact values. */
export type LineBreaks = 'none' | 'kept' | 'both';

/**
 * What a person can't see, or what changes how the text around it is read: control and format characters (among them
 * every bidirectional override and isolate), separators of lines, half surrogate pairs, characters without ink. Not
 * among them: the two selectors that only choose a symbol's or an emoji's look.
 */
const UNSEEN = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const EACH_UNSEEN = new RegExp(UNSEEN, 'gu');

/** The old control characters, from U+0000 on; their pictures (U+2400 …) are missing from many fonts. */
const controlNames =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const names: Readonly<Record<number, string>> = {
  127: 'DEL',
  173: 'SHY',
  1564: 'ALM',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8232: 'LS',
  8233: 'PS',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
};

/** True where the text has a character that `visibleText` would replace. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** Text of a vendor in parts to draw. Nothing is left out: the parts tell every character. */
export function textParts(text: string, lines: LineBreaks = 'none'): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  const plain = (until: number) => {
    if (until > done) parts.push({ kind: 'plain', text: text.slice(done, until) });
  };
  for (const { 0: character, index } of text.matchAll(EACH_UNSEEN)) {
    const isLayout = character === '\n' || character === '\t';
    if (isLayout && lines === 'kept') continue;
    plain(index);
    parts.push(markOf(character));
    done = index + character.length;
    if (character === '\n' && lines === 'both') parts.push({ kind: 'plain', text: '\n' });
  }
  plain(text.length);
  return parts;
}

/** The same as one string, for titles, labels and other places that take text only. */
export function visibleText(text: string): string {
  return text.replaceAll(EACH_UNSEEN, (character) => markOf(character).text);
}

function markOf(character: string): Extract<TextPart, { kind: 'mark' }> {
  const number = character.codePointAt(0) ?? 0;
  const code = `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
  return { kind: 'mark', text: `⟪${controlNames[number] ?? names[number] ?? code}⟫`, code };
}
