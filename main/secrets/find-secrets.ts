import { passwordOfBasic } from './authorization-scheme.ts';
import { keyFacts } from './secret-names.ts';
import {
  type HarmlessKeys,
  isFieldName,
  type Place,
  placeOfProperty,
  placesOfElements,
  rootPlace,
  type SecretPath,
  secretAt,
} from './secret-places.ts';
import { isStructural } from './structural-text.ts';
import { findTellingContexts } from './telling-contexts.ts';
import { base64Within, jsonWithin } from './texts-within.ts';
import { findTokenShapes } from './token-shapes.ts';
import { secretsInCommand } from './told-by-neighbours.ts';

export interface FoundSecret {
  readonly value: string;
  /** Keys and indexes from the record's root to the value, or to the text or key it was found in. */
  readonly path: readonly string[];
  readonly isDeclared: boolean;
}

/** Deeper parts are not kept (see `lift-secrets.ts`): no vendor nests like this, and recursion has to end. */
export const DEEPEST_LEVEL = 100;
/** JSON in a text in JSON in a text …: each level doubles the escapes. */
export const DEEPEST_TEXT = 3;

export interface SecretsOfRecord {
  readonly found: readonly FoundSecret[];
  /** Parts below the deepest level were not looked into. */
  readonly isTooDeep: boolean;
}

const noHarmlessKeys: HarmlessKeys = new Set();

/** Every secret of the record: declared, by the name of its key, or by its own form in a text or a key. */
export function findSecrets(
  record: unknown,
  declaredPaths: readonly SecretPath[],
  harmless: HarmlessKeys = noHarmlessKeys,
  textLevel = 0,
): SecretsOfRecord {
  const found: FoundSecret[] = [];
  const path: string[] = [];
  let isTooDeep = false;
  const find = (value: string, isDeclared: boolean) => found.push({ value, path: [...path], isDeclared });

  const visit = (value: unknown, place: Place): void => {
    if (typeof value !== 'object' || value === null) {
      const secret = secretAt(place, value);
      if (secret !== null) {
        find(secret.value, place.isDeclared);
        const password = secret.before === '' ? null : passwordOfBasic(secret.value);
        if (password !== null) find(password, false);
      } else if (typeof value === 'string' && !isStructural(value)) {
        for (const secret of secretsInText(value, harmless, textLevel)) find(secret, false);
      }
      return;
    }
    if (path.length >= DEEPEST_LEVEL) {
      isTooDeep = true;
      return;
    }
    if (Array.isArray(value)) {
      const placeAt = placesOfElements(place, value, harmless);
      for (const [index, element] of value.entries()) step(String(index), element, placeAt(index));
      for (const secret of secretsInCommand(value)) find(secret, false);
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      if (place.isDeclared && !isFieldName(key)) find(key, false);
      step(key, child, placeOfProperty(place, key, value, harmless));
    }
  };
  const step = (key: string, child: unknown, place: Place) => {
    path.push(key);
    for (const token of keyFacts(key).tokens) find(token, false);
    visit(child, place);
    path.pop();
  };

  visit(record, rootPlace(declaredPaths));
  return { found, isTooDeep };
}

/** What gives itself away in a text: by its form, by what stands before it, and in the JSON and the base64 of it. */
function secretsInText(text: string, harmless: HarmlessKeys, level: number): readonly string[] {
  if (text.length < SHORTEST_TELLING) return none;
  const json = level < DEEPEST_TEXT ? jsonWithin(text) : undefined;
  if (json !== undefined) return findSecrets(json, [], harmless, level + 1).found.map(({ value }) => value);
  const tokens = findTokenShapes(text);
  const named = findTellingContexts(text);
  const encoded = level < DEEPEST_TEXT ? base64Within(text) : none;
  if (named.length === 0 && encoded.length === 0) return tokens;
  return [...tokens, ...named, ...encoded.flatMap((inner) => secretsInText(inner, harmless, DEEPEST_TEXT))];
}

const none: readonly string[] = [];
/** `pwd=hunter` */
const SHORTEST_TELLING = 10;
