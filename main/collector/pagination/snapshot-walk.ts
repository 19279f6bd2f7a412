import { ok } from '../../../shared/result.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import {
  createPageGuard,
  isGivenToken,
  mayRepeatLast,
  nextPageOf,
  type PageGuard,
  type PageToken,
  requestPage,
} from './page-turns.ts';
import type { SnapshotWalk } from './pagination.ts';
import { numberIn, parsePosition, timeText, tokenIn } from './position-text.ts';
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
  const token = stored === null ? null : tokenIn(stored, 'token');
  const page = stored === null || token === null ? 0 : (numberIn(stored, 'page') ?? 0);
  return stepFor(walk, start, { token, page, guard: guardOf(start), isRestarted: false });
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
      const verdict = guard.judge({
        token,
        next,
        records,
        pageSize,
        isLink: walk.pages.by !== 'cursor' && typeof next === 'string',
        mayRepeatLast: mayRepeatLast(walk.pages),
      });
      if (verdict === 'end') return ok(complete(nowUs));
      if (verdict !== 'go-on') return ok({ checkpoint: checkpointAt(null, 0), next: null, problem: verdict });
      return ok({
        checkpoint: checkpointAt(next, page + 1),
        next: stepFor(walk, start, { ...place, token: next, page: page + 1 }),
      });
    },
    onVerdict(kind, nowUs) {
      if (kind === 'empty') return complete(nowUs);
      if (kind === 'narrow' || token === null || place.isRestarted) return null;
      const anew: Place = { token: null, page: 0, guard: guardOf(start), isRestarted: true };
      return { checkpoint: checkpointAt(null, 0), next: stepFor(walk, start, anew) };
    },
  };
}

function guardOf(start: WalkStart): PageGuard {
  return createPageGuard(new URL(start.context.url).host);
}

function checkpointAt(token: PageToken, page: number): CheckpointToStore {
  return { position: JSON.stringify({ token, page }), description: `page ${page + 1}` };
}

function complete(nowUs: number): WalkTurn {
  const checkpoint = {
    position: JSON.stringify({ completeAtUs: nowUs }),
    description: `complete at ${timeText(nowUs)}`,
  };
  return { checkpoint, next: null };
}
