import type { AppError } from '../../shared/app-error.ts';
import { decodedAsWhole, unescaped, visitCandidates } from './candidate-values.ts';
import type { Egress } from './egress.ts';
import { encodedForms } from './encoded-forms.ts';
import { withPlaces } from './form-search.ts';
import { KnownFingerprints } from './known-fingerprints.ts';
import { createMask, MASKED, type Mask, maskText } from './mask-text.ts';
import { findTellingContexts } from './telling-contexts.ts';
import { LONGEST_SEARCHED } from './token-shapes.ts';
import { withoutUnicodeEscapes } from './unicode-escapes.ts';
import { MOST_ESCAPED, TOO_MANY, ValueSearch } from './value-search.ts';
import { secretMarker, type Vault } from './vault.ts';

/** The egress function as its owner sees it, who tells it what there is to hide. */
export interface OwnEgress extends Egress {
  /** From now on values that were lifted are recognised. */
  knowVault(vault: Pick<Vault, 'fingerprint'>): void;
  /**
   * A value was lifted; `length` is its own, in characters. Enough to know it where it is a word, a line or in quotes;
   * `addValue` finds it anywhere.
   */
  addFingerprint(fingerprint: string, length: number): void;
  /** A value was lifted. Kept are its fingerprint and two numbers that tell nothing of it. */
  addValue(value: string, fingerprint: string): void;
  /** `ready` is when this is over, too, whichever way. */
  learnFrom(reading: Promise<unknown>): void;
  /** Whether `ready` has resolved, for those who can't wait. */
  isReady(): boolean;
  /** A credential of this app's own; kept in memory, like the credential itself. */
  addCredential(value: string): void;
}

/**
 * A mistyped token may be an ordinary word, and masking that would shred our own sentences. No vendor makes tokens
 * this short.
 */
const SHORTEST_CREDENTIAL = 8;

/** Works from the first moment, by rules alone; gets to know the vault and the credentials as they are opened. */
export function createEgress(): OwnEgress {
  const known = new KnownFingerprints();
  const search = new ValueSearch();
  const credentials = new Set<string>();
  let learned: Promise<unknown> = Promise.resolve();
  let readings = 0;
  let fingerprint: ((value: string) => string) | null = null;
  let mask: Mask = maskText;

  /** The marker of a value that was lifted; null for any other text. */
  function markerOf(value: string): string | null {
    if (fingerprint === null || !known.hasLength(charactersIn(value))) return null;
    const found = fingerprint(value);
    return known.has(found) ? secretMarker(found) : null;
  }

  /** The same for what may be escaped for JSON. */
  function markerOfWritten(written: string): string | null {
    let value: string | null = written;
    for (let times = 0; value !== null && times <= MOST_ESCAPED; times += 1) {
      const marker = markerOf(value);
      if (marker !== null || !value.includes('\\')) return marker;
      value = unescaped(value);
    }
    return null;
  }

  /** Lifted values that stand in the text as they are, or escaped for JSON by whatever writer. */
  function withoutPlain(text: string): string {
    if (fingerprint === null || text.length > LONGEST_SEARCHED) return text;
    const left = search.replaceIn(text, markerOfWritten);
    const plain = withoutUnicodeEscapes(left);
    if (plain === null) return left;
    const places = search.placesIn(plain.text, markerOfWritten);
    if (places === null) return TOO_MANY;
    const inWritten = places.map(({ start, end, marker }) => ({
      start: plain.writtenAt(start),
      end: plain.writtenAt(end),
      marker,
    }));
    return withPlaces(left, inWritten);
  }

  function withoutLifted(text: string): string {
    if (fingerprint === null || known.isEmpty || text.length > LONGEST_SEARCHED) return text;
    const left = withoutPlain(text);
    const found = new Map<string, string>();
    const addForms = (value: string, marker: string) => {
      for (const form of encodedForms(value)) found.set(form, marker);
    };
    const looked = new Map<string, string | null>();
    visitCandidates(left, (value, written) => {
      let marker = looked.get(value);
      if (marker === undefined) {
        marker = markerOf(value) ?? (value === written ? null : markerWithin(value));
        looked.set(value, marker);
      }
      if (marker === null) return;
      found.set(written, marker);
      addForms(value, marker);
    });
    for (const decoded of decodedAsWhole(left)) {
      for (const { start, end, marker } of search.placesIn(decoded, markerOfWritten) ?? []) {
        addForms(decoded.slice(start, end), marker);
      }
    }
    return [...found]
      .sort(([a], [b]) => b.length - a.length)
      .reduce((rest, [form, marker]) => rest.replaceAll(form, () => marker), left);
  }

  /** Of the first value in what was decoded: what it was decoded from goes as a whole. */
  function markerWithin(decoded: string): string | null {
    return search.placesIn(decoded, markerOfWritten)?.[0]?.marker ?? null;
  }

  const text = (given: string) => mask(withoutNamed(withoutLifted(given)));
  return {
    text,
    error: (error) => maskedError(error, text),
    stored: (given) => mask(withoutPlain(given)),
    ready: () => learned.then(() => undefined),
    knowVault(vault) {
      fingerprint = (value) => vault.fingerprint(value);
    },
    addFingerprint: (added, length) => known.add(added, length),
    addValue(value, added) {
      known.add(added, charactersIn(value));
      search.add(value);
    },
    learnFrom(reading) {
      readings += 1;
      const over = () => {
        readings -= 1;
      };
      learned = Promise.all([learned, reading.then(over, over)]);
    },
    isReady: () => readings === 0,
    addCredential(value) {
      if (value.length < SHORTEST_CREDENTIAL || credentials.has(value)) return;
      credentials.add(value);
      mask = createMask([...credentials]);
    },
  };
}

/** Rows that are stored have lost these when they came in; other texts have not. */
function withoutNamed(text: string): string {
  if (text.length > LONGEST_SEARCHED) return text;
  return findTellingContexts(text).reduce((left, value) => left.replaceAll(value, () => MASKED), text);
}

function maskedError(error: AppError, text: Mask): AppError {
  const { message, remedy, detail, traceId, expected } = error;
  return {
    ...error,
    message: text(message),
    remedy: text(remedy),
    ...(detail === undefined ? {} : { detail: text(detail) }),
    ...(traceId === undefined ? {} : { traceId: text(traceId) }),
    ...(expected === undefined ? {} : { expected: expected.map(text) }),
  };
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
