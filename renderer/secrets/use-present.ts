import { useEffect, useState } from 'react';
import { US_PER_MINUTE, US_PER_MS } from '../../shared/time-range.ts';
import { useIpcEvent } from '../queries.ts';

const OLDEST_MS = 5 * 60_000;

/**
 * The time that the view's ranges end at, on a full minute. It moves when new events are stored, and every few minutes
 * when none are: "the last 24 hours" must not end hours ago because a source has been silent since.
 */
export function usePresent(): number {
  const [presentUs, setPresentUs] = useState(nextMinuteUs);
  useIpcEvent('events.stored', () => setPresentUs(nextMinuteUs()));
  useEffect(() => {
    const timer = setInterval(() => setPresentUs(nextMinuteUs()), OLDEST_MS);
    return () => clearInterval(timer);
  }, []);
  return presentUs;
}

function nextMinuteUs(): number {
  return Math.ceil((Date.now() * US_PER_MS) / US_PER_MINUTE) * US_PER_MINUTE;
}
