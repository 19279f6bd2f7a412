import type { CompareOperator } from '../../shared/query/query-node.ts';
import { type Operand, type OperandType, readNumber } from '../../shared/query/read-operand.ts';
import { matchesAnything, patternPieces } from '../../shared/query/wildcard-pattern.ts';
import { foldText } from '../database/search-text.ts';
import { addressTextIsInNetwork } from './address-text.ts';
import type { SqlValues } from './sql-values.ts';

/** What is compared. */
export interface Subject {
  /** The value as it is stored. */
  readonly value: string;
  /** The value as text; the same for all but ids. */
  readonly text: string;
  readonly isUuid: boolean;
}

type OperandOf<Kind extends Operand['kind']> = Extract<Operand, { kind: Kind }>;

/** Makes the SQL of one comparison. It may be NULL where the value is missing; `build-where.ts` sees to that. */
export type OperatorSql = (subject: Subject, operand: Operand, values: SqlValues) => string;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** In the IPv6 space that all addresses are kept in. */
export const ADDRESS_NUMBER_COLUMN = 'src_ip_number';
/** OCSF's "Other": a severity without a place in the order. */
const UNORDERED_SEVERITY = 99;

const ORDER_SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
type Order = keyof typeof ORDER_SIGNS;

const isNumber: OperatorSql = ({ value }, operand, values) =>
  `${value} = ${values.number(expectKind(operand, 'number').value)}`;

const isSeverity: OperatorSql = ({ value }, operand, values) =>
  `${value} = ${values.number(expectKind(operand, 'severity').id)}`;

const isWithin: OperatorSql = ({ value }, operand, values) => {
  const { fromUs, toUs } = expectKind(operand, 'time');
  return `(${value} >= ${values.time(fromUs)} AND ${value} < ${values.time(toUs)})`;
};

/** Any case; a pattern's stars match anything. */
const isLike: OperatorSql = (subject, operand, values) => {
  if (operand.kind === 'pattern') return matchPattern(subject.text, operand.pattern, values);
  const { text } = expectKind(operand, 'text');
  if (subject.isUuid && UUID.test(text)) return `${subject.value} = ${values.bind(text, 'UUID')}`;
  return `lower(${subject.text}) = lower(${values.text(text)})`;
};

const isExactly: OperatorSql = (subject, operand, values) => {
  const { text } = expectKind(operand, 'text');
  if (subject.isUuid && UUID.test(text)) return `${subject.value} = ${values.bind(text, 'UUID')}`;
  return `${subject.text} = ${values.text(text)}`;
};

const isAddress: OperatorSql = (subject, operand, values) =>
  operand.kind === 'network' ? isInNetwork(operand, values) : isLike(subject, operand, values);

/** JSON has numbers as well as texts of digits: 5, "5" and 5.0 are the same to whoever asks. */
const isJsonLike: OperatorSql = (subject, operand, values) => {
  if (operand.kind === 'network') return addressTextIsInNetwork(subject.text, operand, values);
  const like = isLike(subject, operand, values);
  const number = operand.kind === 'text' ? readNumber(operand.text) : null;
  if (number === null) return like;
  return `(${like} OR TRY_CAST(${subject.text} AS DOUBLE) = ${values.bind(number, 'DOUBLE')})`;
};

const matchesRegex: OperatorSql = ({ text }, operand, values) =>
  `regexp_matches(${text}, ${values.text(expectKind(operand, 'regex').source)}, 'i')`;

/** The text holds one value a line, so `^` and `$` stand for the ends of a line. */
const matchesAnyText: OperatorSql = ({ text }, operand, values) =>
  `regexp_matches(${text}, ${values.text(`(?m)${expectKind(operand, 'regex').source}`)}, 'i')`;

/** A piece of text anywhere in the event; a star stays within one of its values, each of which is a line. */
const containsText: OperatorSql = ({ text }, operand, values) => {
  const { pattern } = expectKind(operand, 'pattern');
  const pieces = patternPieces(pattern)
    .map(foldText)
    .filter((piece) => piece !== '');
  const [first, ...rest] = pieces;
  if (first === undefined || matchesAnything(pattern)) return 'TRUE';
  if (rest.length === 0) return `contains(${text}, ${values.text(first)})`;
  // The quick test first: a regular expression on every event would take twice as long.
  const all = pieces.map((piece) => `contains(${text}, ${values.text(piece)})`);
  const inOneLine = values.text(pieces.map(escapeRegex).join('[^\\n]*'));
  return `(${all.join(' AND ')} AND regexp_matches(${text}, ${inOneLine}))`;
};

const orderNumber =
  (order: Order): OperatorSql =>
  ({ value }, operand, values) =>
    `${value} ${ORDER_SIGNS[order]} ${values.number(expectKind(operand, 'number').value)}`;

const orderSeverity =
  (order: Order): OperatorSql =>
  ({ value }, operand, values) => {
    const bound = values.number(expectKind(operand, 'severity').id);
    return `(${value} ${ORDER_SIGNS[order]} ${bound} AND ${value} <> ${UNORDERED_SEVERITY})`;
  };

