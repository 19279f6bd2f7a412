import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { US_PER_MINUTE, US_PER_MS } from '../../shared/time-range.ts';
import { useIpcEvent } from '../queries.ts';

const OLDEST_MS = 5 * 60_000;
/** A catch-up stores several times a second; the figures follow it once in this time, and once more at its end. */
const FOLLOW_MS = 1_000;
/** The calls whose answers are counted over the stored events. */
const counted = [
  'secrets.',
  'events.histogram',
  'events.facets',
  'events.figures',
  'events.page',
  'events.newest',
];

/**
 * The time that the view's ranges end at, on a full minute. It moves when new events are stored, and every few minutes
 * when none are: "the last 24 hours" must not end hours ago because a source has been silent since. What was counted
 * within the minute is asked again, too: a first catch-up is over in less, and its start is no answer.
 */
export function usePresent(followMs = FOLLOW_MS): number {
  const [presentUs, setPresentUs] = useState(nextMinuteUs);
  const queries = useQueryClient();
  const follow = useRef<ReturnType<typeof setTimeout> | null>(null);
  useIpcEvent('events.stored', () => {
    follow.current ??= setTimeout(() => {
      follow.current = null;
      setPresentUs(nextMinuteUs());
      void queries.invalidateQueries({ type: 'active', predicate: isCounted });
    }, followMs);
  });
  useEffect(() => {
    // An answer kept from an earlier visit may be older than what was stored since.
    void queries.invalidateQueries({ type: 'active', predicate: isCounted });
    const timer = setInterval(() => setPresentUs(nextMinuteUs()), OLDEST_MS);
    return () => {
      clearInterval(timer);
      if (follow.current !== null) clearTimeout(follow.current);
      follow.current = null;
    };
  }, [queries]);
  return presentUs;
}

function isCounted({ queryKey: [name] }: Query): boolean {
  return typeof name === 'string' && counted.some((call) => name.startsWith(call));
}

function nextMinuteUs(): number {
  return Math.ceil((Date.now() * US_PER_MS) / US_PER_MINUTE) * US_PER_MINUTE;
}
