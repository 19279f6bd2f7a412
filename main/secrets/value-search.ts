import { randomBytes } from 'node:crypto';
import { isCommonText } from './candidate-values.ts';
import { type FoundPlace, withPlaces } from './form-search.ts';

/** How many characters are looked at first, at each place of a text; shorter values are not looked for. */
const HEAD = 6;
const LONGEST = 16_384;
const FILTER_BITS = 22;
/** Shorter values, and numbers, count only where no letter or digit adjoins: "user-1" is not to be cut out of "user-10". */
const SHORTEST_WITHIN_WORDS = 12;
const DIGITS = /^\d+$/;
/** Steps for one text, a fraction of a second. Only texts that are made to look like many values need more. */
const MOST_STEPS = 50_000_000;
export const TOO_MANY = '‹more like its secrets than can be searched›';

/** A column of JSON may hold a text in JSON, and that another one. */
export const MOST_ESCAPED = 3;

/** The marker of what stands in a text, if it is a value that was lifted, as it is or escaped for JSON up to `MOST_ESCAPED` times; else null. */
export type Confirm = (written: string) => string | null;

/**
 * A first look for lifted values, whatever characters they hold. Knows of each value two numbers of 32 bits under a seed
 * that lives as long as the process: one of its beginning, one of its beginning, middle, end and length. They answer "no"
 * for nearly every place of a text in a few nanoseconds, tell nothing of the value, and take some 16 MB for a million. A
 * "perhaps" is confirmed by the fingerprint.
 */
export class ValueSearch {
  /** Rules out nearly every place before `#heads` is asked; half a megabyte stays near the processor. */
  readonly #filter = new Int32Array(2 ** (FILTER_BITS - 5));
  readonly #heads = new HashSet();
  readonly #wholes = new HashSet();
  readonly #base = randomBytes(4).readUInt32LE() | 1;
  readonly #seed = randomBytes(4).readUInt32LE();
  /** The weight of a head's first character. */
  readonly #first = power(this.#base, HEAD - 1);
  #lengths = new Uint16Array(0);
  readonly #knownLengths = new Set<number>();
  /** The text that is looked through, for reuse. */
  #units = new Uint16Array(0);
  #bytes = Buffer.alloc(0);

  /** Common words and short values are left out: cut out of sentences, they would hide nothing and shred everything. */
  add(value: string): void {
    if (value.length < HEAD || value.length > LONGEST || isCommonText(value)) return;
    let form = value;
    for (let times = 0; times <= MOST_ESCAPED; times += 1) {
      this.#addForm(form);
      const further = escaped(form);
      if (further === form) return;
      form = further;
    }
  }

  #addForm(form: string): void {
    if (form.length > LONGEST) return;
    const head = this.#hashAt(form, 0);
    const bit = filterBit(head);
    this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    this.#heads.add(mixed(head ^ this.#seed));
    this.#wholes.add(this.#whole(form, 0, form.length, head));
    if (this.#knownLengths.has(form.length)) return;
    this.#knownLengths.add(form.length);
    this.#lengths = Uint16Array.from(this.#knownLengths).sort((a, b) => b - a);
  }

  /** The text with the marker of each value that stands in it; the text itself where none does. */
  replaceIn(text: string, confirm: Confirm): string {
    const places = this.placesIn(text, confirm);
    return places === null ? TOO_MANY : withPlaces(text, places);
  }

