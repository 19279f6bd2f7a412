import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

/** Every lifted value's fingerprint with its length, in pieces, so that a million of them hold up nothing else. */
export async function readFingerprints(
  readers: Readers,
  visit: (fingerprint: string, length: number) => void,
  signal?: AbortSignal,
): Promise<Result<null, AppError>> {
  const query = { text: 'SELECT fingerprint, length FROM secrets', values: [] };
  for await (const piece of readers.stream(query, signal)) {
    if (!piece.ok) return piece;
    for (const row of piece.value) visit(String(row.fingerprint), Number(row.length));
  }
  return ok(null);
}
