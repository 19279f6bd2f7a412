import { findSecrets } from './find-secrets.ts';
import {
  type Place,
  placeOfProperty,
  placesOfElements,
  rootPlace,
  type SecretPath,
} from './secret-places.ts';
import { findTokenShapes } from './token-shapes.ts';

const DEEPEST_SHOWN = 6;
const MOST_KEYS = 60;
const MOST_ELEMENTS = 5;
const LONGEST = 4_000;
const PLAIN_KEY = /^[A-Za-z_@$][\w@.:-]{0,63}$/;

/**
 * The form of a record without its values: keys, types and lengths, for a person who wants to know why a record was
 * refused. A key that holds a secret, stands where a secret should, or does not look like a field's name, is shown by its
 * length only.
 */
export function outlineRecord(record: unknown, declaredPaths: readonly SecretPath[] = []): string {
  const secrets = new Set(findSecrets(record, declaredPaths).found.map(({ value }) => value));
  const outline = outlineOf(record, rootPlace(declaredPaths), 0, (key) => isShowable(key, secrets));
  return outline.length <= LONGEST ? outline : `${outline.slice(0, LONGEST)} …`;
}

function isShowable(key: string, secrets: ReadonlySet<string>): boolean {
  if (!PLAIN_KEY.test(key) || secrets.has(key) || findTokenShapes(key).length > 0) return false;
  for (const secret of secrets) {
    if (secret.length >= 4 && key.includes(secret)) return false;
  }
  return true;
}

function outlineOf(
  value: unknown,
  place: Place,
  depth: number,
  isShowableKey: (key: string) => boolean,
): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text (${value.length})`;
  if (typeof value !== 'object') return typeof value;
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (depth >= DEEPEST_SHOWN) return Array.isArray(value) ? `list (${size})` : `object (${size})`;
  if (Array.isArray(value)) {
    const placeAt = placesOfElements(place, value, nothingHarmless);
    const shown = value
      .slice(0, MOST_ELEMENTS)
      .map((element, index) => outlineOf(element, placeAt(index), depth + 1, isShowableKey));
    return `[${withRest(shown, size)}]`;
  }
  const mayShow = !place.isDeclared && !place.isNamed;
  const shown = Object.entries(value)
    .slice(0, MOST_KEYS)
    .map(([key, child]) => {
      const name = mayShow && isShowableKey(key) ? key : `‹key of ${key.length} characters›`;
      const below = belowNamed(place, placeOfProperty(place, key, value, nothingHarmless));
      return `${name}: ${outlineOf(child, below, depth + 1, isShowableKey)}`;
    });
  return `{ ${withRest(shown, size)} }`;
}

const nothingHarmless: ReadonlySet<string> = new Set();

/** Here a telling name counts for all that is below it. */
function belowNamed(parent: Place, place: Place): Place {
  return parent.isNamed && !place.isDeclared ? { ...place, isNamed: true } : place;
}

function withRest(shown: readonly string[], size: number): string {
  const rest = size - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ');
}
