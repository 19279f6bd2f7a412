import type { AppError } from '../../../shared/app-error.ts';
import type { Result } from '../../../shared/result.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';
import { startDayWalk } from './day-walk.ts';
import { startDeltaWalk } from './delta-walk.ts';
import { startFanOut } from './fan-out.ts';
import type { Pagination, TimeWindow } from './pagination.ts';
import { startSnapshotWalk } from './snapshot-walk.ts';
import { startTimeWalk } from './time-walk.ts';

/**
 * One request of a walk through an API, and what follows from its answer. Steps are values: a step that failed is
 * asked again as it is, and what comes next may depend on the answer (a cursor, a next link) or not (a day).
 */
export interface WalkStep {
  readonly request: HttpRequest;
  /** Null where there is nothing to catch up with. */
  readonly progress: WalkProgress | null;
  /** The request carries a cursor, a next link or a delta token that an earlier answer gave. */
  readonly hasPosition?: boolean;
  /** The request is about one parent of a fan-out. */
  readonly isChild?: boolean;
  /**
   * The request is part of a complete reading that began at this time (as received records are stamped): what it
   * brings of a thing takes the place of what was received before, instead of completing it.
   */
  readonly wholeSinceUs?: number;
  /** The stream's records of the answer, where they are not what its declaration reads out of any answer. */
  recordsOf?(answer: unknown): Result<readonly unknown[], AppError>;
  /**
   * Where the next run starts once the answer's records are stored, and the step after this one (null: the walk has
   * reached the present). `nowUs` is the time when the request was sent, on the vendor's clock where it is known.
   * `records` are those of the answer. Fails where the answer can't be part of this walk at all.
   */
  follow(answer: unknown, nowUs: number, records: readonly unknown[]): Result<WalkTurn, AppError>;
  /**
   * How the walk goes on after a refusal: as if nothing was there, from where it is safe, or with a shorter window.
   * Null: it can't, the refusal ends the run. Without this function a walk can't go on after any.
   */
  onVerdict?(kind: WalkVerdict, nowUs: number): WalkTurn | null;
}

export type WalkVerdict = 'empty' | 'restart' | 'narrow';

export interface WalkTurn {
  /** Null leaves it where it is. */
  readonly checkpoint: CheckpointToStore | null;
  readonly next: WalkStep | null;
  /** Ends the run after the answer is stored: the answer is good, but leads nowhere. */
  readonly problem?: AppError;
  /** Ends the run without an error: one run has had enough, and the next goes on at once. */
  readonly hasMore?: true;
  /**
   * A complete reading has come to its end that began at this time (as received records are stamped): what is known
   * and was not received since is gone.
   */
  readonly completeSinceUs?: number;
}

export interface WalkProgress {
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  /** The unit that is being asked for, for people. */
  readonly at: string;
}

export interface WalkStart {
  readonly context: StreamContext;
  /** The checkpoint's position as it was stored; null at the first run. */
  readonly position: string | null;
  /** Less than a day is meant for trying a connection. */
  readonly lookBackDays: number;
  /** On the vendor's clock, where it is known. */
  readonly nowUs: number;
  /** This computer's clock, which stamps what is received. */
  receivedNowUs(): number;
  /** The stream's own. */
  readRecords(answer: unknown): Result<readonly unknown[], AppError>;
  /** Only what lies in this range, instead of all from the mark to the present. */
  readonly range?: TimeWindow;
}

/** The first step of a run. */
export function startWalk(pagination: Pagination, start: WalkStart): WalkStep {
  switch (pagination.kind) {
    case 'day-walk':
      return startDayWalk(pagination, start);
    case 'time-walk':
      return startTimeWalk(pagination, start);
    case 'snapshot':
      return startSnapshotWalk(pagination, start);
    case 'delta':
      return startDeltaWalk(pagination, start);
    case 'fan-out':
      return startFanOut(pagination, start);
  }
}
