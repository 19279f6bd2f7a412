import { ok } from '../../../shared/result.ts';
import { US_PER_MINUTE } from '../../../shared/time-range.ts';
import {
  createPageGuard,
  isGivenToken,
  keptToken,
  nextPageOf,
  type PageGuard,
  type PageToken,
  requestPage,
} from './page-turns.ts';
import type { TimeWalk } from './pagination.ts';
import { boundsOf, isBeyondRange, nextBoundOf, nextLinkIn, requestRising } from './rising-bound.ts';
import {
  type CurrentWindow,
  lookBackStart,
  readTimePosition,
  startingAt,
  type TimePosition,
  timeCheckpoint,
} from './time-position.ts';
import { timeProgress } from './time-progress.ts';
import type { WalkStart, WalkStep, WalkTurn } from './walk.ts';

/** Even where nothing is new, a run asks for this much: some APIs refuse an empty window. */
const shortestWindowUs = US_PER_MINUTE;
/** What is left of the present after a run's last window is for the next run; without it a run would never end. */
const leftForNextRunUs = 5 * US_PER_MINUTE;
const defaultMinWindowUs = US_PER_MINUTE;
/** After so many windows that went well, a shortened one is made longer again. */
const windowsBeforeGrowing = 4;
/** Above this the look-back was counted with a clock that is off, and is counted again by the vendor's. */
const clockToleranceUs = 10 * US_PER_MINUTE;

/** What stays the same in a run. */
interface Run {
  readonly walk: TimeWalk;
  readonly start: WalkStart;
}

interface Window extends CurrentWindow {
  readonly guard: PageGuard;
  /** The window was begun anew in this run, since its cursor was refused: once is enough. */
  readonly isRestarted: boolean;
}

/**
 * Windows of time, oldest first, from the mark (less the overlap) to the present, each in pages. A window keeps its
 * bounds while its pages are read, over a restart too, so that pages don't shift.
 *
 * The mark is moved by the vendor's clock: with one of this computer's that is fast, time that has not come yet would
 * be taken for collected.
 */
export function startTimeWalk(walk: TimeWalk, start: WalkStart): WalkStep {
  const run: Run = { walk, start };
  const stored = readTimePosition(start.position, start);
  if (stored === null) return firstRun(run);
  if (stored.current !== null) {
    const token = keptToken(stored.current.token, walk.pages, start.context.url);
    const window = token === stored.current.token ? stored.current : begunAnew(stored.current);
    return stepFor(run, stored, openWindow(run, window));
  }
  const [fromUs, position] = lowerBound(run, stored);
  return windowFrom(run, position, fromUs, start.nowUs);
}

function firstRun(run: Run): WalkStep {
  const { nowUs, lookBackDays, range } = run.start;
  const begin = (atUs: number) =>
    startingAt(range?.fromUs ?? lookBackStart(atUs, lookBackDays), lookBackDays, atUs);
  const position = begin(nowUs);
  const step = windowFrom(run, position, position.markUs, nowUs);
  if (range !== undefined) return step;
  return {
    ...step,
    follow(answer, vendorNowUs, records) {
      if (Math.abs(vendorNowUs - nowUs) <= clockToleranceUs) return step.follow(answer, vendorNowUs, records);
      const again = begin(vendorNowUs);
      const next = windowFrom(run, again, again.markUs, vendorNowUs);
      return ok({ checkpoint: timeCheckpoint(again), next });
    },
  };
}

/** Where a run begins that does not go on in the middle of a window. */
function lowerBound({ walk, start }: Run, stored: TimePosition): readonly [number, TimePosition] {
  const { nowUs, range } = start;
  if (range !== undefined) return [stored.nextFromUs ?? stored.markUs, stored];
  const { sweep, overlapUs } = walk;
  const from = Math.min(stored.nextFromUs ?? stored.markUs, nowUs) - overlapUs;
  const isSweepDue = sweep !== undefined && nowUs - stored.sweptAtUs >= sweep.everyUs;
  if (!isSweepDue) return [Math.max(from, stored.firstUs), stored];
  const swept = Math.min(from, Math.min(stored.markUs, nowUs) - sweep.backUs);
  return [Math.max(swept, stored.firstUs), { ...stored, sweptAtUs: nowUs }];
}