/** A written time covers a span: after a day is after its end, up to a day includes it. */
const orderTime =
  (order: Order): OperatorSql =>
  ({ value }, operand, values) => {
    const edge = values.time(edgeUs(order, expectKind(operand, 'time')));
    return order === 'gt' || order === 'gte' ? `${value} >= ${edge}` : `${value} < ${edge}`;
  };

const orderAddress =
  (order: Order): OperatorSql =>
  (_, operand, values) => {
    const { low, high } = expectKind(operand, 'network');
    const edge = order === 'gt' || order === 'lte' ? high : low;
    return `e."${ADDRESS_NUMBER_COLUMN}" ${ORDER_SIGNS[order]} ${values.bind(edge, 'UHUGEINT')}`;
  };

/** By what was written: a number, a time (in JSON a text or OCSF's milliseconds), or else text. */
const orderJson =
  (order: Order): OperatorSql =>
  ({ text }, operand, values) => {
    const sign = ORDER_SIGNS[order];
    if (operand.kind === 'number') {
      return `TRY_CAST(${text} AS DOUBLE) ${sign} ${values.bind(operand.value, 'DOUBLE')}`;
    }
    if (operand.kind === 'time') {
      const written = `CAST(epoch_us(TRY_CAST(${text} AS TIMESTAMP)) AS DOUBLE)`;
      const time = `coalesce(TRY_CAST(${text} AS DOUBLE) * 1000, ${written})`;
      const edge = values.bind(edgeUs(order, operand), 'DOUBLE');
      return order === 'gt' || order === 'gte' ? `${time} >= ${edge}` : `${time} < ${edge}`;
    }
    return `lower(${text}) ${sign} lower(${values.text(expectKind(operand, 'text').text)})`;
  };

const byOrder = (order: Order): Partial<Record<OperandType, OperatorSql>> => ({
  number: orderNumber(order),
  time: orderTime(order),
  severity: orderSeverity(order),
  address: orderAddress(order),
  json: orderJson(order),
});

/** What each operator does with each type of field. What isn't here `readOperand` has refused before. */
export const filterOperators: Readonly<
  Record<CompareOperator, Readonly<Partial<Record<OperandType, OperatorSql>>>>
> = {
  is: {
    text: isLike,
    number: isNumber,
    time: isWithin,
    severity: isSeverity,
    address: isAddress,
    json: isJsonLike,
    'any-text': containsText,
  },
  equals: {
    text: isExactly,
    number: isNumber,
    time: isWithin,
    severity: isSeverity,
    // As it was stored, like the facet it was clicked in; `is` finds other spellings of the address, too.
    address: isExactly,
    json: isExactly,
  },
  matches: { text: matchesRegex, address: matchesRegex, json: matchesRegex, 'any-text': matchesAnyText },
  gt: byOrder('gt'),
  gte: byOrder('gte'),
  lt: byOrder('lt'),
  lte: byOrder('lte'),
};

function isInNetwork({ low, high }: OperandOf<'network'>, values: SqlValues): string {
  const column = `e."${ADDRESS_NUMBER_COLUMN}"`;
  if (low === high) return `${column} = ${values.bind(low, 'UHUGEINT')}`;
  return `(${column} >= ${values.bind(low, 'UHUGEINT')} AND ${column} <= ${values.bind(high, 'UHUGEINT')})`;
}

/** Beginning, end and middle have functions of their own, which need no escapes and are quicker than LIKE. */
function matchPattern(text: string, pattern: string, values: SqlValues): string {
  if (matchesAnything(pattern)) return `${text} IS NOT NULL`;
  const pieces = patternPieces(pattern);
  const [first, second, third] = pieces;
  const low = (piece: string) => `lower(${values.text(piece)})`;
  if (pieces.length === 2 && second === '') return `starts_with(lower(${text}), ${low(first)})`;
  if (pieces.length === 2 && first === '' && second) return `ends_with(lower(${text}), ${low(second)})`;
  if (pieces.length === 3 && first === '' && second && third === '') {
    return `contains(lower(${text}), ${low(second)})`;
  }
  const like = pieces.map((piece) => piece.replaceAll(/[\\%_]/g, '\\$&')).join('%');
  return `lower(${text}) LIKE ${low(like)} ESCAPE '\\'`;
}

function edgeUs(order: Order, { fromUs, toUs }: OperandOf<'time'>): number {
  return order === 'gt' || order === 'lte' ? toUs : fromUs;
}

function escapeRegex(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$-]/g, '\\$&');
}

/** The table and `readOperand` agree on which operand goes where; anything else is a bug. */
function expectKind<Kind extends Operand['kind']>(operand: Operand, kind: Kind): OperandOf<Kind> {
  if (operand.kind !== kind) throw new Error(`Expected a ${kind}, got a ${operand.kind}`);
  return operand as OperandOf<Kind>;
}
