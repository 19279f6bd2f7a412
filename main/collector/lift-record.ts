import { type LiftedRecord, liftSecrets } from '../secrets/lift-secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import type { StreamDefinition } from './stream-definition.ts';

/** The first step of every record's way: its secrets out, as its stream's declaration says, before anything sees it. */
export function liftRecord(
  stream: Pick<StreamDefinition, 'secretFields' | 'harmlessKeys' | 'holdsSecretsByTheWay'>,
  record: unknown,
  vault: Vault,
): LiftedRecord {
  const lifted = liftSecrets(record, stream.secretFields, vault, stream.harmlessKeys);
  return stream.holdsSecretsByTheWay ? { ...lifted, first: null } : lifted;
}
