import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MapAgain } from '../../shared/map-again.ts';
import { takeTold, useIpcEvent, useRead } from '../queries.ts';

const mappingKey = ['mapping.status', {}] as const;

/** What "map again" would do and does. Asked again whenever the view is opened: what is stored has changed meanwhile. */
export function useMapping(): MapAgain | null {
  const queries = useQueryClient();
  useEffect(() => void queries.invalidateQueries({ queryKey: mappingKey }), [queries]);
  useIpcEvent('mapping.changed', ({ mapping }) => takeTold(queries, mappingKey, mapping));
  return useRead('mapping.status', {}).data ?? null;
}
