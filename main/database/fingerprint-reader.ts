import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

/** A value that was lifted. */
export interface KnownValue {
  readonly fingerprint: string;
  /** In characters. */
  readonly length: number;
  /** Sealed under the fingerprint; null where it is longer than was asked for. */
  readonly ciphertext: Uint8Array | null;
}

/**
 * Every lifted value, in pieces, so that a million of them hold up nothing else. Those longer than `longest` characters
 * come without their ciphertext.
 */
export async function readKnownValues(
  readers: Readers,
  longest: number,
  visit: (value: KnownValue) => void,
  signal?: AbortSignal,
): Promise<Result<null, AppError>> {
  const query = {
    text: 'SELECT fingerprint, length, CASE WHEN length <= $1 THEN ciphertext END AS ciphertext FROM secrets',
    values: [longest],
  };
  for await (const piece of readers.stream(query, signal)) {
    if (!piece.ok) return piece;
    for (const { fingerprint, length, ciphertext } of piece.value) {
      visit({
        fingerprint: String(fingerprint),
        length: Number(length),
        ciphertext: ciphertext instanceof Uint8Array ? ciphertext : null,
      });
    }
  }
  return ok(null);
}
