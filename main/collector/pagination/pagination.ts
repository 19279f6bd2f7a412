import type { AppError } from '../../../shared/app-error.ts';
import type { Result } from '../../../shared/result.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';

/**
 * The closed set of ways to walk through an API. The engine knows these and no vendor; every one goes on where it was
 * after a crash, and says how far it is.
 */
export type Pagination = DayWalk | TimeWalk | SnapshotWalk | DeltaWalk | FanOut;

/**
 * One request a UTC day, oldest first, from the look-back to today. Today is asked again at every run, and a run that
 * starts after midnight asks once more for the day the last one ended in. A day that failed stays the current one.
 */
export interface DayWalk {
  readonly kind: 'day-walk';
  /** `day` is UTC, `isToday` tells that the day is still growing. */
  request(context: StreamContext, day: { readonly date: Date; readonly isToday: boolean }): HttpRequest;
}

/** From here up to there, both UTC microseconds. Which end belongs to it is the vendor's affair: overlaps repeat, ids tell. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Events by their time, from the mark (or the look-back) to the present, in windows, oldest first, each window in
 * pages. A window stays as it is while its pages are read, and over a restart.
 */
export interface TimeWalk {
  readonly kind: 'time-walk';
  /** The longest window that is asked for at once. Null: the API takes no upper bound, one window reaches to the present. */
  readonly maxWindowUs: number | null;
  /** How far a verdict of `narrow` may halve a window. */
  readonly minWindowUs?: number;
  /** How far behind the mark every run begins, for what is written down late. */
  readonly overlapUs: number;
  /** How far before the present the last window ends. */
  readonly lagUs: number;
  /** Once in a while a run begins further back, for what is written down very late. */
  readonly sweep?: { readonly everyUs: number; readonly backUs: number };
  /**
   * Where the mark goes after a window: to its end, or to the newest of these times that its records had (never back,
   * never beyond the present; unmoved by an empty window).
   */
  readonly mark: 'window-end' | { newestUs(records: readonly unknown[]): number | null };
  readonly pages: Pages<TimeWindow> | RisingPages;
}

/** Everything there is, from the first page to the last, at every run. A run that was cut off goes on at its page. */
export interface SnapshotWalk {
  readonly kind: 'snapshot';
  readonly pages: Pages<null>;
}

/**
 * Everything at first, then what has changed: next links to the end of a round, whose last answer gives the delta link
 * with which the next round begins. A verdict of `restart` begins with a complete reading again; what it no longer
 * holds is then recorded as removed (`StreamDefinition.merge.removal`).
 */
export interface DeltaWalk {
  readonly kind: 'delta';
  firstRequest(context: StreamContext): HttpRequest;
  /** A request for a link that an answer gave. Only the source's own host is asked. */
  linkRequest(context: StreamContext, link: string): HttpRequest;
  nextLinkOf(answer: unknown): string | null;
  deltaLinkOf(answer: unknown): string | null;
}

/**
 * A list of parents, and for each of them the pages of its children, which are the stream's records. The list's mark
 * moves past a parent only after its last child.
 */
export interface FanOut {
  readonly kind: 'fan-out';
  readonly parents: TimeWalk | SnapshotWalk;
  /** The parents of one page of the list. */
  parentsOf(answer: unknown): Result<readonly Parent[], AppError>;
  readonly children: Pages<Parent>;
  /** A child's record with what it needs of its parent. */
  join(parent: Parent, record: unknown): unknown;
}

export interface Parent {
  /** The same for the same parent; for people as well. */
  readonly key: string;
  /** What requests and records need of it: small, free of secrets, kept in the checkpoint. */
  readonly data: Readonly<Record<string, string>>;
}

/** How the pages of one window, snapshot or parent are walked. A page that leads to itself, or an endless walk, ends the run. */
export type Pages<Scope> = CursorPages<Scope> | LinkPages<Scope> | OffsetPages<Scope>;

/** Ends where an answer has no cursor, whatever the number of its records. */
export interface CursorPages<Scope> {
  readonly by: 'cursor';
  request(context: StreamContext, scope: Scope, cursor: string | null): HttpRequest;
  /** Null, also for a blank one: there is no further page. */
  cursorOf(answer: unknown): string | null;
  /** The last page may give the cursor that it was asked with; elsewhere that is a server that goes in circles. */
  readonly mayRepeatLastCursor?: true;
}

/** The same with whole addresses. A link to another host than the source's is refused. */
export interface LinkPages<Scope> {
  readonly by: 'link';
  request(context: StreamContext, scope: Scope): HttpRequest;
  linkRequest(context: StreamContext, link: string): HttpRequest;
  linkOf(answer: unknown): string | null;
}

/** Ends at an empty page, as a server may cut all pages shorter than they were asked for. Only sound in a window that does not grow. */
export interface OffsetPages<Scope> {
  readonly by: 'offset';
  request(context: StreamContext, scope: Scope, offset: number): HttpRequest;
  /** For an API that may give next links all the same. */
  readonly links?: PossibleLinks;
}

/** Links that are followed where an answer has them; the last page of them is the last one. */
export interface PossibleLinks {
  linkRequest(context: StreamContext, link: string): HttpRequest;
  linkOf(answer: unknown): string | null;
}

/**
 * For an API without pages that answers in the order of time: the window's lower bound rises to the newest time of a
 * page, and what equals it comes again, until nothing newer does. A full page of one single time raises it by the
 * smallest step.
 */
export interface RisingPages {
  readonly by: 'rising-bound';
  request(context: StreamContext, window: TimeWindow): HttpRequest;
  timeUsOf(record: unknown): number | null;
  readonly smallestStepUs: number;
  /** For an API that may give next links all the same. */
  readonly links?: PossibleLinks;
}
