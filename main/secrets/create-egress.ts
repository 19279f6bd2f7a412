import type { AppError } from '../../shared/app-error.ts';
import { visitCandidates } from './candidate-values.ts';
import type { Egress } from './egress.ts';
import { encodedForms } from './encoded-forms.ts';
import { KnownFingerprints } from './known-fingerprints.ts';
import { createMask, MASKED, type Mask, maskText } from './mask-text.ts';
import { findTellingContexts } from './telling-contexts.ts';
import { LONGEST_SEARCHED } from './token-shapes.ts';
import { secretMarker, type Vault } from './vault.ts';

/** The egress function as its owner sees it, who tells it what there is to hide. */
export interface OwnEgress extends Egress {
  /** From now on values that were lifted are recognised. */
  knowVault(vault: Pick<Vault, 'fingerprint'>): void;
  /** A value was lifted; `length` is its own, in characters. */
  addFingerprint(fingerprint: string, length: number): void;
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
  const credentials = new Set<string>();
  let fingerprint: ((value: string) => string) | null = null;
  let mask: Mask = maskText;

  /** The marker of a value that was lifted; null for any other text. */
  function markerOf(value: string): string | null {
    if (fingerprint === null || !known.hasLength(charactersIn(value))) return null;
    const found = fingerprint(value);
    return known.has(found) ? secretMarker(found) : null;
  }

  function withoutLifted(text: string): string {
    if (fingerprint === null || known.isEmpty || text.length > LONGEST_SEARCHED) return text;
    const looked = new Map<string, string | null>();
    const found = new Map<string, string>();
    visitCandidates(text, (value, written) => {
      let marker = looked.get(value);
      if (marker === undefined) {
        marker = markerOf(value);
        looked.set(value, marker);
      }
      if (marker === null) return;
      found.set(written, marker);
      for (const form of encodedForms(value)) found.set(form, marker);
    });
    return [...found]
      .sort(([a], [b]) => b.length - a.length)
      .reduce((left, [form, marker]) => left.replaceAll(form, () => marker), text);
  }

  const text = (given: string) => mask(withoutNamed(withoutLifted(given)));
  return {
    text,
    error: (error) => maskedError(error, text),
    stored: (given) => mask(given),
    knowVault(vault) {
      fingerprint = (value) => vault.fingerprint(value);
    },
    addFingerprint: (added, length) => known.add(added, length),
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
