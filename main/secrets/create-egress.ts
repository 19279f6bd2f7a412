import type { AppError } from '../../shared/app-error.ts';
import type { Egress } from './egress.ts';
import { createFormSearch } from './form-search.ts';
import { LiftedValues } from './lifted-values.ts';
import { createMask, MASKED, type Mask, maskText } from './mask-text.ts';
import { findTellingContexts } from './telling-contexts.ts';
import { LONGEST_SEARCHED } from './token-shapes.ts';
import type { Vault } from './vault.ts';

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
  const lifted = new LiftedValues();
  const credentials = new Set<string>();
  let learned: Promise<unknown> = Promise.resolve();
  let readings = 0;
  let mask: Mask = maskText;

  const text = (given: string) => mask(withoutNamed(lifted.withoutAny(given)));
  return {
    text,
    error: (error) => maskedError(error, text),
    stored: (given) => mask(lifted.withoutPlain(given)),
    ready: () => learned.then(() => undefined),
    knowVault: (vault) => lifted.knowVault(vault),
    addFingerprint: (fingerprint, length) => lifted.addFingerprint(fingerprint, length),
    addValue: (value, fingerprint) => lifted.addValue(value, fingerprint),
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
  const named = findTellingContexts(text);
  if (named.length === 0) return text;
  return createFormSearch(named.map((form) => ({ form, marker: MASKED }))).replaceIn(text);
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
