import { schemeAndToken } from './authorization-scheme.ts';
import { isDescription } from './descriptive-keys.ts';
import { type KeyFacts, keyFacts } from './secret-names.ts';
import { isListOfPairs, toldByNeighbours } from './told-by-neighbours.ts';

/** A path of fixed keys; `*` stands for every element of an array. */
export type SecretPath = readonly string[];

/** What is true of a place in the record: it is declared as a secret, or stands under a telling name. */
export interface Place {
  /** What is left of the declared paths that lead through here. */
  readonly paths: readonly SecretPath[];
  readonly isDeclared: boolean;
  readonly isNamed: boolean;
  /** The name is a plural: a number here is a count, and a text may be a list of its own. */
  readonly isPlural?: boolean;
  /** A map here has values under names of its own: `passwords: { ann: "…" }`. */
  readonly many?: KeyFacts['many'];
  /** The name that tells is not this one's own: what only describes a secret is none. */
  readonly mayDescribe?: boolean;
  /** A list here is a name and its value. */
  readonly isPair?: boolean;
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
const pairPlace: Place = { ...ordinaryPlace, isPair: true };
const namedPlace: Place = { paths: [], isDeclared: false, isNamed: true };
const pluralPlace: Place = { ...namedPlace, isPlural: true };
const describingPlace: Place = { ...namedPlace, mayDescribe: true };
const describingPluralPlace: Place = { ...pluralPlace, mayDescribe: true };
const declaredPlace: Place = { paths: [], isDeclared: true, isNamed: false };
const passwordsPlace: Place = { ...namedPlace, many: 'passwords' };
const keysPlace: Place = { ...namedPlace, many: 'secrets' };
const secretsPlace: Place = { ...pluralPlace, many: 'secrets' };

/**
 * Keys whose name sounds like a secret's and whose value is none, in lower case: at any depth (`secretkey`) or at one
 * place (`/data/token`, and `/data/` for the way there).
 */
export type HarmlessKeys = ReadonlySet<string>;

/** The place of a property; everything below a declared place is declared. `object` has it. */
export function placeOfProperty(parent: Place, key: string, object: object, harmless: HarmlessKeys): Place {
  if (parent.isDeclared) return declaredPlace;
  const facts = keyFacts(key);
  const { valueRole } = facts;
  const isPairValue =
    valueRole !== null &&
    (parent.isNamed || (valueRole !== 'of its parent' && isTellingPair(object, harmless)));
  const at = parent.at === undefined || harmless.size === 0 ? undefined : `${parent.at}/${key.toLowerCase()}`;
  const isHarmless = at !== undefined && harmless.has(at);
  const isNamed = isPairValue || (!isHarmless && isTelling(key, harmless));
  const place = stepped(parent.paths, (step) => step === key, isNamed);
  if (place === namedPlace) {
    if (isPairValue) return valueRole === 'of a change' ? describingPlace : namedPlace;
    return placeOfMany(facts);
  }
  if (place === ordinaryPlace && parent.many && !isHarmless) return placeBelowMany(parent, facts);
  return at !== undefined && harmless.has(`${at}/`) ? { ...place, at } : place;
}

function placeOfMany({ many, isPlural }: KeyFacts): Place {
  if (many === 'passwords') return passwordsPlace;
  if (many === 'secrets') return isPlural ? secretsPlace : keysPlace;
  return namedPlace;
}

function placeBelowMany({ many, isPlural }: Place, facts: KeyFacts): Place {
  const isAbout = many === 'passwords' ? facts.isAboutAPassword : facts.isAboutASecret;
  if (isAbout) return ordinaryPlace;
  return isPlural ? describingPluralPlace : describingPlace;
}

function isTelling(name: string, harmless: HarmlessKeys): boolean {
  return keyFacts(name).isSecretName && (harmless.size === 0 || !harmless.has(name.toLowerCase()));
}

/** Answers by object, for its values may ask for it one after the other: a record could have a hundred thousand of them. */
const tellingPairs = new WeakMap<HarmlessKeys, WeakMap<object, boolean>>();

/** The name in a pair such as `{ "name": "password", "value": "…" }`, as headers and changed properties are written. */
function isTellingPair(object: object, harmless: HarmlessKeys): boolean {
  let answers = tellingPairs.get(harmless);
  if (answers === undefined) {
    answers = new WeakMap();
    tellingPairs.set(harmless, answers);
  }
  let answer = answers.get(object);
  if (answer === undefined) {
    answer = holdsTellingName(object, harmless);
    answers.set(object, answer);
  }
  return answer;
}

function holdsTellingName(object: object, harmless: HarmlessKeys): boolean {
  for (const [key, name] of Object.entries(object)) {
    if (typeof name !== 'string' || !keyFacts(key).isPairName) continue;
    if (isTelling(name, harmless) && !keyFacts(name).isPlural) return true;
  }
  return false;
}

/** The place of each element of a list. */
export function placesOfElements(
  parent: Place,
  list: readonly unknown[],
  harmless: HarmlessKeys,
): (index: number) => Place {
  const every = placeOfElement(parent);
  if (parent.isDeclared || every.isNamed) return () => every;
  if (every === ordinaryPlace && isListOfPairs(list)) return () => pairPlace;
  const told = toldByNeighbours(list, parent.isPair === true, (name) => isTelling(name, harmless));
  return told.size === 0 ? () => every : (index) => (told.has(index) ? namedPlace : every);
}

function placeOfElement(parent: Place): Place {
  if (parent.isDeclared) return parent;
  if (parent.many) return parent.isPlural ? pluralPlace : namedPlace;
  if (parent.isNamed && parent.paths.length === 0) return parent;
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

/** A secret at its place: the whole of a text, or what an announced scheme (`Bearer …`) leaves of it. */
export interface SecretAtPlace {
  /** Stays in front of the marker; nearly always empty. */
  readonly before: string;
  readonly value: string;
}

/** As short as this, a number under a name of many, or where some are described, is a count or a limit. */
const LONGEST_COUNT = 3;

/**
 * The secret, if the place makes the scalar one. A flag under a telling name (`hasPassword: false`) is none; at a
 * declared place everything is.
 */
export function secretAt(place: Place, scalar: unknown): SecretAtPlace | null {
  if (!place.isDeclared && !place.isNamed) return null;
  if (typeof scalar === 'string') return secretText(place, scalar);
  if (typeof scalar === 'number') {
    const text = String(scalar);
    const isCount = place.isPlural || ((place.mayDescribe || place.many) && text.length <= LONGEST_COUNT);
    return isCount ? null : whole(text);
  }
  return typeof scalar === 'boolean' && place.isDeclared ? whole(String(scalar)) : null;
}

function secretText(place: Place, text: string): SecretAtPlace | null {
  if (text === '' || isMarker(text)) return null;
  if (place.isDeclared) return whole(text);
  if (place.isPlural && /^[[{]/.test(text)) return null;
  if (text.length <= 5 && /^(?:true|false)$/i.test(text)) return null;
  if (place.mayDescribe && (isDescription(text) || (place.isPlural && /^\d{1,6}$/.test(text)))) return null;
  const announced = schemeAndToken(text);
  return announced === null ? whole(text) : { before: announced.scheme, value: announced.token };
}

const whole = (value: string): SecretAtPlace => ({ before: '', value });

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
