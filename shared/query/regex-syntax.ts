/**
 * Tells before the database does what is wrong with a regular expression, and where. The dialect is RE2
 * (https://github.com/google/re2/wiki/Syntax), in which a search takes a time that grows with the text and never
 * explodes; that is why it has neither look-around nor references to groups. A few rare forms that RE2 would take
 * (octal numbers, `\Q…\E`) are refused here too.
 */
export interface RegexProblem {
  /** Offset into the expression. */
  readonly at: number;
  /** Continues the sentence "The regular expression …". */
  readonly what: string;
}

/** Repetitions multiply when they are nested; RE2 stops at this many copies. */
const MAX_COPIES = 1_000;
/** A class of a script is dozens of instructions for each copy. */
const SCRIPT_CLASS_COPIES = 10;
const MAX_LENGTH = 1_000;

const SIMPLE_ESCAPES = 'aftnrvdDsSwW';
const ASSERTION_ESCAPES = 'AbBz';
const POSIX_CLASS =
  /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const HEX_ESCAPE = /\\x(?:[0-9a-f]{2}|\{(?:10|0?[0-9a-f])?[0-9a-f]{1,4}\})/iy;
const SCRIPT_ESCAPE =
  /\\[pP](?:[LMNPSZC]|\{\^?(?:[LMNPSZC]|Lu|Ll|Lt|Lm|Lo|Mn|Mc|Me|Nd|Nl|No|Pc|Pd|Ps|Pe|Pi|Pf|Po|Sm|Sc|Sk|So|Zs|Zl|Zp|Cc|Cf|Latin|Greek|Cyrillic|Han|Hebrew|Arabic|Hiragana|Katakana|Hangul|Thai|Devanagari)\})/y;
const REPEAT = /\{(\d+)(?:(,)(\d*))?\}/y;
const GROUP = /\((?:\?(?:P<(\w+)>|[imsU]*(?:-[imsU]+)?(:|\))))?/y;

interface Group {
  readonly at: number;
  /** Copies that the repetitions inside the group make. */
  copies: number;
}

/** What is known half-way through an expression. */
interface Scan {
  readonly source: string;
  readonly groups: Group[];
  readonly names: Set<string>;
  /** Copies of the piece before, which a repetition multiplies; null where there is nothing to repeat. */
  piece: number | null;
  afterRepetition: boolean;
}

/** Where the next piece starts and how many copies this one is; or what is wrong with it. */
type Step = { readonly end: number; readonly copies: number | null } | RegexProblem;

/** What is wrong, or null. */
export function regexProblem(source: string): RegexProblem | null {
  if (source === '') return { at: 0, what: 'is empty' };
  if (source.length > MAX_LENGTH) return { at: MAX_LENGTH, what: `is longer than ${MAX_LENGTH} characters` };
  const scan: Scan = {
    source,
    groups: [{ at: 0, copies: 1 }],
    names: new Set(),
    piece: null,
    afterRepetition: false,
  };
  for (let at = 0; at < source.length; ) {
    const quantifier = quantifierAt(source, at);
    const step = quantifier ? repeatPiece(scan, at, quantifier) : readNext(scan, at);
    if ('what' in step) return step;
    scan.afterRepetition = quantifier !== null;
    scan.piece = step.copies;
    const group = scan.groups.at(-1);
    if (group) group.copies = Math.max(group.copies, step.copies ?? 1);
    at = step.end;
  }
  const open = scan.groups.length > 1 ? scan.groups.at(-1) : undefined;
  return open ? { at: open.at, what: 'opens a group that is not closed' } : null;
}

function repeatPiece(scan: Scan, at: number, quantifier: Quantifier): Step {
  if (quantifier.problem) return { at, what: quantifier.problem };
  if (scan.piece === null) return { at, what: `has “${quantifier.text}” with nothing before it to repeat` };
  if (scan.afterRepetition) return { at, what: `has “${quantifier.text}” right after another repetition` };
  const copies = scan.piece * quantifier.copies;
  if (copies > MAX_COPIES) return { at, what: `repeats more than ${MAX_COPIES} times in all` };
  return { end: at + quantifier.text.length, copies };
}

function readNext(scan: Scan, at: number): Step {
  switch (scan.source.charAt(at)) {
    case '(':
      return openGroup(scan, at);
    case ')': {
      const group = scan.groups.length > 1 ? scan.groups.pop() : undefined;
      return group
        ? { end: at + 1, copies: group.copies }
        : { at, what: 'closes a group that was not opened' };
    }
    case '|':
      return { end: at + 1, copies: null };
    case '[':
      return readClass(scan.source, at);
    default:
      return readPiece(scan.source, at);
  }
}

