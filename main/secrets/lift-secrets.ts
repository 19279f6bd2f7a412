import { encodedForms } from './encoded-forms.ts';
import { DEEPEST_LEVEL, DEEPEST_TEXT, findSecrets } from './find-secrets.ts';
import { createFormSearch, type FormSearch } from './form-search.ts';
import { isKindName } from './secret-names.ts';
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
import { jsonWithin } from './texts-within.ts';
import { secretMarker, type Vault } from './vault.ts';

export interface LiftedValue {
  readonly fingerprint: string;
  /** Characters of the value, as a person counts them. */
  readonly length: number;
  readonly marker: string;
}

export interface LiftedRecord {
  /**
   * A copy with markers in place of the secrets, or the record itself where it has none. What is nested deeper than
   * 100 levels is left out, and says so.
   */
  readonly record: unknown;
  /** One entry for each different value, with the first place it was found in: keys as the copy has them, with markers. */
  readonly lifted: readonly (LiftedValue & {
    readonly path: readonly string[];
    /** The value, sealed under its fingerprint. */
    readonly ciphertext: Uint8Array;
  })[];
  /** The value at the first declared path that has one. */
  readonly first: LiftedValue | null;
}

/** Shorter values occur in other texts by chance; they are replaced only in their own place. */
const SHORTEST_REPLACED_ELSEWHERE = 6;
/** A PIN may well be equal to a line number or a count. */
const SHORTEST_NUMBER_ELSEWHERE = 9;
const TOO_DEEP = '‹nested too deep to be kept›';
const KIND = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$/;

/**
 * Takes every secret out of a vendor's record before anything else sees it: at the declared paths, under telling keys
 * at any depth, and by their form inside texts and keys. Where a value of six or more characters stands anywhere else
 * in the record, plain or encoded, it is replaced as well. Values at declared paths are lifted as text, whatever
 * their type; so is everything below, if there is an object or a list, with those keys that are no field's name.
 *
 * `harmlessKeys` (whatever their case; `/data/token` at that place alone) are no telling keys; their values are still
 * looked through for what has a secret's own form, and a declared path counts all the same.
 */
export function liftSecrets(
  record: unknown,
  declaredPaths: readonly SecretPath[],
  vault: Vault,
  harmlessKeys: readonly string[] = noKeys,
): LiftedRecord {
  const harmless = harmlessSet(harmlessKeys);
  const { found, isTooDeep } = findSecrets(record, declaredPaths, harmless);
  if (found.length === 0 && !isTooDeep) return { record, lifted: [], first: null };
  const byValue = new Map<string, LiftedRecord['lifted'][number]>();
  for (const { value, path } of found) {
    if (!byValue.has(value)) byValue.set(value, lift(value, path, vault));
  }
  const firstDeclared = found.find(({ isDeclared }) => isDeclared);
  const first = firstDeclared ? byValue.get(firstDeclared.value) : undefined;
  const marked = new MarkedCopy(byValue, harmless);
  return {
    record: marked.copy(record, rootPlace(declaredPaths), 0, ''),
    lifted: [...byValue.values()].map((value) => ({
      ...value,
      path: value.path.map((key) => marked.key(key)),
    })),
    first: first ? { fingerprint: first.fingerprint, length: first.length, marker: first.marker } : null,
  };
}

const noKeys: readonly string[] = [];
const harmlessSets = new WeakMap<readonly string[], HarmlessKeys>();

