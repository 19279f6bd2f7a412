import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readFingerprints } from '../database/fingerprint-reader.ts';
import type { Readers } from '../database/readers.ts';
import type { OwnEgress } from '../secrets/create-egress.ts';
import type { RingVault } from '../secrets/ring-vault.ts';

/** Longer values are rejected records, which are no words of any text. */
const LONGEST_WORD = 16_384;

/** The vault, such that the egress function knows each value from the moment on in which it is sealed. */
export function vaultKnownToEgress(
  vault: Result<RingVault, AppError>,
  egress: OwnEgress,
): Result<RingVault, AppError> {
  if (!vault.ok) return vault;
  const { seal, ...rest } = vault.value;
  egress.knowVault(vault.value);
  return ok({
    ...rest,
    seal(value, context) {
      if (value.length <= LONGEST_WORD) egress.addFingerprint(context, lengthOf(value));
      return seal(value, context);
    },
  });
}

/** What was lifted before this start, in the background: the window need not wait for it. */
export async function tellEgressOfStored(
  readers: Readers,
  egress: OwnEgress,
  signal: AbortSignal,
  reportProblem: (where: string, problem: unknown) => void,
): Promise<void> {
  const read = await readFingerprints(readers, egress.addFingerprint, signal);
  if (!read.ok && read.error.kind !== 'cancelled') reportProblem('reading fingerprints', read.error);
}

function lengthOf(value: string): number {
  let count = 0;
  for (const _character of value) count += 1;
  return count;
}