function windowFrom(run: Run, position: TimePosition, fromUs: number, nowUs: number): WalkStep {
  const endUs = endOf(run, nowUs);
  const lengthUs = Math.min(
    run.walk.maxWindowUs ?? Number.POSITIVE_INFINITY,
    position.windowUs ?? Number.POSITIVE_INFINITY,
  );
  const earliest = run.start.range === undefined ? endUs - shortestWindowUs : fromUs;
  const from = Math.max(Math.min(fromUs, earliest), 0);
  const window = {
    fromUs: from,
    toUs: Math.min(from + lengthUs, Math.max(endUs, from)),
    token: null,
    newestUs: null,
    page: 0,
    openedAtUs: null,
  };
  return stepFor(run, { ...position, current: window }, openWindow(run, window));
}

function endOf({ walk, start }: Run, nowUs: number): number {
  return start.range === undefined ? nowUs - walk.lagUs : start.range.toUs;
}

function openWindow({ walk, start }: Run, window: CurrentWindow, isRestarted = false): Window {
  return { ...window, guard: createPageGuard(start.context.url, walk.pages, window.seen), isRestarted };
}

function stepFor(run: Run, position: TimePosition, window: Window): WalkStep {
  const { walk, start } = run;
  const { token } = window;
  const bounds = boundsOf(walk, window);
  const request =
    walk.pages.by === 'rising-bound'
      ? requestRising(walk.pages, start.context, bounds, token)
      : requestPage(walk.pages, start.context, bounds, token);
  return {
    request,
    hasPosition: isGivenToken(token),
    progress: timeProgress(run, position, window, endOf(run, start.nowUs)),
    follow(answer, nowUs, records) {
      const isFirstPage = token === null && window.page === 0;
      const read = {
        ...window,
        newestUs: newestOf(walk, window, records),
        openedAtUs: isFirstPage ? nowUs : window.openedAtUs,
      };
      const next = nextTokenOf(run, answer, records, window, request.url);
      if (next === null) return ok(afterWindow(run, position, read, nowUs));
      const verdict = window.guard.judge({ token, next, records, pageSize: start.context.pageSize });
      if (verdict === 'end') return ok(afterWindow(run, position, read, nowUs));
      if (verdict === 'again') return ok(turnAt(run, position, read));
      const turn = turnAt(run, position, { ...read, token: next, page: window.page + 1 });
      if (verdict === 'go-on') return ok(turn);
      if (verdict === 'enough') return ok({ ...turn, next: null, hasMore: true });
      return ok({ ...turnAt(run, position, begunAnew(window)), next: null, problem: verdict });
    },
    onVerdict(kind, nowUs) {
      if (kind === 'empty') return afterWindow(run, position, window, nowUs);
      if (kind === 'narrow') return narrowed(run, position, window);
      if (window.isRestarted || token === null) return null;
      return turnAt(run, position, openWindow(run, begunAnew(window), true));
    },
  };
}

function nextTokenOf(
  { walk, start }: Run,
  answer: unknown,
  records: readonly unknown[],
  window: Window,
  url: string,
): PageToken {
  const { pages } = walk;
  const { pageSize } = start.context;
  if (
    start.range !== undefined &&
    walk.maxWindowUs === null &&
    isBeyondRange(walk, records, start.range.toUs)
  )
    return null;
  if (pages.by === 'rising-bound') {
    const link = nextLinkIn(pages, answer, url);
    if (link !== null || typeof window.token === 'string') return link;
    return nextBoundOf(pages, records, boundsOf(walk, window), pageSize);
  }
  const request = { method: 'GET' as const, url, headers: {} };
  return nextPageOf(pages, { answer, records, token: window.token, request, pageSize });
}

function turnAt(run: Run, position: TimePosition, window: Window): WalkTurn {
  const { guard, isRestarted: _isRestarted, ...current } = window;
  const seen = current.token === null ? undefined : guard.seen();
  const moved = { ...position, current: { ...current, seen } };
  return { checkpoint: timeCheckpoint(moved), next: stepFor(run, moved, window) };
}

