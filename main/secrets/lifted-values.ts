import { decodedAsWhole, unescaped, visitCandidates } from './candidate-values.ts';
import { encodedForms } from './encoded-forms.ts';
import { withPlaces } from './form-search.ts';
import { KnownFingerprints } from './known-fingerprints.ts';
import { LONGEST_SEARCHED } from './token-shapes.ts';
import { withoutUnicodeEscapes } from './unicode-escapes.ts';
import { MOST_ESCAPED, TOO_MANY, ValueSearch } from './value-search.ts';
import { secretMarker, type Vault } from './vault.ts';

/**
 * The values that were lifted, and how texts get rid of them. Of a value it keeps the fingerprint and a few numbers that
 * tell nothing of it. Changes no text before it knows the vault, and none that is too long to be searched.
 */
export class LiftedValues {
  readonly #known = new KnownFingerprints();
  readonly #search = new ValueSearch();
  #vault: Pick<Vault, 'fingerprint'> | null = null;

  knowVault(vault: Pick<Vault, 'fingerprint'>): void {
    this.#vault = vault;
  }

  /** `length` is the value's, in characters. */
  addFingerprint(fingerprint: string, length: number): void {
    this.#known.add(fingerprint, length);
  }

  addValue(value: string, fingerprint: string): void {
    this.#known.add(fingerprint, charactersIn(value));
    this.#search.add(value);
  }

  /** Without those that stand in the text as they are, or escaped for JSON by whatever writer. */
  withoutPlain(text: string): string {
    if (this.#vault === null || text.length > LONGEST_SEARCHED) return text;
    const left = this.#search.replaceIn(text, this.#markerOfWritten);
    const plain = withoutUnicodeEscapes(left);
    if (plain === null) return left;
    const places = this.#search.placesIn(plain.text, this.#markerOfWritten);
    if (places === null) return TOO_MANY;
    const inWritten = places.map(({ start, end, marker }) => ({
      start: plain.writtenAt(start),
      end: plain.writtenAt(end),
      marker,
    }));
    return withPlaces(left, inWritten);
  }

  /** Without those in base64 and the like, too, and those that are known by their fingerprints alone. */
  withoutAny(text: string): string {
    if (this.#vault === null || this.#known.isEmpty || text.length > LONGEST_SEARCHED) return text;
    const left = this.withoutPlain(text);
    const found = new Map<string, string>();
    this.#findCandidates(left, found);
    this.#findInDecoded(left, found);
    return [...found]
      .sort(([a], [b]) => b.length - a.length)
      .reduce((rest, [form, marker]) => rest.replaceAll(form, () => marker), left);
  }

  /** Adds each piece of the text that is a value or says one, and the forms of it, with their marker. */
  #findCandidates(text: string, found: Map<string, string>): void {
    const looked = new Map<string, string | null>();
    visitCandidates(text, (value, written) => {
      let marker = looked.get(value);
      if (marker === undefined) {
        marker = this.#markerOf(value) ?? (value === written ? null : this.#markerWithin(value));
        looked.set(value, marker);
      }
      if (marker === null) return;
      found.set(written, marker);
      addForms(found, value, marker);
    });
  }

  /** Adds the forms of the values in what the text says when it is decoded as a whole. */
  #findInDecoded(text: string, found: Map<string, string>): void {
    for (const decoded of decodedAsWhole(text)) {
      for (const { start, end, marker } of this.#search.placesIn(decoded, this.#markerOfWritten) ?? []) {
        addForms(found, decoded.slice(start, end), marker);
      }
    }
  }

  /** The marker of a value that was lifted; null for any other text. */
  #markerOf(value: string): string | null {
    if (this.#vault === null || !this.#known.hasLength(charactersIn(value))) return null;
    const fingerprint = this.#vault.fingerprint(value);
    return this.#known.has(fingerprint) ? secretMarker(fingerprint) : null;
  }

  /** The same for what may be escaped for JSON. */
  readonly #markerOfWritten = (written: string): string | null => {
    let value: string | null = written;
    for (let times = 0; value !== null && times <= MOST_ESCAPED; times += 1) {
      const marker = this.#markerOf(value);
      if (marker !== null || !value.includes('\\')) return marker;
      value = unescaped(value);
    }
    return null;
  };

  /** Of the first value in what was decoded: what it was decoded from goes as a whole. */
  #markerWithin(decoded: string): string | null {
    return this.#search.placesIn(decoded, this.#markerOfWritten)?.[0]?.marker ?? null;
  }
}

function addForms(found: Map<string, string>, value: string, marker: string): void {
  for (const form of encodedForms(value)) found.set(form, marker);
}

/** As `LiftedValue.length` counts them. */
function charactersIn(value: string): number {
  let count = value.length;
  for (let at = 1; at < value.length; at += 1) {
    const isPair =
      (value.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (value.charCodeAt(at) & 0xfc00) === 0xdc00;
    if (isPair) count -= 1;
  }
  return count;
}