  /** Of each place the longest value that begins there; null when the text was made so that looking takes too long. */
  placesIn(text: string, confirm: Confirm): FoundPlace[] | null {
    const places: FoundPlace[] = [];
    if (this.#lengths.length === 0 || text.length < HEAD) return places;
    const budget = { steps: MOST_STEPS };
    const units = this.#unitsOf(text);
    const filter = this.#filter;
    const base = this.#base;
    const first = this.#first;
    let head = this.#hashAt(text, 0);
    for (let start = 0, next = HEAD; ; start += 1, next += 1) {
      const bit = filterBit(head);
      if (((filter[bit >>> 5] as number) >>> (bit & 31)) & 1 && this.#heads.has(mixed(head ^ this.#seed))) {
        const place = this.#longestAt(text, start, head, confirm, budget);
        if (place !== null) places.push(place);
        if (budget.steps < 0) return null;
      }
      if (next >= text.length) return places;
      const without = (head - Math.imul(units[start] as number, first)) | 0;
      head = (Math.imul(without, base) + (units[next] as number)) | 0;
    }
  }

  /** Of a typed array a character is read in a fraction of the time that it takes of a text. */
  #unitsOf(text: string): Uint16Array {
    if (text.length > this.#units.length) {
      this.#units = new Uint16Array(Math.max(text.length, 65_536));
      this.#bytes = Buffer.from(this.#units.buffer);
    }
    this.#bytes.write(text, 'utf16le');
    return this.#units;
  }

  #longestAt(
    text: string,
    start: number,
    head: number,
    confirm: Confirm,
    budget: { steps: number },
  ): FoundPlace | null {
    budget.steps -= this.#lengths.length;
    for (const length of this.#lengths) {
      const end = start + length;
      if (end > text.length || !this.#wholes.has(this.#whole(text, start, length, head))) continue;
      budget.steps -= length;
      const written = text.slice(start, end);
      if (!standsAlone(text, start, end) && (length < SHORTEST_WITHIN_WORDS || DIGITS.test(written)))
        continue;
      const marker = confirm(written);
      if (marker !== null) return { start, end, marker };
    }
    return null;
  }

  #whole(text: string, start: number, length: number, head: number): number {
    const middle = this.#hashAt(text, start + ((length - HEAD) >> 1));
    const tail = this.#hashAt(text, start + length - HEAD);
    return mixed(mixed(mixed(head ^ this.#seed ^ length) ^ middle) ^ tail);
  }

  #hashAt(text: string, start: number): number {
    let hash = 0;
    for (let at = start; at < start + HEAD; at += 1) {
      hash = (Math.imul(hash, this.#base) + text.charCodeAt(at)) | 0;
    }
    return hash;
  }
}

/** A set of 32-bit numbers in a table of open addresses, at most half full. */
class HashSet {
  #slots = new Int32Array(1_024);
  #count = 0;

  has(hash: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    // Zero marks an empty slot.
    const sought = hash === 0 ? 1 : hash;
    for (let at = sought & mask; ; at = (at + 1) & mask) {
      const there = slots[at];
      if (there === sought) return true;
      if (there === 0) return false;
    }
  }

  add(hash: number): void {
    if (this.has(hash)) return;
    if ((this.#count + 1) * 2 > this.#slots.length) this.#grow();
    this.#put(hash === 0 ? 1 : hash);
  }

  #put(hash: number): void {
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = hash;
    this.#count += 1;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    this.#count = 0;
    for (const hash of before) if (hash !== 0) this.#put(hash);
  }
}

function filterBit(head: number): number {
  return Math.imul(head, 0x9e3779b1) >>> (32 - FILTER_BITS);
}

/** Spreads what differs in a few bits over all of them. */
function mixed(hash: number): number {
  let spread = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35);
  return spread ^ (spread >>> 16);
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step += 1) result = Math.imul(result, base);
  return result;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return beginsWord(text, start) && !(isWordAt(text, end - 1) && isWordAt(text, end));
}

/** Behind an escape (`\n`) of a text in JSON a word begins, too. */
function beginsWord(text: string, start: number): boolean {
  return !(isWordAt(text, start) && isWordAt(text, start - 1)) || text[start - 2] === '\\';
}

function isWordAt(text: string, at: number): boolean {
  return WORD.test(text[at] ?? '');
}

const WORD = /[\p{L}\p{N}]/u;

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
