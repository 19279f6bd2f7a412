import { keyFacts } from './secret-names.ts';
import { isStructural } from './structural-text.ts';
import { findTellingContexts } from './telling-contexts.ts';
import { base64Within, jsonWithin } from './texts-within.ts';
import { findTokenShapes } from './token-shapes.ts';

/** A path of fixed keys; `*` stands for every element of an array. */
export type SecretPath = readonly string[];

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

/** What is true of a place in the record: it is declared as a secret, or stands under a telling name. */
export interface Place {
  /** What is left of the declared paths that lead through here. */
  readonly paths: readonly SecretPath[];
  readonly isDeclared: boolean;
  readonly isNamed: boolean;
  /** The name is a plural: a number here is a count, and a text may be a list of its own. */
  readonly isPlural?: boolean;
  /** Where this is, as long as a harmless key may still be met by its path: '' for the root, '/data'. */
  readonly at?: string;
}

export function rootPlace(declaredPaths: readonly SecretPath[]): Place {
  return {
    paths: declaredPaths,
    isDeclared: declaredPaths.some((path) => path.length === 0),
    isNamed: false,
    at: '',
  };
}

const ordinaryPlace: Place = { paths: [], isDeclared: false, isNamed: false };
const namedPlace: Place = { paths: [], isDeclared: false, isNamed: true };
const pluralPlace: Place = { ...namedPlace, isPlural: true };
const declaredPlace: Place = { paths: [], isDeclared: true, isNamed: false };

/**
 * Keys whose name sounds like a secret's and whose value is none, in lower case: at any depth (`secretkey`) or at one
 * place (`/data/token`, and `/data/` for the way there).
 */
export type HarmlessKeys = ReadonlySet<string>;
const noHarmlessKeys: HarmlessKeys = new Set();

/** The place of a property; everything below a declared place is declared. `object` has it. */
export function placeOfProperty(parent: Place, key: string, object: object, harmless: HarmlessKeys): Place {
  if (parent.isDeclared) return declaredPlace;
  const isValue = PAIR_VALUES.has(key);
  const isPairValue =
    (isValue && isTellingPair(object, harmless)) || (parent.isNamed && (isValue || OWN_VALUES.has(key)));
  const at = parent.at === undefined || harmless.size === 0 ? undefined : `${parent.at}/${key.toLowerCase()}`;
  const isHarmless = at !== undefined && harmless.has(at);
  const isNamed = isPairValue || (!isHarmless && isTelling(key, harmless));
  const place = stepped(parent.paths, (step) => step === key, isNamed);
  if (place === namedPlace && !isPairValue && keyFacts(key).isPlural) return pluralPlace;
  return at !== undefined && harmless.has(`${at}/`) ? { ...place, at } : place;
}

function isTelling(name: string, harmless: HarmlessKeys): boolean {
  return keyFacts(name).isSecretName && (harmless.size === 0 || !harmless.has(name.toLowerCase()));
}

function isTellingPair(object: object, harmless: HarmlessKeys): boolean {
  const name = pairNameOf(object);
  return name !== null && isTelling(name, harmless) && !keyFacts(name).isPlural;
}

export function placeOfElement(parent: Place): Place {
  if (parent.isDeclared || parent === pluralPlace) return parent;
  return stepped(parent.paths, (step) => step === '*', parent.isNamed);
}

function stepped(paths: readonly SecretPath[], fits: (step: string) => boolean, isNamed: boolean): Place {
  if (paths.length > 0) {
    const left = paths.filter(([step]) => step !== undefined && fits(step)).map((path) => path.slice(1));
    if (left.some((path) => path.length === 0)) return declaredPlace;
    if (left.length > 0) return { paths: left, isDeclared: false, isNamed };
  }
  return isNamed ? namedPlace : ordinaryPlace;
}

const PAIR_VALUES: ReadonlySet<string> = new Set([
  'value',
  'oldValue',
  'newValue',
  'old_value',
  'new_value',
  'Value',
  'OldValue',
  'NewValue',
  'val',
  'values',
  'v',
]);

/** Under a telling name these are the secret itself: `{ "token": { "text": "…" } }`. */
const OWN_VALUES: ReadonlySet<string> = new Set(['text', 'data', 'raw', 'plain', 'plaintext', 'content']);

/** The name in a pair such as `{ "name": "password", "value": "…" }`, as headers and changed properties are written. */
function pairNameOf(object: object): string | null {
  const { name, key, displayName, Name, Key, field, property, header, k } = object as Record<string, unknown>;
  const named = name ?? key ?? displayName ?? Name ?? Key ?? field ?? property ?? header ?? k;
  return typeof named === 'string' ? named : null;
}

/**
 * The text of a secret, if the place makes the scalar one. A flag under a telling name (`hasPassword: false`) is none;
 * at a declared place everything is.
 */
export function secretTextAt(place: Place, scalar: unknown): string | null {
  if (!place.isDeclared && !place.isNamed) return null;
  if (typeof scalar === 'string') {
    const isList = place.isPlural && /^[[{]/.test(scalar);
    return scalar === '' || isList || isMarker(scalar) ? null : scalar;
  }
  if (typeof scalar === 'number') return place.isPlural ? null : String(scalar);
  return typeof scalar === 'boolean' && place.isDeclared ? String(scalar) : null;
}

/**
 * Whether a key below a declared place is a field's name and no part of the secret: words of letters, as `firstPart` or
 * `first_part`. What else stands there as a key is a secret like the values.
 */
export function isFieldName(key: string): boolean {
  return key === '' || (key.length <= LONGEST_FIELD_NAME && FIELD_NAME.test(key)) || isMarker(key);
}

const FIELD_NAME = /^[A-Z]?[a-z]+(?:[A-Z][a-z]+|_[a-z]+)*$/;
const LONGEST_FIELD_NAME = 32;

/** Stands for a value that was lifted before, in a record that comes back from an export. */
function isMarker(text: string): boolean {
  return text.startsWith('‹secret:fp:') && /^‹secret:fp:[0-9a-f]{8}›$/.test(text);
}

export interface SecretsOfRecord {
  readonly found: readonly FoundSecret[];
  /** Parts below the deepest level were not looked into. */
  readonly isTooDeep: boolean;
}

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
      const secret = secretTextAt(place, value);
      if (secret !== null) find(secret, place.isDeclared);
      else if (typeof value === 'string' && !isStructural(value)) {
        for (const secret of secretsInText(value, harmless, textLevel)) find(secret, false);
      }
      return;
    }
    if (path.length >= DEEPEST_LEVEL) {
      isTooDeep = true;
      return;
    }
    if (Array.isArray(value)) {
      const elementPlace = placeOfElement(place);
      for (const [index, element] of value.entries()) step(String(index), element, elementPlace);
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