function begunAnew<Begun extends CurrentWindow>(window: Begun): Begun {
  return { ...window, token: null, page: 0, seen: [] };
}

function newestOf(walk: TimeWalk, window: Window, records: readonly unknown[]): number | null {
  if (walk.mark === 'window-end' || records.length === 0) return window.newestUs;
  const newestUs = walk.mark.newestUs(records);
  if (newestUs === null || !Number.isFinite(newestUs)) return window.newestUs;
  return Math.max(newestUs, window.newestUs ?? newestUs);
}

/** The window's last page is read: the mark moves, and the next window begins where this one ended. */
function afterWindow(run: Run, position: TimePosition, window: Window, nowUs: number): WalkTurn {
  const { walk, start } = run;
  const endUs = endOf(run, nowUs);
  const reachedUs = Math.min(window.toUs, Math.max(endUs, window.fromUs));
  const sureUs = Math.min(sureAfter(walk, position, window, reachedUs), nowUs);
  const markedUs =
    walk.mark === 'window-end'
      ? Math.min(reachedUs, sureUs + walk.overlapUs)
      : Math.min(window.newestUs ?? 0, nowUs);
  const markUs = Math.max(Math.min(position.markUs, nowUs), markedUs);
  const clocksAgree = Math.abs(nowUs - start.receivedNowUs()) <= clockToleranceUs;
  const isCaughtUp = window.toUs >= endUs - (start.range === undefined ? leftForNextRunUs : 0);
  // Without an upper bound the window was read to the newest there was, and what came in late lies before that.
  const isToNewest = walk.mark !== 'window-end' && walk.maxWindowUs === null && start.range === undefined;
  const nextFromUs = isToNewest ? Math.min(window.toUs, markUs) : window.toUs;
  const moved: TimePosition = {
    ...position,
    ...grown(walk, position),
    markUs,
    sureUs,
    soundUs: clocksAgree ? markUs : position.soundUs,
    nextFromUs: isCaughtUp ? null : nextFromUs,
    sinceUs: isCaughtUp ? reachedUs : position.sinceUs,
    current: null,
  };
  if (isCaughtUp) return { checkpoint: timeCheckpoint(moved), next: null };
  const fromUs = isToNewest ? Math.max(nextFromUs - walk.overlapUs, moved.firstUs) : nextFromUs;
  return { checkpoint: timeCheckpoint(moved), next: windowFrom(run, moved, fromUs, nowUs) };
}

/**
 * What lies within the overlap before the moment at which a window was opened may still be written down. Where the
 * next window is read in the same run (the run took long, or the computer slept), nobody would look there again: so
 * what is sure stays behind until a window covers it that was opened later.
 */
function sureAfter(walk: TimeWalk, position: TimePosition, window: Window, reachedUs: number): number {
  const sureUs = position.sureUs ?? position.markUs - walk.overlapUs;
  if (window.fromUs > sureUs) return sureUs;
  const settledUs = (window.openedAtUs ?? window.toUs) - walk.overlapUs;
  return Math.max(sureUs, Math.min(reachedUs, settledUs));
}

function narrowed(run: Run, position: TimePosition, window: Window): WalkTurn | null {
  const { walk } = run;
  if (walk.maxWindowUs === null) return null;
  const lengthUs = window.toUs - window.fromUs;
  const leastUs = walk.minWindowUs ?? defaultMinWindowUs;
  if (lengthUs <= leastUs) return null;
  const windowUs = Math.max(Math.floor(lengthUs / 2), leastUs);
  const shorter = { ...begunAnew(window), toUs: window.fromUs + windowUs };
  return turnAt(run, { ...position, windowUs, wellSince: 0 }, openWindow(run, shorter));
}

function grown(
  walk: TimeWalk,
  { windowUs, wellSince }: TimePosition,
): Pick<TimePosition, 'windowUs' | 'wellSince'> {
  if (windowUs === null) return { windowUs, wellSince: 0 };
  if (wellSince + 1 < windowsBeforeGrowing) return { windowUs, wellSince: wellSince + 1 };
  const longer = windowUs * 2;
  return { windowUs: longer >= (walk.maxWindowUs ?? longer) ? null : longer, wellSince: 0 };
}