function openGroup(scan: Scan, at: number): Step {
  const [text = '', name, flagsEnd] = matchAt(GROUP, scan.source, at) ?? [];
  if (text.includes('-)') || (text === '(' && scan.source[at + 1] === '?')) {
    return { at, what: 'uses a kind of group that is not available, such as looking ahead or behind' };
  }
  if (name) {
    if (scan.names.has(name)) return { at, what: `names two groups “${name}”` };
    scan.names.add(name);
  }
  // `(?i)` sets a flag and opens nothing.
  if (flagsEnd !== ')') scan.groups.push({ at, copies: 1 });
  return { end: at + text.length, copies: null };
}

interface Character {
  readonly end: number;
  readonly copies: number;
}

/** One character or escape outside a class. */
function readPiece(source: string, at: number): Step {
  if (source.charAt(at) !== '\\') return { end: at + 1, copies: 1 };
  if (ASSERTION_ESCAPES.includes(source.charAt(at + 1) || ' ')) return { end: at + 2, copies: 1 };
  return readEscape(source, at);
}

function readEscape(source: string, at: number): Character | RegexProblem {
  const next = source.charAt(at + 1);
  if (next === '') return { at, what: 'ends with a backslash' };
  const script = matchAt(SCRIPT_ESCAPE, source, at);
  if (script) return { end: at + script[0].length, copies: SCRIPT_CLASS_COPIES };
  const hex = matchAt(HEX_ESCAPE, source, at);
  if (hex) return { end: at + hex[0].length, copies: 1 };
  if (SIMPLE_ESCAPES.includes(next) || /^[!-/:-@[-`{-~ ]$/.test(next)) return { end: at + 2, copies: 1 };
  if (/^[1-9]$/.test(next)) return { at, what: 'refers back to a group, which is not available' };
  return { at, what: `has “\\${next}”, which means nothing here` };
}

/** `[…]`, whose first character may be a `]` that stands for itself. */
function readClass(source: string, start: number): Step {
  let at = start + (source.charAt(start + 1) === '^' ? 2 : 1);
  let copies = 1;
  for (let first = true; at < source.length; first = false) {
    if (source.charAt(at) === ']' && !first) return { end: at + 1, copies };
    const posix = matchAt(POSIX_CLASS, source, at);
    if (posix) {
      at += posix[0].length;
      continue;
    }
    if (source.startsWith('[:', at)) return { at, what: 'has “[:” without a class of that name' };
    const rangeAt = at;
    const low = readClassCharacter(source, at);
    if ('what' in low) return low;
    copies = Math.max(copies, low.copies);
    at = low.end;
    if (source.charAt(at) !== '-' || source.charAt(at + 1) === ']' || low.code === null) continue;
    const high = readClassCharacter(source, at + 1);
    if ('what' in high) return high;
    if (high.code === null || high.code < low.code)
      return { at: rangeAt, what: 'has a range that runs backwards' };
    at = high.end;
  }
  return { at: start, what: 'opens a “[” that is not closed' };
}

function readClassCharacter(
  source: string,
  at: number,
): (Character & { readonly code: number | null }) | RegexProblem {
  if (source.charAt(at) !== '\\') {
    const code = source.codePointAt(at) ?? 0;
    return { end: at + String.fromCodePoint(code).length, copies: 1, code };
  }
  const step = readEscape(source, at);
  if ('what' in step) return step;
  const text = source.slice(at + 1, step.end);
  if (text.startsWith('x')) {
    return { ...step, code: Number.parseInt(text.replaceAll(/[x{}]/g, ''), 16) };
  }
  const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
  const isClass = /^[dDsSwWpP]/.test(text);
  return { ...step, code: isClass ? null : (controls[text] ?? text.charCodeAt(0)) };
}

interface Quantifier {
  readonly text: string;
  readonly copies: number;
  readonly problem?: string;
}

function quantifierAt(source: string, at: number): Quantifier | null {
  const lazy = (text: string) => (source.charAt(at + text.length) === '?' ? `${text}?` : text);
  const character = source.charAt(at);
  if (character === '*' || character === '+' || character === '?')
    return { text: lazy(character), copies: 1 };
  const repeat = matchAt(REPEAT, source, at);
  if (!repeat) return null;
  const [text, low, comma, high] = repeat;
  const least = Number(low);
  const most = comma && high ? Number(high) : least;
  const isPossible = least <= MAX_COPIES && most <= MAX_COPIES && least <= most;
  return {
    text: lazy(text),
    copies: Math.max(1, most),
    ...(isPossible
      ? {}
      : { problem: `repeats “${text}”, which has to be at most {${MAX_COPIES}} and not backwards` }),
  };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
