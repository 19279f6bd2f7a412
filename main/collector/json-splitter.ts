import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-codes.ts';
import { maxReadDepth } from './parse-json.ts';

/**
 * Cuts JSON text that arrives in pieces into the texts of its values: each value at the top, or each element of an
 * array at the top. Only brackets, strings and commas are looked at, so a value's text may still fail to parse.
 *
 * This is what lets an answer of a hundred thousand rows be parsed row by row, without holding up the event loop for
 * the whole, and a file be read in constant memory.
 */
export interface JsonSplitter {
  push(text: string): void;
  /** Length of what is held because its end has not come yet. */
  pendingLength(): number;
  /** About how many values have come by now, at any depth: for a bound on the memory that they take once parsed. */
  valuesSeen(): number;
  /** To be called after the last piece. `cutOff` holds the text of a value that has no end, if there is one. */
  end(): JsonEnding;
}

export interface JsonEnding {
  readonly kind: 'empty' | 'complete' | 'cut-off' | 'malformed' | 'too-deep';
  /** Whether an array stood at the top. */
  readonly isArray: boolean;
  readonly cutOff: string;
}

/** Nested deeper than this, it is not even cut into values. Far above what a record may have, so that one costs no others. */
export const maxJsonDepth = maxReadDepth;

export function createJsonSplitter(onValue: (text: string) => void): JsonSplitter {
  let earlier = '';
  let depth = 0;
  let insideString = false;
  let escaped = false;
  let isArray = false;
  let insideArray = false;
  let values = 0;
  let seen = 0;
  let problem: 'malformed' | 'too-deep' | null = null;

  function take(text: string, mayBeEmpty: boolean): void {
    const value = (earlier + text).trim();
    earlier = '';
    if (value !== '') {
      values++;
      onValue(value);
    } else if (!mayBeEmpty) {
      problem ??= 'malformed';
    }
  }

  /** Skips to the end of the string that `index` is in; answers with where to go on. */
  function endOfString(text: string, from: number): number {
    for (let index = from; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (escaped) escaped = false;
      else if (code === BACKSLASH) escaped = true;
      else if (code === QUOTE) {
        insideString = false;
        return index + 1;
      }
    }
    return text.length;
  }

  function push(text: string): void {
    let start = 0;
    let index = 0;
    while (index < text.length && problem === null) {
      if (insideString) {
        index = endOfString(text, index);
        continue;
      }
      const code = text.charCodeAt(index);
      index++;
      if (code === QUOTE) insideString = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        seen++;
        if (code === OPEN_BRACKET && depth === 0 && (earlier + text.slice(start, index - 1)).trim() === '') {
          isArray = true;
          insideArray = true;
          values = 0;
          earlier = '';
          start = index;
        }
        depth++;
        if (depth > maxJsonDepth) problem = 'too-deep';
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        depth--;
        if (depth < 0 || (depth === 0 && insideArray && code === CLOSE_BRACE)) problem = 'malformed';
        else if (depth === 0) {
          if (insideArray) take(text.slice(start, index - 1), values === 0);
          else take(text.slice(start, index), false);
          insideArray = false;
          start = index;
        }
      } else if (code === COMMA) {
        seen++;
        if (!insideArray || depth !== 1) continue;
        take(text.slice(start, index - 1), false);
        start = index;
      }
    }
    earlier += text.slice(start);
  }

  function end(): JsonEnding {
    const rest = earlier.trim();
    if (problem !== null) return { kind: problem, isArray, cutOff: rest };
    if (insideString || depth > 0) return { kind: 'cut-off', isArray, cutOff: rest };
    // A number, text or literal at the top has no bracket to end it.
    if (rest !== '') take('', true);
    return { kind: values === 0 && !isArray ? 'empty' : 'complete', isArray, cutOff: '' };
  }

  return { push, end, pendingLength: () => earlier.length, valuesSeen: () => seen };
}
