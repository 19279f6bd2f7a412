import type { RisingPages, TimeWalk, TimeWindow } from './pagination.ts';
import type { CurrentWindow } from './time-position.ts';

/**
 * Where the lower bound rises to after an answer; null where it was the last. The page after a full one repeats what
 * has the bound's own time. Without a page size every answer that leads further may be followed by more.
 */
export function nextBoundOf(
  pages: RisingPages,
  records: readonly unknown[],
  bounds: TimeWindow,
  pageSize: number,
): number | null {
  const isFull = records.length > 0 && records.length >= pageSize;
  if (!isFull) return null;
  const newestUs = newestTime(pages, records);
  const rises = newestUs !== null && newestUs > bounds.fromUs;
  if (!rises && pageSize === 0) return null;
  const nextUs = rises ? newestUs : bounds.fromUs + Math.max(pages.smallestStepUs, 1);
  return nextUs > bounds.toUs ? null : nextUs;
}

/** For an API without an upper bound that answers in the order of time: whether a whole page lies behind the range. */
export function isBeyondRange(walk: TimeWalk, records: readonly unknown[], toUs: number): boolean {
  if (records.length === 0) return false;
  const { mark, pages } = walk;
  const timeOf = (record: unknown): number | null => {
    if (pages.by === 'rising-bound') return pages.timeUsOf(record);
    return mark === 'window-end' ? null : mark.newestUs([record]);
  };
  return records.every((record) => (timeOf(record) ?? 0) > toUs);
}

function newestTime(pages: RisingPages, records: readonly unknown[]): number | null {
  let newestUs: number | null = null;
  for (const record of records) {
    const timeUs = pages.timeUsOf(record);
    if (timeUs !== null && Number.isFinite(timeUs) && (newestUs === null || timeUs > newestUs))
      newestUs = timeUs;
  }
  return newestUs;
}

/** What is asked for: the window, or what of it a rising bound leaves. */
export function boundsOf(walk: TimeWalk, { fromUs, toUs, token }: CurrentWindow): TimeWindow {
  return { fromUs: walk.pages.by === 'rising-bound' && typeof token === 'number' ? token : fromUs, toUs };
}
