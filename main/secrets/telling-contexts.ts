import { passwordOfBasic } from './authorization-scheme.ts';
import { CONTEXTS } from './context-patterns.ts';

/**
 * Nearly no text holds so much as one of these. The signs are looked for first, and what is rare in front of them: a look
 * for the names alone would cost as much as all else that is done with a record.
 */
const BEFORE_A_SIGN =
  /(?:word|wd|phrase|code|ecret|oken|key|ature|entials?|ization|sig|pass|pw|cookie|auth)(?:\\{0,6}["'])?(?:[ \t]{0,3}[=:]|%3D)|:\/\/[^\s/:@]{0,200}:/i;
const BEFORE_A_SPACE =
  /(?:earer|EARER|asic|ASIC|egotiate|piKey|pikey|SSWS|oken)[ \t]|[ \t](?:--|-[upawUPh]|\/[Rr][Pp][ \t])|-[\w-]{0,40}(?:word|wd|hrase|code|oken|OKEN|[Kk]ey|KEY|[Aa]ss|PASS|pw|redential|[Aa]uthorization)["']?[ \t]|[Ss]et(?:env|Env|x|X)?[ \t]|SET[ \t]|word (?:is|was)|key (?:is|was)|[Ss]ecret|SECRET|SecureString|\bnet1?(?:\.exe)?[ \t]+use|login[ \t\n]+\S{1,100}[ \t\n]+password/;
const IN_AN_ELEMENT =
  /<[^<>]{0,60}(?:word|wd|phrase|code|ecret|oken|key|ature|entials?|ization|pass|pw)(?:\s[^<>]{0,200})?>/i;

function mayHold(text: string): boolean {
  if ((text.includes('=') || text.includes(':') || text.includes('%3D')) && BEFORE_A_SIGN.test(text))
    return true;
  if (text.includes(' ') && BEFORE_A_SPACE.test(text)) return true;
  return text.includes('</') && IN_AN_ELEMENT.test(text);
}

/** What is said of a secret, or stands for one that was taken out before. */
const HARMLESS =
  /^(?:true|false|null|none|undefined|unknown|changed|required|optional|enabled|disabled|expired|invalid|missing|default|empty|\*+|x{3,}|\[?redacted\]?|\[?masked\]?|https?:.*|\d{4}-\d\d-\d\d.*|fp:[0-9a-f]{8}|[$%{<‹].*)$/i;

/** Tried once for a run of such signs, and not at each of them; the same in `candidate-values.ts`. */
const END_OF_SENTENCE = /(?<![.,:\\])[.,:\\]+$/;
const BASIC = /\bbasic[ \t]/i;
const none: readonly string[] = [];
const LONGEST_PIECE = 200_000;
/** Pieces of a longer text overlap by more than a name and its value have together. */
const OVERLAP = 2_000;

/** Every such value in the text; most texts have none. */
export function findTellingContexts(text: string): readonly string[] {
  if (!mayHold(text)) return none;
  const found = new Set<string>();
  for (let start = 0; start === 0 || start + OVERLAP < text.length; start += LONGEST_PIECE - OVERLAP) {
    const piece = text.slice(start, start + LONGEST_PIECE);
    const isLast = start + LONGEST_PIECE >= text.length;
    const lower = piece.toLowerCase();
    for (const { hints, pattern } of CONTEXTS) {
      if (hints.some((hint) => lower.includes(hint))) addValues(piece, isLast, pattern, found);
    }
  }
  return [...found].filter(({ length }) => length >= 6);
}

function addValues(piece: string, isLast: boolean, context: RegExp, found: Set<string>): void {
  // `matchAll` would make a new expression for each text.
  context.lastIndex = 0;
  for (let match = context.exec(piece); match !== null; match = context.exec(piece)) {
    const { 0: whole, index, groups } = match;
    // Cut off here, and whole in the next piece.
    if (!isLast && whole.length < OVERLAP && index + whole.length === piece.length) continue;
    const value = groups?.quoted ?? groups?.single ?? groups?.value;
    if (value === undefined || HARMLESS.test(value)) continue;
    found.add(value.replace(END_OF_SENTENCE, ''));
    const password = BASIC.test(whole) ? passwordOfBasic(value) : null;
    if (password !== null) found.add(password);
  }
}
