import { maskTexts } from '../export/json-lines.ts';
import { encodedForms } from '../secrets/encoded-forms.ts';
import { keyFacts } from '../secrets/secret-names.ts';
import { jsonWithin } from '../secrets/texts-within.ts';
import { secretMarker, type Vault } from '../secrets/vault.ts';
import { secretSpans } from './secret-spans.ts';

/** Shorter values occur in other texts by chance, as in `lift-secrets.ts`. */
const SHORTEST_ELSEWHERE = 6;
/** Values that are looked for elsewhere; a record of more secrets was made to be slow. */
const MOST_ELSEWHERE = 200;
const DEEPEST_TEXT = 3;
const MARKER = /^‹secret(?::fp:[0-9a-f]{8})?›$/;
/** A value that is a part of this would be looked for in markers. */
const MARKER_BEGINS = '‹secret:fp:';

/**
 * Puts markers in place of everything that stands at a secret name, wherever that is and whatever is below it, keys
 * included; then of each such value wherever else it stands. One for each record.
 */
export class RecordShutter {
  readonly #declared: ReadonlySet<string>;
  readonly #harmless: ReadonlySet<string>;
  readonly #vault: Vault;
  /** What was found, to its marker. */
  readonly #found = new Map<string, string>();
  #textLevel = 0;

  constructor(declared: readonly string[], harmless: readonly string[], vault: Vault) {
    this.#declared = new Set(declared.map(plainName));
    this.#harmless = new Set(harmless.map(plainName));
    this.#vault = vault;
  }

  /** No JSON, or not whole: every name counts that sounds like a secret's. */
  text(text: string): string {
    const shut = this.#spansShut(text, (name) => this.#isSecretName(name));
    return this.#elsewhere()(shut);
  }

  value(value: unknown): unknown {
    const shut = this.#visit(value);
    return this.#found.size === 0 ? shut : maskTexts(shut, this.#elsewhere());
  }

  #visit(value: unknown): unknown {
    if (typeof value === 'string') return this.#textOfRecord(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((element) => this.#visit(element));
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        this.#isSecretName(key) ? this.#shut(child) : this.#visit(child),
      ]),
    );
  }

  /** Prose names tokens and passwords all the time, so that only what is declared counts there. */
  #textOfRecord(text: string): string {
    const json = this.#textLevel < DEEPEST_TEXT ? jsonWithin(text) : undefined;
    if (json === undefined) return this.#spansShut(text, (name) => this.#declared.has(plainName(name)));
    this.#textLevel += 1;
    const shut = JSON.stringify(this.#visit(json));
    this.#textLevel -= 1;
    return shut === JSON.stringify(json) ? text : shut;
  }

  #spansShut(text: string, isSecretName: (name: string) => boolean): string {
    let shut = '';
    let end = 0;
    for (const { from, to } of secretSpans(text, isSecretName)) {
      shut += text.slice(end, from) + this.#markerOf(text.slice(from, to));
      end = to;
    }
    return shut + text.slice(end);
  }

  #shut(value: unknown): unknown {
    if (typeof value === 'string') return this.#markerOf(value);
    if (typeof value === 'number') return this.#markerOf(String(value));
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((element) => this.#shut(element));
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key.length < SHORTEST_ELSEWHERE ? key : this.#markerOf(key),
        this.#shut(child),
      ]),
    );
  }

  #markerOf(value: string): string {
    if (value === '' || MARKER.test(value)) return value;
    const marker = secretMarker(this.#vault.fingerprint(value));
    const isLookedFor = value.length >= SHORTEST_ELSEWHERE && !MARKER_BEGINS.includes(value);
    if (isLookedFor && this.#found.size < MOST_ELSEWHERE) this.#found.set(value, marker);
    return marker;
  }

  /** Longest first, so that a value which holds another leaves no rest of it. */
  #elsewhere(): (text: string) => string {
    const forms = [...this.#found]
      .flatMap(([value, marker]) => encodedForms(value).map((form) => ({ form, marker })))
      .sort((a, b) => b.form.length - a.form.length);
    return (text) =>
      text.length < SHORTEST_ELSEWHERE
        ? text
        : forms.reduce(
            (left, { form, marker }) => (left.includes(form) ? left.replaceAll(form, () => marker) : left),
            text,
          );
  }

  #isSecretName(name: string): boolean {
    const plain = plainName(name);
    return this.#declared.has(plain) || (keyFacts(name).isSecretName && !this.#harmless.has(plain));
  }
}

/** Upper and lower case, and what separates words, make no other name. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
