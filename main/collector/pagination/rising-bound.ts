import { US_PER_MS, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';
import { blankAsNull, completeLink, type PageToken } from './page-turns.ts';
import type { RisingPages, TimeWalk, TimeWindow } from './pagination.ts';
import type { CurrentWindow } from './time-position.ts';

/**
 * Where the lower bound rises to after an answer; null where it was the last: it is empty, or holds only what is older
 * than the bound and less than was asked for. A short page is no end, as a server may cut every page shorter than it
 * was asked to. The page after it repeats what has the bound's own time.
 */
export function nextBoundOf(
  pages: RisingPages,
  records: readonly unknown[],
  bounds: TimeWindow,
  pageSize: number,
): number | null {
  const newestUs = newestTime(pages, records);
  if (newestUs !== null && newestUs > bounds.fromUs) return newestUs > bounds.toUs ? null : newestUs;
  const isFull = pageSize > 0 && records.length >= pageSize;
  // A short page of the bound's own time may be cut off there; one that holds only older ones knows no bound.
  const mayHaveMore = isFull || newestUs === bounds.fromUs;
  const nextUs = raised(bounds.fromUs, newestUs, Math.max(pages.smallestStepUs, 1));
  return mayHaveMore && nextUs <= bounds.toUs ? nextUs : null;
}

/**
 * Past a page of one single time. If what comes is even older than the bound, the server does not compare as finely as
 * it was asked to, and nothing is passed over by going to its next millisecond or second.
 */
function raised(boundUs: number, newestUs: number | null, stepUs: number): number {
  if (newestUs === null || newestUs >= boundUs) return boundUs + stepUs;
  const grainUs = [US_PER_MS, US_PER_SECOND].find((us) => boundUs % us !== 0);
  return grainUs === undefined ? boundUs + stepUs : Math.ceil(boundUs / grainUs) * grainUs;
}

export function requestRising(
  pages: RisingPages,
  context: StreamContext,
  bounds: TimeWindow,
  token: PageToken,
): HttpRequest {
  return typeof token === 'string' && pages.links !== undefined
    ? pages.links.linkRequest(context, token)
    : pages.request(context, bounds);
}

/** The link to the next page, where the answer has one after all; a relative one is completed from `url`. */
export function nextLinkIn(pages: RisingPages, answer: unknown, url: string): string | null {
  const link = blankAsNull(pages.links?.linkOf(answer) ?? null);
  return link === null ? null : completeLink(link, url);
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
