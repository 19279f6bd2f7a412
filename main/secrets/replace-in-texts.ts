import { isStructural } from './structural-text.ts';

const DEEPEST = 100;

/**
 * A copy of a JSON value in which every text, and every key, has the given values replaced; so has what is nested
 * deeper than 100 levels, as a whole. Ids and times (`isStructural`) stay unless they are a value themselves.
 */
export function replaceInTexts(json: unknown, values: readonly string[], replacement: string): unknown {
  // Longer values first, so that a value that holds another leaves no rest.
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  const inText = (text: string): string => {
    if (isStructural(text)) return values.includes(text) ? replacement : text;
    return longestFirst.reduce((left, value) => left.replaceAll(value, () => replacement), text);
  };
  const inValue = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return inText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return replacement;
    if (Array.isArray(value)) return value.map((element) => inValue(element, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [inText(key), inValue(child, depth + 1)]),
    );
  };
  return inValue(json, 0);
}
