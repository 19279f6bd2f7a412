import { US_PER_DAY, US_PER_HOUR } from '../../../shared/time-range.ts';
import type { TimeWalk } from './pagination.ts';
import { dayText, timeText } from './position-text.ts';
import { boundsOf } from './rising-bound.ts';
import type { CurrentWindow, TimePosition } from './time-position.ts';
import type { WalkProgress, WalkStart } from './walk.ts';

/** The usual run of a window or two is no catching up; one long window is counted in pages. */
export function timeProgress(
  { walk, start }: { readonly walk: TimeWalk; readonly start: WalkStart },
  position: TimePosition,
  window: CurrentWindow,
  /** Where a run that began now would end. */
  endUs: number,
): WalkProgress | null {
  const sinceUs = Math.min(position.sinceUs, window.fromUs);
  const totalUs = endUs - sinceUs;
  const { fromUs } = boundsOf(walk, window);
  const isOneWindow = window.fromUs <= sinceUs && window.toUs >= endUs && walk.pages.by !== 'rising-bound';
  if (isOneWindow) {
    const at = timeText(window.newestUs ?? window.fromUs);
    return window.page === 0 ? null : { done: window.page, total: null, unit: 'pages', at };
  }
  const unitUs = totalUs > 2 * US_PER_DAY ? US_PER_DAY : US_PER_HOUR;
  const isCatchingUp = totalUs > 2 * US_PER_HOUR + walk.overlapUs || start.range !== undefined;
  if (!isCatchingUp) return null;
  return {
    done: Math.floor((fromUs - sinceUs) / unitUs),
    total: Math.max(Math.ceil(totalUs / unitUs), 1),
    unit: unitUs === US_PER_DAY ? 'days' : 'hours',
    at: unitUs === US_PER_DAY ? dayText(fromUs) : timeText(fromUs),
  };
}