/** `/data/token` → `/data/` */
function wayTo(path: string): readonly string[] {
  const steps = path.split('/').slice(1, -1);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`);
}

/** A declaration's list is the same for each of its records. */
function harmlessSet(keys: readonly string[]): HarmlessKeys {
  const known = harmlessSets.get(keys);
  if (known !== undefined) return known;
  const set = new Set(keys.flatMap((key) => [key.toLowerCase(), ...wayTo(key.toLowerCase())]));
  harmlessSets.set(keys, set);
  return set;
}

function lift(value: string, path: readonly string[], vault: Vault): LiftedRecord['lifted'][number] {
  const fingerprint = vault.fingerprint(value);
  return {
    fingerprint,
    length: countCharacters(value),
    marker: secretMarker(fingerprint),
    path,
    ciphertext: vault.seal(value, fingerprint),
  };
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

/** Copies a record with markers where its secrets were. */
class MarkedCopy {
  readonly #byValue: ReadonlyMap<string, LiftedValue>;
  readonly #harmless: HarmlessKeys;
  #textLevel = 0;
  #inTexts: FormSearch | null = null;
  #inKeys: FormSearch | null = null;

  constructor(byValue: ReadonlyMap<string, LiftedValue>, harmless: HarmlessKeys) {
    this.#byValue = byValue;
    this.#harmless = harmless;
  }

  copy(value: unknown, place: Place, depth: number, key: string): unknown {
    if (typeof value !== 'object' || value === null) return this.#scalar(value, place, key);
    if (depth >= DEEPEST_LEVEL) return TOO_DEEP;
    if (Array.isArray(value)) {
      const placeAt = placesOfElements(place, value, this.#harmless);
      return value.map((element, index) => this.copy(element, placeAt(index), depth + 1, key));
    }
    return this.#object(value, place, depth);
  }

  #object(object: object, place: Place, depth: number): Record<string, unknown> {
    const copied: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(object)) {
      const childPlace = placeOfProperty(place, key, object, this.#harmless);
      const isSecret = place.isDeclared && !isFieldName(key);
      const marked = (isSecret ? this.#byValue.get(key)?.marker : undefined) ?? this.key(key);
      const name = this.#byValue.size === 0 ? key : unusedName(marked, copied);
      setOwn(copied, name, this.copy(child, childPlace, depth + 1, key));
    }
    return copied;
  }

  #scalar(scalar: unknown, place: Place, key: string): unknown {
    if (this.#byValue.size === 0) return scalar;
    const secret = secretAt(place, scalar);
    if (secret !== null) {
      const lifted = this.#byValue.get(secret.value);
      return lifted === undefined ? scalar : secret.before + lifted.marker;
    }
    if (typeof scalar === 'number') {
      const text = String(scalar);
      return text.length >= SHORTEST_NUMBER_ELSEWHERE ? (this.#byValue.get(text)?.marker ?? scalar) : scalar;
    }
    if (typeof scalar !== 'string') return scalar;
    // A detector's name can hold a careless password ("PASSWORD"); without it nobody could ask by type.
    return isKindName(key) && KIND.test(scalar) ? scalar : (this.#jsonText(scalar) ?? this.#text(scalar));
  }

  /** In JSON inside of a text a secret is taken out of its place, however short it is; null where there is none. */
  #jsonText(text: string): string | null {
    const json = this.#textLevel < DEEPEST_TEXT ? jsonWithin(text) : undefined;
    if (json === undefined) return null;
    this.#textLevel += 1;
    const copied = JSON.stringify(this.copy(json, rootPlace([]), 0, ''));
    this.#textLevel -= 1;
    return copied === JSON.stringify(json) ? null : copied;
  }

  /** A key holds a value as it is, or not at all; looking for encodings in every key would cost more than all else. */
  key(key: string): string {
    if (key.length < SHORTEST_REPLACED_ELSEWHERE) return key;
    this.#inKeys ??= createFormSearch(
      [...this.#byValue]
        .filter(([value]) => value.length >= SHORTEST_REPLACED_ELSEWHERE)
        .map(([value, { marker }]) => ({ form: value, marker })),
    );
    return this.#inKeys.replaceIn(key);
  }

  #text(text: string): string {
    if (text.length < SHORTEST_REPLACED_ELSEWHERE) return text;
    if (isStructural(text)) return this.#byValue.get(text)?.marker ?? text;
    this.#inTexts ??= createFormSearch(formsOf(this.#byValue));
    return this.#inTexts.replaceIn(text);
  }
}

function formsOf(byValue: ReadonlyMap<string, LiftedValue>) {
  return [...byValue]
    .filter(([value]) => value.length >= SHORTEST_REPLACED_ELSEWHERE)
    .flatMap(([value, { marker }]) => encodedForms(value).map((form) => ({ form, marker })));
}

function unusedName(name: string, object: object): string {
  let unused = name;
  for (let count = 2; Object.hasOwn(object, unused); count += 1) unused = `${name} (${count})`;
  return unused;
}

/** An assignment to `__proto__` would change the object's kind and lose the value. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
