import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-codes.ts';
import { maxReadDepth, maxRecordDepth } from './parse-json.ts';

/**
 * A longer record (as JSON, in characters) is rejected alone, and the rest of its page is stored. Far above what any
 * vendor's record needs; a megabyte in one field is no reason to refuse one.
 */
export const maxRecordLength = 8 * 1024 * 1024;
/** Keys, elements and single values of one record. */
export const maxRecordValues = 250_000;
/** Of a record beyond the limits, this much of its text is kept, sealed. */
export const keptOfTooLong = 1024 * 1024;
/** Values of a whole answer: a hundred megabytes of empty objects would take gigabytes of memory. */
export const maxAnswerValues = 10_000_000;
/** The same for one entry of a file, which may be an answer. */
export const maxEntryValues = 4_000_000;

/**
 * Why a record is too much of something to be stored, as a sentence; null for any ordinary one. One walk, which ends
 * at the first limit that is passed, so that a hostile record costs no more than a large one.
 */
export function beyondLimits(record: unknown): string | null {
  const left = { length: maxRecordLength, values: maxRecordValues };
  return walk(record, maxRecordDepth, left);
}

interface Left {
  length: number;
  values: number;
}

function walk(value: unknown, levels: number, left: Left): string | null {
  if (typeof value !== 'object' || value === null)
    return take(typeof value === 'string' ? value.length : 1, left);
  if (levels === 0) return `It is nested too deeply: more than ${maxRecordDepth} levels.`;
  if (Array.isArray(value)) {
    for (const element of value) {
      const problem = walk(element, levels - 1, left);
      if (problem !== null) return problem;
    }
    return take(2, left);
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(object)) {
    left.length -= key.length;
    const problem = walk(object[key], levels - 1, left);
    if (problem !== null) return problem;
  }
  return take(2, left);
}

function take(length: number, left: Left): string | null {
  left.length -= length;
  left.values--;
  if (left.length < 0)
    return `It is longer than ${maxRecordLength / 1024 / 1024} MB; only its beginning is kept.`;
  return left.values < 0 ? `It holds more than ${maxRecordValues.toLocaleString('en')} values.` : null;
}

/** Shorter texts cost little memory once they are parsed, whatever they hold: their value tells more cheaply. */
const shortText = 1024 * 1024;

/** Which limit a long JSON text would pass once parsed, found without parsing it; null where it may be parsed. */
export function beyondEntryLimits(text: string): 'values' | 'depth' | null {
  if (text.length <= shortText) return null;
  let values = 0;
  let depth = 0;
  let insideString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (insideString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) insideString = false;
    } else if (code === QUOTE) insideString = true;
    else if (code === COMMA) values++;
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      values++;
      if (++depth > maxReadDepth) return 'depth';
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--;
    if (values > maxEntryValues) return 'values';
  }
  return null;
}
