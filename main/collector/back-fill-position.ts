import type { CheckpointToStore } from '../database/stored-page.ts';
import type { Pagination, TimeWindow } from './pagination/pagination.ts';
import { numberIn, objectIn, parsePosition, textIn, timeText } from './pagination/position-text.ts';

/** What the checkpoint of a back-fill holds: what was asked for, and where its walk is. */
export interface BackFillPosition {
  readonly range: TimeWindow;
  readonly isPaused: boolean;
  /** The run that stored it last; what a person changes in between is stored under its name. */
  readonly runId: string;
  /** The walk's own position; null before its first answer. */
  readonly walk: string | null;
}

export function backFillCheckpoint(position: BackFillPosition, description?: string): CheckpointToStore {
  const { range, isPaused, runId, walk } = position;
  return {
    position: JSON.stringify({ ...range, isPaused, runId, walk: walk === null ? null : JSON.parse(walk) }),
    description: description ?? timeText(range.fromUs),
  };
}

/** Null for anything that this file did not write. */
export function readBackFillPosition(text: string | null): BackFillPosition | null {
  const fields = parsePosition(text);
  if (fields === null) return null;
  const fromUs = numberIn(fields, 'fromUs');
  const toUs = numberIn(fields, 'toUs');
  const runId = textIn(fields, 'runId');
  if (fromUs === null || toUs === null || runId === null) return null;
  const walk = objectIn(fields, 'walk');
  return {
    range: { fromUs, toUs },
    isPaused: fields.isPaused === true,
    runId,
    walk: walk && JSON.stringify(walk),
  };
}

/** Whether a range of the past can be asked for at all. */
export function canBackFill(pagination: Pagination): boolean {
  if (pagination.kind === 'fan-out') return pagination.parents.kind === 'time-walk';
  return pagination.kind === 'day-walk' || pagination.kind === 'time-walk';
}
