import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RetentionEffect, RetentionRule } from '../../shared/retention.ts';
import type { Readers } from '../database/readers.ts';
import {
  countLeaving,
  readPieceEnds,
  readRetentionRules,
  readTimeOfNewestBytes,
} from '../database/retention-reader.ts';
import type { Writer } from '../database/writer.ts';
import { cutOff } from './cut-off.ts';

/** One transaction each, between which pages are stored: some tens of milliseconds. */
const EVENTS_IN_A_PIECE = 50_000;

export interface RulesToApply {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'removeEvents'>;
  /** What ages are counted from. */
  readonly nowUs: number;
  /** When they leave, by this computer's clock. */
  readonly removedAtUs: number;
  readonly signal: AbortSignal;
  readonly eventsInAPiece?: number;
  /** Told of each piece: how many events left with it. */
  onPiece(sourceId: string, removed: number): void;
}

/**
 * Removes the events that each source's rule says, oldest first. What a crash or a stop leaves undone is as old as
 * before, so the next time does it.
 */
export async function applyRules(work: RulesToApply): Promise<Result<null, AppError>> {
  const rules = await readRetentionRules(work.readers);
  if (!rules.ok) return rules;
  for (const [sourceId, rule] of rules.value) {
    const beforeUs = await cutOffOf(work.readers, sourceId, rule, work.nowUs, work.signal);
    if (!beforeUs.ok) return beforeUs;
    if (beforeUs.value === null) continue;
    const removed = await removeBefore(sourceId, beforeUs.value, work);
    if (!removed.ok) return removed;
  }
  return ok(null);
}

/** What the rule would do now. */
export async function previewRule(
  readers: Readers,
  sourceId: string,
  rule: RetentionRule,
  nowUs: number,
  signal?: AbortSignal,
): Promise<Result<RetentionEffect, AppError>> {
  const beforeUs = await cutOffOf(readers, sourceId, rule, nowUs, signal);
  if (!beforeUs.ok) return beforeUs;
  if (beforeUs.value === null) return ok({ events: 0, beforeUs: null, kept: 0 });
  const counted = await countLeaving(readers, sourceId, beforeUs.value, signal);
  if (!counted.ok) return counted;
  const { events, kept } = counted.value;
  return ok({ events, beforeUs: events === 0 ? null : beforeUs.value, kept });
}

function cutOffOf(
  readers: Readers,
  sourceId: string,
  rule: RetentionRule,
  nowUs: number,
  signal?: AbortSignal,
): Promise<Result<number | null, AppError>> {
  return cutOff(rule, nowUs, (keepBytes) => readTimeOfNewestBytes(readers, sourceId, keepBytes, signal));
}

async function removeBefore(
  sourceId: string,
  beforeUs: number,
  { readers, writer, removedAtUs, signal, eventsInAPiece = EVENTS_IN_A_PIECE, onPiece }: RulesToApply,
): Promise<Result<null, AppError>> {
  const ends = await readPieceEnds(readers, sourceId, beforeUs, eventsInAPiece, signal);
  if (!ends.ok) return ends;
  let afterUs: number | null = null;
  for (const toUs of ends.value) {
    if (signal.aborted) return failed(stopped());
    const removed = await writer.removeEvents({ sourceId, afterUs, toUs, removedAtUs });
    if (!removed.ok) return removed;
    onPiece(sourceId, removed.value);
    afterUs = toUs;
  }
  return ok(null);
}

export function stopped(): AppError {
  return appError(
    'cancelled',
    'Removing old events was stopped. What was removed until then has left.',
    'Start it again to remove the rest.',
  );
}
