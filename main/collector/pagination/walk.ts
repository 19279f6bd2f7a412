import type { AppError } from '../../../shared/app-error.ts';
import type { Result } from '../../../shared/result.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';
import { startDayWalk } from './day-walk.ts';
import type { Pagination } from './pagination.ts';

/**
 * One request of a walk through an API, and what follows from its answer. Steps are values: a step that failed is
 * asked again as it is, and what comes next may depend on the answer (a cursor, a next link) or not (a day).
 */
export interface WalkStep {
  readonly request: HttpRequest;
  /** Null where there is nothing to catch up with. */
  readonly progress: WalkProgress | null;
  /**
   * Where the next run starts once the answer's records are stored, and the step after this one (null: the walk has
   * reached the present). `nowUs` is the time when the request was sent, on the vendor's clock where it is known.
   * Fails where the answer leads nowhere, as a next link that points to itself.
   */
  follow(answer: unknown, nowUs: number): Result<WalkTurn, AppError>;
}

export interface WalkTurn {
  readonly checkpoint: CheckpointToStore;
  readonly next: WalkStep | null;
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
  readonly lookBackDays: number;
  readonly nowUs: number;
}

/** The first step of a run. */
export function startWalk(pagination: Pagination, start: WalkStart): WalkStep {
  switch (pagination.kind) {
    case 'day-walk':
      return startDayWalk(pagination, start);
  }
}
