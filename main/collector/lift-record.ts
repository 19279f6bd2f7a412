import { type LiftedRecord, type LiftedValue, liftSecrets } from '../secrets/lift-secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface LiftedForStream extends LiftedRecord {
  /** The value whose type the stream can tell, also where the event is not about it. */
  readonly typed: LiftedValue | null;
}

/**
 * The first step of every record's way: its secrets out, as its stream's declaration says, before anything sees it.
 * `first` is the secret that the event is about.
 */
export function liftRecord(
  stream: Pick<StreamDefinition, 'secretFields' | 'harmlessKeys' | 'holdsSecretsByTheWay'>,
  record: unknown,
  vault: Vault,
): LiftedForStream {
  const lifted = liftSecrets(record, stream.secretFields, vault, stream.harmlessKeys);
  return { ...lifted, typed: lifted.first, first: stream.holdsSecretsByTheWay ? null : lifted.first };
}
