import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SourceStatus } from '../../shared/source-status.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { showToast } from '../design/toast.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { type AskResult, takeToldPart, useIpcEvent, useRead } from '../queries.ts';
import { viewExpiry } from './expiry-view.ts';

export const sourcesKey = ['sources.list', {}] as const;

/** All sources with their health, kept up to date by `SourcesFeed`. */
export function useSources(): AskResult<'sources.list'> {
  return useRead('sources.list', {});
}

/** Once in the window: carries what main tells about sources into what `useSources` answers. */
export function SourcesFeed(): null {
  const queries = useQueryClient();
  useIpcEvent('sources.changed', ({ sources }) => {
    takeToldPart(queries, sourcesKey, (before) => ({
      sources: mergeSources(before?.sources ?? [], sources),
    }));
  });
  useExpiryReminder();
  return null;
}

/** Credentials that end within a week, or have ended, are told of wherever the analyst is: once for each state. */
function useExpiryReminder(): void {
  const { openSources } = useAppState();
  const sources = useSources().data?.sources;
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const source of sources ?? []) {
      const expiry = viewExpiry(source, Date.now() * US_PER_MS);
      const key = `${source.sourceId} ${expiry?.tone}`;
      if (!expiry || expiry.tone === 'neutral' || told.current.has(key)) continue;
      told.current.add(key);
      showToast({
        // One that stays would lie over what the analyst is doing; Sources goes on saying it.
        tone: 'info',
        title: `${source.name}: ${expiry.text}`,
        text: 'Make new ones at the vendor, then put them in.',
        action: { label: 'Open Sources', onAction: () => openSources() },
      });
    }
  }, [sources, openSources]);
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
