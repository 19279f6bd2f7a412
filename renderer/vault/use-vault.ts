import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { VaultStatus } from '../../shared/vault-status.ts';
import { useRead } from '../queries.ts';

const vaultKey = ['vault.status', {}] as const;

/** Whether values can be sealed and opened; null until it is known. */
export function useVault(): VaultStatus | null {
  return useRead('vault.status', {}).data ?? null;
}

/** Asks for the state anew: its figures move with everything that is collected. */
export function useRefreshVault(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: vaultKey }), [queries]);
}
