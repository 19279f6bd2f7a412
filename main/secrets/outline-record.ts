import { findSecrets, type SecretPath } from './find-secrets.ts';
import { findTokenShapes } from './token-shapes.ts';

const DEEPEST_SHOWN = 6;
const MOST_KEYS = 60;
const MOST_ELEMENTS = 5;
const LONGEST = 4_000;
const PLAIN_KEY = /^[A-Za-z_@$][\w@.:-]{0,63}$/;

/**
 * The form of a record without its values: keys, types and lengths, for a person who wants to know why a record was
 * refused. A key that holds a secret, or does not look like a field's name, is shown by its length only.
 */
export function outlineRecord(record: unknown, declaredPaths: readonly SecretPath[] = []): string {
  const secrets = findSecrets(record, declaredPaths).found.map(({ value }) => value);
  const outline = outlineOf(record, 0, (key) => isShowable(key, secrets));
  return outline.length <= LONGEST ? outline : `${outline.slice(0, LONGEST)} …`;
}

function isShowable(key: string, secrets: readonly string[]): boolean {
  return (
    PLAIN_KEY.test(key) &&
    findTokenShapes(key).length === 0 &&
    !secrets.some((secret) => secret.length >= 4 && key.includes(secret))
  );
}

function outlineOf(value: unknown, depth: number, isShowableKey: (key: string) => boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text (${value.length})`;
  if (typeof value !== 'object') return typeof value;
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (depth >= DEEPEST_SHOWN) return Array.isArray(value) ? `list (${size})` : `object (${size})`;
  if (Array.isArray(value)) {
    const shown = value
      .slice(0, MOST_ELEMENTS)
      .map((element) => outlineOf(element, depth + 1, isShowableKey));
    return `[${withRest(shown, size)}]`;
  }
  const shown = Object.entries(value)
    .slice(0, MOST_KEYS)
    .map(([key, child]) => {
      const name = isShowableKey(key) ? key : `‹key of ${key.length} characters›`;
      return `${name}: ${outlineOf(child, depth + 1, isShowableKey)}`;
    });
  return `{ ${withRest(shown, size)} }`;
}

function withRest(shown: readonly string[], size: number): string {
  const rest = size - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ');
}
