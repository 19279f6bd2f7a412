import { type AddressRange, networkRange } from '../ip-address.ts';
import { failed, ok, type Result } from '../result.ts';
import type { TimeUs } from '../time-range.ts';
import type { FieldType } from './field.ts';
import { nearestNames } from './nearest-names.ts';
import { anyText, type CompareOperator } from './query-node.ts';
import { readTime, type TimeCovered } from './read-time.ts';
import { regexProblem } from './regex-syntax.ts';
import { fieldNames, type ResolvedField } from './resolve-field.ts';
import { severities } from './severities.ts';
import { literalPattern, patternPieces } from './wildcard-pattern.ts';

/** A comparison's value as its field's type understands it. */
export type Operand =
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'severity'; readonly id: number }
  | ({ readonly kind: 'time' } & TimeCovered)
  | ({ readonly kind: 'network' } & AddressRange);

/** Why a comparison makes no sense, in words for a person. `at` is an offset into the value, where it is known. */
export interface OperandProblem {
  readonly message: string;
  readonly remedy: string;
  readonly expected: readonly string[];
  readonly at?: number;
}

/** The types that values are read by: those of the columns, values inside JSON, and the event's searchable text. */
export type OperandType = FieldType | 'json' | 'any-text';

export interface Comparison {
  readonly field: string;
  readonly operator: CompareOperator;
  readonly value: string;
  readonly quoted: boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const TIME_FORMS = ['now-7d', '2026-11-20', '2026-11-20T10:05:00Z'] as const;
const isOrder = (operator: CompareOperator) =>
  operator === 'gt' || operator === 'gte' || operator === 'lt' || operator === 'lte';

export function operandType(field: Exclude<ResolvedField, { kind: 'unknown' }>): OperandType {
  return field.kind === 'json' ? 'json' : field.field.type;
}

/** Reads a comparison's value. Relative times count from `nowUs`. */
export function readOperand(
  type: OperandType,
  comparison: Comparison,
  nowUs: TimeUs,
): Result<Operand, OperandProblem> {
  const { operator, value } = comparison;
  if (operator === 'matches') return readRegex(type, comparison);
  switch (type) {
    case 'number': {
      const number = readNumber(value);
      return number === null
        ? failed(wrongValue(comparison, 'a number', ['a number']))
        : ok({ kind: 'number', value: number });
    }
    case 'time': {
      const time = readTime(value, nowUs);
      return time.ok
        ? ok({ kind: 'time', ...time.value })
        : failed(wrongValue(comparison, 'a time', TIME_FORMS));
    }
    case 'severity':
      return readSeverity(comparison);
    case 'address':
      return readAddress(comparison);
    case 'json':
      if (isOrder(operator)) return ok(readOrdered(value, nowUs));
      return ok(readNetwork(comparison) ?? readText(comparison));
    case 'text':
      return isOrder(operator) ? failed(noOrder(comparison)) : ok(readText(comparison));
    case 'any-text':
      return operator === 'is'
        ? ok({ kind: 'pattern', pattern: asPattern(comparison) })
        : failed({
            message: `“${anyText}” stands for the event’s text, which can only be searched with “:”.`,
            remedy: 'Write the words alone, or name a field.',
            expected: [':'],
          });
  }
}

/** The number a text stands for, or null. */
export function readNumber(text: string): number | null {
  const number = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Names that a mistyped field name may have meant. */
export function nearestFieldNames(name: string): string[] {
  return nearestNames(name, fieldNames);
}

function readText(comparison: Comparison): Operand {
  if (comparison.operator === 'equals' || comparison.quoted) return { kind: 'text', text: comparison.value };
  const pieces = patternPieces(comparison.value);
  return pieces.length === 1
    ? { kind: 'text', text: pieces[0] }
    : { kind: 'pattern', pattern: comparison.value };
}

/** Values in JSON have no type of their own, so what is written decides. */
function readOrdered(value: string, nowUs: TimeUs): Operand {
  const number = readNumber(value);
  if (number !== null) return { kind: 'number', value: number };
  const time = readTime(value, nowUs);
  return time.ok ? { kind: 'time', ...time.value } : { kind: 'text', text: value };
}

function readRegex(type: OperandType, { field, value }: Comparison): Result<Operand, OperandProblem> {
  if (type === 'number' || type === 'time' || type === 'severity') {
    return failed({
      message: `“${field}” holds no text that a regular expression could look through.`,
      remedy: 'Compare it with a value, using “:”, “>”, “>=”, “<” or “<=”.',
      expected: ['a value'],
    });
  }
  const problem = regexProblem(value);
  return problem === null
    ? ok({ kind: 'regex', source: value })
    : failed({
        message: `The regular expression ${problem.what}.`,
        remedy: 'Correct it, or put the text in quotes to search for it as it is.',
        expected: ['a regular expression (RE2)'],
        at: problem.at,
      });
}

function readSeverity(comparison: Comparison): Result<Operand, OperandProblem> {
  const word = comparison.value.trim().toLowerCase();
  const found = severities.find(({ id, name }) => name.toLowerCase() === word || String(id) === word);
  if (found) return ok({ kind: 'severity', id: found.id });
  const words = severities.map(({ name }) => name.toLowerCase());
  const nearest = nearestNames(word, words, 1);
  return failed(wrongValue(comparison, 'a severity', nearest.length > 0 ? nearest : words));
}

function readAddress(comparison: Comparison): Result<Operand, OperandProblem> {
  const { operator, value, quoted } = comparison;
  if (operator === 'equals') return ok({ kind: 'text', text: value });
  if (operator === 'is' && !quoted && patternPieces(value).length > 1) {
    return ok({ kind: 'pattern', pattern: value });
  }
  const range = networkRange(value);
  return range
    ? ok({ kind: 'network', ...range })
    : failed(
        wrongValue(comparison, 'an address or a network', [
          '10.1.2.3',
          '10.0.0.0/8',
          '2001:db8::/32',
          '10.1.*',
        ]),
      );
}

/** A value in JSON has no type, but what is written as a network can only mean the addresses in it. */
function readNetwork({ operator, value, quoted }: Comparison): Operand | null {
  const range = operator === 'is' && !quoted && value.includes('/') ? networkRange(value) : null;
  return range && { kind: 'network', ...range };
}

function asPattern({ value, quoted }: Comparison): string {
  return quoted ? literalPattern(value) : value;
}

function wrongValue({ field, value }: Comparison, what: string, expected: readonly string[]): OperandProblem {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  const [first = what] = expected;
  return {
    message: `“${field}” takes ${what}; “${shown}” is not one.`,
    remedy:
      expected.length === 1 ? `Write ${quotedUnlessWords(first)}.` : `For example: ${expected.join(', ')}.`,
    expected,
  };
}

function quotedUnlessWords(text: string): string {
  return text.includes(' ') ? text : `“${text}”`;
}

function noOrder({ field }: Comparison): OperandProblem {
  return {
    message: `“${field}” is text, which has no order to compare by.`,
    remedy: 'Use “:” for any case and wildcards, or “=” for exactly this text.',
    expected: [':', '='],
  };
}
