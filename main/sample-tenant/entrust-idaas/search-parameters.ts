import { isJsonObject, type JsonObject } from '../../vendors/json-object.ts';

export interface SearchAttribute {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

export interface SearchParameters {
  readonly limit: number;
  readonly cursor: string | null;
  readonly attributes: readonly SearchAttribute[];
  readonly order: { readonly name: string; readonly ascending: boolean } | null;
}

const texts = ['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'NOT_CONTAINS', 'STARTS_WITH', 'ENDS_WITH'];
const times = ['GREATER_THAN', 'GREATER_THAN_OR_EQUAL', 'LESS_THAN', 'LESS_THAN_OR_EQUAL'];
const everywhere = { category: ['EQUALS'], outcome: ['EQUALS'] };

/** Which attribute takes which operators, at each of the two calls. */
const operators: Readonly<Record<'siem' | 'paged', Readonly<Record<string, readonly string[]>>>> = {
  siem: { ...everywhere, startTime: ['GREATER_THAN_OR_EQUAL'], endTime: ['LESS_THAN_OR_EQUAL'] },
  paged: {
    ...everywhere,
    eventTime: times,
    eventType: texts,
    resourceName: texts,
    subjectName: texts,
    entityName: texts,
    entityAction: texts,
    entityType: texts,
    sourceIp: ['EQUALS', 'STARTS_WITH'],
    subject: ['EQUALS'],
    authenticator: ['EQUALS'],
  },
};

const mandatory = { siem: 'startTime', paged: 'eventTime' } as const;
const timeAttributes = new Set(['startTime', 'endTime', 'eventTime']);
const longest: Readonly<Record<string, number>> = { entityType: 40, sourceIp: 39 };
const LONGEST_TEXT = 100;

/** The body of a search, or what is wrong with it. With a cursor nothing else is looked at but the limit. */
export function readSearch(call: 'siem' | 'paged', body: unknown): SearchParameters | string {
  if (!isJsonObject(body)) return 'The body is not an object';
  const { limit = 100, cursor, orderByAttribute } = body;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 100) {
    return 'limit must be between 1 and 100';
  }
  if (typeof cursor === 'string' && cursor !== '') return { limit, cursor, attributes: [], order: null };
  const list = Array.isArray(body.searchByAttributes) ? body.searchByAttributes : [];
  const attributes: SearchAttribute[] = [];
  for (const one of list) {
    const problem = isJsonObject(one) ? problemOf(call, one) : 'A search attribute is not an object';
    if (problem !== null) return problem;
    attributes.push(one as SearchAttribute);
  }
  const needed = mandatory[call];
  if (!attributes.some(({ name }) => name === needed)) return `The search attribute ${needed} is required`;
  return { limit, cursor: null, attributes, order: call === 'siem' ? null : orderOf(orderByAttribute) };
}

function problemOf(call: 'siem' | 'paged', { name, operator, value }: JsonObject): string | null {
  const known = operators[call];
  if (typeof name !== 'string' || !Object.hasOwn(known, name)) return 'Unknown search attribute';
  if (typeof operator !== 'string' || !known[name]?.includes(operator)) {
    return `The operator is not allowed for ${name}`;
  }
  if (typeof value !== 'string') return `The value of ${name} is not text`;
  if (value.length > (longest[name] ?? LONGEST_TEXT)) return `The value of ${name} is too long`;
  const isTime = timeAttributes.has(name);
  return isTime && !isPlainTime(value)
    ? `The value of ${name} is not a time such as 2018-08-04T18:15:30`
    : null;
}

/** UTC without a zone and without a fraction. */
function isPlainTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}Z`));
}

function orderOf(order: unknown): SearchParameters['order'] {
  if (!isJsonObject(order) || typeof order.name !== 'string') return null;
  return { name: order.name, ascending: order.ascending !== false };
}
