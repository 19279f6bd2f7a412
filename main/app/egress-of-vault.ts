import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type KnownValue, readKnownValues } from '../database/fingerprint-reader.ts';
import type { Readers } from '../database/readers.ts';
import type { OwnEgress } from '../secrets/create-egress.ts';
import type { RingVault } from '../secrets/ring-vault.ts';
import type { Vault } from '../secrets/vault.ts';

/** Longer values stand in no other text. */
const LONGEST_SOUGHT = 16_384;

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
      // What is sealed under anything but its own fingerprint is a rejected record.
      const isLifted = value.length <= LONGEST_SOUGHT && rest.fingerprint(value) === context;
      if (isLifted) egress.addValue(value, context);
      return seal(value, context);
    },
  });
}

/** Tells what was lifted before this start; runs in the background, as the window need not wait for it. */
export async function tellEgressOfStored(
  readers: Readers,
  vault: Result<Pick<Vault, 'unseal'>, AppError>,
  egress: OwnEgress,
  signal: AbortSignal,
  reportProblem: (where: string, problem: unknown) => void,
): Promise<void> {
  const tell = (known: KnownValue) => {
    const value = vault.ok ? unsealed(vault.value, known) : null;
    if (value === null) egress.addFingerprint(known.fingerprint, known.length);
    else egress.addValue(value, known.fingerprint);
  };
  const reading = readKnownValues(readers, LONGEST_SOUGHT, tell, signal);
  egress.learnFrom(reading);
  const read = await reading;
  if (!read.ok && read.error.kind !== 'cancelled') reportProblem('reading known values', read.error);
}

/** Null for what is damaged: its fingerprint still is known. */
function unsealed(vault: Pick<Vault, 'unseal'>, { fingerprint, ciphertext }: KnownValue): string | null {
  if (ciphertext === null) return null;
  try {
    return vault.unseal(ciphertext, fingerprint);
  } catch {
    return null;
  }
}
