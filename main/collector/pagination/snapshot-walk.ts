import { ok } from '../../../shared/result.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import {
  createPageGuard,
  isGivenToken,
  keptToken,
  nextPageOf,
  type PageGuard,
  type PageToken,
  requestPage,
} from './page-turns.ts';
import type { SnapshotWalk } from './pagination.ts';
import { numberIn, parsePosition, textsIn, timeText, tokenIn } from './position-text.ts';
import type { WalkStart, WalkStep, WalkTurn } from './walk.ts';

interface Place {
  readonly token: PageToken;
  /** Pages read before it. */
  readonly page: number;
  readonly guard: PageGuard;
  /** Begun anew in this run, since its cursor was refused: once is enough. */
  readonly isRestarted: boolean;
}

/** Every page from the first to the last, at every run; one that was cut off goes on at its page. */
export function startSnapshotWalk(walk: SnapshotWalk, start: WalkStart): WalkStep {
  const stored = parsePosition(start.position);
  const token = stored === null ? null : keptToken(tokenIn(stored, 'token'), walk.pages, start.context.url);
  const seen = stored === null || token === null ? [] : textsIn(stored, 'seen');
  const page = stored === null || token === null ? 0 : (numberIn(stored, 'page') ?? 0);
  return stepFor(walk, start, { token, page, guard: guardOf(walk, start, seen), isRestarted: false });
}

function stepFor(walk: SnapshotWalk, start: WalkStart, place: Place): WalkStep {
  const { token, page, guard } = place;
  const { context } = start;
  const request = requestPage(walk.pages, context, null, token);
  return {
    request,
    hasPosition: isGivenToken(token),
    progress: page === 0 ? null : { done: page, total: null, unit: 'pages', at: `page ${page + 1}` },
    follow(answer, nowUs, records) {
      const { pageSize } = context;
      const next = nextPageOf(walk.pages, { answer, records, token, request, pageSize });
      if (next === null) return ok(complete(nowUs));
      const verdict = guard.judge({ token, next, records, pageSize });
      if (verdict === 'end') return ok(complete(nowUs));
      if (typeof verdict === 'object')
        return ok({ checkpoint: checkpointAt(null, 0), next: null, problem: verdict });
      const moved = verdict === 'again' ? place : { ...place, token: next, page: page + 1 };
      const checkpoint = checkpointAt(moved.token, moved.page, guard.seen());
      if (verdict === 'enough') return ok({ checkpoint, next: null, hasMore: true });
      return ok({ checkpoint, next: stepFor(walk, start, moved) });
    },
    onVerdict(kind, nowUs) {
      if (kind === 'empty') return complete(nowUs);
      if (kind === 'narrow' || token === null || place.isRestarted) return null;
      const anew: Place = { token: null, page: 0, guard: guardOf(walk, start), isRestarted: true };
      return { checkpoint: checkpointAt(null, 0), next: stepFor(walk, start, anew) };
    },
  };
}

function guardOf({ pages }: SnapshotWalk, start: WalkStart, seen: readonly string[] = []): PageGuard {
  return createPageGuard(start.context.url, pages, seen);
}

function checkpointAt(token: PageToken, page: number, seen?: readonly string[]): CheckpointToStore {
  return { position: JSON.stringify({ token, page, seen }), description: `page ${page + 1}` };
}

function complete(nowUs: number): WalkTurn {
  const checkpoint = {
    position: JSON.stringify({ completeAtUs: nowUs }),
    description: `complete at ${timeText(nowUs)}`,
  };
  return { checkpoint, next: null };
}
