import { US_PER_DAY } from '../../../shared/time-range.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import type { PageToken } from './page-turns.ts';
import { numberIn, objectIn, parsePosition, textsIn, timeText, tokenIn } from './position-text.ts';

/** What the checkpoint of a walk by time holds. All times are UTC microseconds. */
export interface TimePosition {
  /** Everything before it is collected. */
  readonly markUs: number;
  /**
   * Everything before it is collected, what is written down late with it: it was asked for when that was over. Null
   * where it was not noted: it lies an overlap before the mark.
   */
  readonly sureUs: number | null;
  /**
   * The mark when the vendor's clock and this computer's last agreed. One far behind it may be the work of a clock that
   * was wrong. Null where they never agreed.
   */
  readonly soundUs: number | null;
  /** The first time that was ever asked for, and the look-back then: a longer one that reaches further starts over. */
  readonly firstUs: number;
  readonly lookBackDays: number;
  /** Where catching up began, so that progress goes on after a restart where it was. */
  readonly sinceUs: number;
  /** When a run last began far back on purpose. */
  readonly sweptAtUs: number;
  /** Where a run that was cut off between two windows goes on; null where the last one reached the present. */
  readonly nextFromUs: number | null;
  /** Shorter windows than declared, since the vendor had refused those; and how many went well since. */
  readonly windowUs: number | null;
  readonly wellSince: number;
  /** The window whose pages are being read. */
  readonly current: CurrentWindow | null;
}

export interface CurrentWindow {
  readonly fromUs: number;
  readonly toUs: number;
  /** For a rising bound: where it stands. */
  readonly token: PageToken;
  readonly newestUs: number | null;
  readonly page: number;
  /** When its first page was asked for, by the vendor's clock; null before that. */
  readonly openedAtUs: number | null;
  /** Of its pages, for `PageGuard`. */
  readonly seen?: readonly string[] | undefined;
}

export function startingAt(fromUs: number, lookBackDays: number, nowUs: number): TimePosition {
  return {
    markUs: fromUs,
    sureUs: fromUs,
    soundUs: null,
    firstUs: fromUs,
    lookBackDays,
    sinceUs: fromUs,
    sweptAtUs: nowUs,
    nextFromUs: fromUs,
    windowUs: null,
    wellSince: 0,
    current: null,
  };
}

export function lookBackStart(nowUs: number, lookBackDays: number): number {
  return Math.max(Math.round(nowUs - lookBackDays * US_PER_DAY), 0);
}

/**
 * The stored position, where it is still good. A clock that was set back, or a look-back that was made longer and
 * reaches further than ever before, starts over.
 */
export function readTimePosition(
  text: string | null,
  now: { readonly nowUs: number; readonly lookBackDays: number },
): TimePosition | null {
  const fields = parsePosition(text);
  const markUs = fields && numberIn(fields, 'markUs');
  if (fields === null || markUs === null) return null;
  const current = objectIn(fields, 'current');
  const position: TimePosition = {
    markUs,
    sureUs: numberIn(fields, 'sureUs'),
    soundUs: numberIn(fields, 'soundUs'),
    firstUs: numberIn(fields, 'firstUs') ?? markUs,
    lookBackDays: numberIn(fields, 'lookBackDays') ?? 0,
    sinceUs: numberIn(fields, 'sinceUs') ?? markUs,
    sweptAtUs: numberIn(fields, 'sweptAtUs') ?? 0,
    nextFromUs: numberIn(fields, 'nextFromUs'),
    windowUs: numberIn(fields, 'windowUs'),
    wellSince: numberIn(fields, 'wellSince') ?? 0,
    current: current && readWindow(current),
  };
  const reachesFurther =
    now.lookBackDays > position.lookBackDays && lookBackStart(now.nowUs, now.lookBackDays) < position.firstUs;
  return reachesFurther || position.firstUs > now.nowUs ? null : withoutFuture(position, now.nowUs);
}

/**
 * A mark that lies days ahead was set by a clock that was wrong, and what came in before it was not all there yet when
 * it was asked for: collecting goes back to where the clocks still agreed. If this computer's clock was set back
 * instead, they agreed on the mark itself, and nothing is changed.
 */
function withoutFuture(position: TimePosition, nowUs: number): TimePosition {
  const { soundUs, markUs, nextFromUs, current } = position;
  const reachedUs = Math.max(markUs, nextFromUs ?? markUs, current?.fromUs ?? markUs);
  if (soundUs === null || soundUs > nowUs || reachedUs <= nowUs + US_PER_DAY) return position;
  const sureUs = Math.min(position.sureUs ?? soundUs, soundUs);
  return { ...position, markUs: soundUs, sureUs, nextFromUs: null, current: null };
}

function readWindow(fields: Readonly<Record<string, unknown>>): CurrentWindow | null {
  const fromUs = numberIn(fields, 'fromUs');
  const toUs = numberIn(fields, 'toUs');
  if (fromUs === null || toUs === null) return null;
  const token = tokenIn(fields, 'token');
  const newestUs = numberIn(fields, 'newestUs');
  const page = numberIn(fields, 'page') ?? 0;
  const openedAtUs = numberIn(fields, 'openedAtUs');
  return { fromUs, toUs, token, newestUs, page, openedAtUs, seen: textsIn(fields, 'seen') };
}

/** For people: where the next run begins. */
export function timeCheckpoint(position: TimePosition): CheckpointToStore {
  const atUs = position.current?.fromUs ?? position.nextFromUs ?? position.markUs;
  return { position: JSON.stringify(position), description: timeText(atUs) };
}
