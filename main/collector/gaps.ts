import type { StreamStatus } from '../../shared/source-status.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../shared/time-range.ts';
import type { CheckpointToStore } from '../database/stored-page.ts';
import type { Mark } from './pagination/mark-of.ts';
import { parsePosition } from './pagination/position-text.ts';

/** A range that can't have been collected: the vendor had deleted it before this computer came back. */
export type Gap = StreamStatus['gaps'][number];

const mostGaps = 20;
/** A catching up that was interrupted for minutes at the edge of what is kept is no gap worth a word. */
const shortestGapUs = US_PER_HOUR;

/** The gap that a run finds as it begins; null where all since the mark is still kept. */
export function gapBefore(mark: Mark | null, retentionDays: number | null, nowUs: number): Gap | null {
  if (mark === null || retentionDays === null) return null;
  const keptFromUs = nowUs - retentionDays * US_PER_DAY;
  // What was gone already when the source was added is no gap: nobody could have collected it.
  const neverKeptUs = mark.firstUs + (mark.lookBackDays - retentionDays) * US_PER_DAY;
  const fromUs = Math.max(mark.markUs, neverKeptUs);
  if (keptFromUs - fromUs < shortestGapUs) return null;
  const reason = `The vendor keeps this for ${retentionDays} days, and nothing was collected for longer than that.`;
  return { fromUs, toUs: keptFromUs, reason };
}

/** The newest are kept. A gap that goes on where one is known already makes that one longer. */
export function addGap(gaps: readonly Gap[], gap: Gap | null): readonly Gap[] {
  if (gap === null) return gaps;
  const last = gaps.at(-1);
  if (last !== undefined && gap.fromUs <= last.toUs) {
    return [...gaps.slice(0, -1), { ...last, toUs: Math.max(last.toUs, gap.toUs) }];
  }
  return [...gaps, gap].slice(-mostGaps);
}

/** Gaps are kept in the checkpoint's position, beside what the walk keeps there. */
export function gapsIn(position: string | null): readonly Gap[] {
  const gaps = parsePosition(position)?.gaps;
  return Array.isArray(gaps) ? gaps.filter(isGap) : [];
}

export function withGaps(checkpoint: CheckpointToStore, gaps: readonly Gap[]): CheckpointToStore {
  if (gaps.length === 0) return checkpoint;
  return { ...checkpoint, position: JSON.stringify({ ...parsePosition(checkpoint.position), gaps }) };
}

function isGap(value: unknown): value is Gap {
  const { fromUs, toUs, reason } = (value ?? {}) as Record<string, unknown>;
  return typeof fromUs === 'number' && typeof toUs === 'number' && typeof reason === 'string';
}
