import { ok } from '../../../shared/result.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MS } from '../../../shared/time-range.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import type { DayWalk, TimeWindow } from './pagination.ts';
import type { WalkProgress, WalkStart, WalkStep, WalkTurn } from './walk.ts';

const msPerDay = US_PER_DAY / US_PER_MS;

/** Days since 1970, UTC. */
type Day = number;

/** What the checkpoint holds, as JSON with days written as dates. */
interface DayPosition {
  /** The day that the next run asks for first. */
  readonly day: Day;
  /** The day when the vendor's clock and this computer's last agreed; a later one may be the work of a clock far ahead. */
  readonly soundDay: Day | null;
  /** The first day that was ever asked for, and the look-back then: a longer one that reaches further starts over. */
  readonly firstDay: Day;
  readonly lookBackDays: number;
  /** Where catching up began, so that progress goes on after a restart where it was. */
  readonly since: Day;
}

/**
 * A day is asked for again at every run until it has been over for this long: what a vendor writes down shortly after
 * midnight, of the day before, is not lost.
 */
const settleUs = 2 * US_PER_HOUR;
/** Answers take time, and clocks are seldom the same. */
const clockToleranceUs = US_PER_HOUR;

/**
 * UTC days, oldest first, from the checkpoint (or the look-back) to today. Today is never done: it is asked for at
 * every run.
 *
 * A clock that is off does no harm. A checkpoint that lies in the future is asked for as a day that still grows; and
 * as every step decides by the time that `follow` is given, which is the vendor's, a day is not taken for over while
 * the vendor still adds to it.
 */
export function startDayWalk(walk: DayWalk, start: WalkStart): WalkStep {
  const today = dayOf(start.nowUs);
  const stored = readPosition(start.position);
  if (start.range !== undefined) return startInRange(walk, start, start.range, stored);
  const lookBack = startingOver(today, start.lookBackDays);
  if (stored !== null && !reachesFurther(lookBack, stored) && stored.firstDay <= today) {
    const { day, soundDay } = stored;
    const isAhead = day > today + 1 && soundDay !== null && soundDay <= today;
    return stepFor(walk, start, stored, isAhead ? soundDay : day, today);
  }
  const first = stepFor(walk, start, lookBack, lookBack.day, today);
  return {
    ...first,
    follow(answer, nowUs, records) {
      const vendorToday = dayOf(nowUs);
      const vendorLookBack = startingOver(vendorToday, start.lookBackDays);
      // A day of difference is a run that went over midnight. More is a clock that was off when the look-back was
      // counted: count it again by the vendor's.
      if (Math.abs(vendorLookBack.day - lookBack.day) <= 1) return first.follow(answer, nowUs, records);
      return ok({
        checkpoint: checkpointAt(vendorLookBack),
        next: stepFor(walk, start, vendorLookBack, vendorLookBack.day, vendorToday),
      });
    },
  };
}

function startInRange(
  walk: DayWalk,
  start: WalkStart,
  range: TimeWindow,
  stored: DayPosition | null,
): WalkStep {
  const day = dayOf(range.fromUs);
  const position = stored ?? { day, soundDay: null, firstDay: day, lookBackDays: 0, since: day };
  return stepFor(walk, start, position, position.day, dayOf(start.nowUs));
}

function stepFor(walk: DayWalk, start: WalkStart, position: DayPosition, day: Day, today: Day): WalkStep {
  const after = (nowUs: number): WalkTurn => {
    const currentDay = dayOf(nowUs);
    const lastDay =
      start.range === undefined ? currentDay : Math.min(dayOf(start.range.toUs - 1), currentDay);
    const oldestUnsettled = start.range === undefined ? dayOf(nowUs - settleUs) : Number.POSITIVE_INFINITY;
    const isDone = day >= lastDay;
    const nextDay = Math.min(day + 1, oldestUnsettled);
    const clocksAgree = Math.abs(nowUs - start.receivedNowUs()) <= clockToleranceUs;
    const moved: DayPosition = {
      ...position,
      day: nextDay,
      soundDay: clocksAgree ? nextDay : position.soundDay,
      since: isDone && start.range === undefined ? oldestUnsettled : position.since,
    };
    return {
      checkpoint: checkpointAt(moved),
      next: isDone ? null : stepFor(walk, start, moved, day + 1, currentDay),
    };
  };
  return {
    request: walk.request(start.context, { date: new Date(day * msPerDay), isToday: day >= today }),
    progress: progressOf(start, position, day, today),
    follow: (_answer, nowUs) => ok(after(nowUs)),
    onVerdict: (kind, nowUs) => (kind === 'empty' ? after(nowUs) : null),
  };
}

function startingOver(today: Day, lookBackDays: number): DayPosition {
  const day = today - Math.floor(lookBackDays);
  return { day, soundDay: null, firstDay: day, lookBackDays, since: day };
}

/** By the number of days as well, since a clock that was set back makes every look-back begin earlier. */
function reachesFurther(lookBack: DayPosition, stored: DayPosition): boolean {
  return lookBack.lookBackDays > stored.lookBackDays && lookBack.firstDay < stored.firstDay;
}

function checkpointAt(position: DayPosition): CheckpointToStore {
  return { position: writePosition(position), description: dateText(position.day) };
}

/** The usual run of a day or two is no catching up. */
function progressOf(start: WalkStart, position: DayPosition, day: Day, today: Day): WalkProgress | null {
  const lastDay = start.range === undefined ? today : Math.min(dayOf(start.range.toUs - 1), today);
  const total = lastDay - position.since + 1;
  if (total <= 2 && start.range === undefined) return null;
  return { done: day - position.since, total: Math.max(total, 1), unit: 'days', at: dateText(day) };
}

function dayOf(timeUs: number): Day {
  return Math.floor(timeUs / US_PER_DAY);
}

function dateText(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

function writePosition(position: DayPosition): string {
  return JSON.stringify({
    day: dateText(position.day),
    ...(position.soundDay === null ? {} : { soundDay: dateText(position.soundDay) }),
    firstDay: dateText(position.firstDay),
    lookBackDays: position.lookBackDays,
    since: dateText(position.since),
  });
}

/** Null for anything that this file did not write: the walk then starts over, which costs requests but no events. */
function readPosition(text: string | null): DayPosition | null {
  if (text === null) return null;
  let stored: { readonly [Key in keyof DayPosition]?: unknown } | null;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  const day = readDay(stored?.day);
  if (day === null) return null;
  const lookBackDays = typeof stored?.lookBackDays === 'number' ? stored.lookBackDays : 0;
  const firstDay = readDay(stored?.firstDay) ?? day;
  return {
    day,
    soundDay: readDay(stored?.soundDay),
    firstDay,
    lookBackDays,
    since: readDay(stored?.since) ?? day,
  };
}

function readDay(value: unknown): Day | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(ms) ? null : dayOf(ms * US_PER_MS);
}
