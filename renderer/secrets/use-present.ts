import { useState } from 'react';
import { US_PER_MINUTE, US_PER_MS } from '../../shared/time-range.ts';
import { useIpcEvent } from '../queries.ts';

/**
 * The time that the view's ranges end at, on a full minute. It moves only when new events are stored: between them
 * nothing could change, and the same numbers are the same question.
 */
export function usePresent(): number {
  const [presentUs, setPresentUs] = useState(nextMinuteUs);
  useIpcEvent('events.stored', () => setPresentUs(nextMinuteUs()));
  return presentUs;
}

function nextMinuteUs(): number {
  return Math.ceil((Date.now() * US_PER_MS) / US_PER_MINUTE) * US_PER_MINUTE;
}
