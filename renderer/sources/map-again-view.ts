import type { MapAgain } from '../../shared/map-again.ts';
import { formatCount, formatNumber } from '../design/format-number.ts';

export interface MapAgainView {
  readonly outdated: number;
  readonly unmapped: number;
  readonly rejected: number;
  /** What there is to map again, in a sentence; null where there is nothing. */
  readonly text: string | null;
  /** A newer mapping is there: only then is mapping again sure to change something. */
  readonly isWorthIt: boolean;
  /** What the last run did; null before there was one. */
  readonly result: string | null;
}

export function viewMapAgain(mapping: MapAgain): MapAgainView {
  const outdated = sumOf(mapping, 'outdated');
  const unmapped = sumOf(mapping, 'unmapped');
  const rejected = sumOf(mapping, 'rejected');
  const parts = [
    ...(outdated > 0 ? [`${formatCount(outdated, 'event')} were mapped by an older version`] : []),
    ...(unmapped > 0 ? [`${formatCount(unmapped, 'event')} of kinds that no mapping knows`] : []),
    ...(rejected > 0 ? [formatCount(rejected, 'rejected record')] : []),
  ];
  return {
    outdated,
    unmapped,
    rejected,
    text: parts.length === 0 ? null : `${listed(parts)}.`,
    isWorthIt: outdated > 0,
    result: resultText(mapping),
  };
}

function resultText({ state, done, changed, recovered }: MapAgain): string | null {
  if (state !== 'idle' || done === 0) return null;
  const parts = [
    `${formatNumber(changed)} of ${formatCount(done, 'event')} changed`,
    ...(recovered > 0 ? [`${formatCount(recovered, 'rejected record')} became events`] : []),
  ];
  return `Mapped again: ${listed(parts)}.`;
}

function sumOf(mapping: MapAgain, what: 'outdated' | 'unmapped' | 'rejected'): number {
  return mapping.streams.reduce((sum, stream) => sum + stream[what], 0);
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
