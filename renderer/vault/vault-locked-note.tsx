import { ErrorState } from '../design/error-state.tsx';
import { useVault } from './use-vault.ts';

/** Why something that needs the vault can't be done now; nothing while it is open. */
export function VaultLockedNote() {
  const vault = useVault();
  if (vault?.state !== 'locked' || !vault.problem) return null;
  return <ErrorState error={vault.problem} tone="warning" isAnnounced={false} />;
}
