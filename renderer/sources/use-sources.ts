import { useQueryClient } from '@tanstack/react-query';
import type { SourceStatus } from '../../shared/source-status.ts';
import { type AskResult, useIpcEvent, useRead } from '../queries.ts';

export const sourcesKey = ['sources.list', {}] as const;

/** All sources with their health, kept up to date by `SourcesFeed`. */
export function useSources(): AskResult<'sources.list'> {
  return useRead('sources.list', {});
}

/** Once in the window: carries what main tells about sources into what `useSources` answers. */
export function SourcesFeed(): null {
  const queries = useQueryClient();
  useIpcEvent('sources.changed', ({ sources }) => {
    queries.setQueryData<{ sources: SourceStatus[] }>(sourcesKey, (before) => ({
      sources: mergeSources(before?.sources ?? [], sources),
    }));
  });
  return null;
}

/** Changed ones in place, new ones at the end. What is not told of stays: only the list itself says who has gone. */
export function mergeSources(
  before: readonly SourceStatus[],
  changed: readonly SourceStatus[],
): SourceStatus[] {
  const byId = new Map(before.map((source) => [source.sourceId, source]));
  for (const source of changed) byId.set(source.sourceId, source);
  return [...byId.values()];
}
