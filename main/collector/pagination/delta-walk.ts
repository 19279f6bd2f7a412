import { ok } from '../../../shared/result.ts';
import type { CheckpointToStore } from '../../database/stored-page.ts';
import { blankAsNull, completeLink, createPageGuard, foreignLink, type PageGuard } from './page-turns.ts';
import type { DeltaWalk } from './pagination.ts';
import { numberIn, parsePosition, textIn, timeText } from './position-text.ts';
import type { WalkStart, WalkStep, WalkTurn } from './walk.ts';

/**
 * What a round is: the first complete reading, one of what has changed, or a complete reading again, after which what
 * is missing is known to be gone.
 */
type Round = 'first' | 'changes' | 'again';

interface Place {
  readonly round: Round;
  /** Null for the first request of a complete reading. */
  readonly link: string | null;
  readonly page: number;
  /** When the round began, as received records are stamped. */
  readonly sinceUs: number;
  readonly guard: PageGuard;
  /** A complete reading was begun in this run, since a link was refused: once is enough. */
  readonly isRestarted: boolean;
}

export function startDeltaWalk(walk: DeltaWalk, start: WalkStart): WalkStep {
  return stepFor(walk, start, placeToStart(start));
}

function placeToStart(start: WalkStart): Place {
  const fresh = { page: 0, guard: guardOf(start), isRestarted: false, sinceUs: start.receivedNowUs() };
  const stored = parsePosition(start.position);
  if (stored === null) return { ...fresh, round: 'first', link: null };
  const isOwn = (link: string | null) => link === null || foreignLink(link, start.context.url) === null;
  const link = textIn(stored, 'link');
  const round = stored.round === 'changes' || stored.round === 'again' ? stored.round : 'first';
  if (link !== null && isOwn(link)) {
    const sinceUs = numberIn(stored, 'sinceUs') ?? fresh.sinceUs;
    return { ...fresh, round, link, page: numberIn(stored, 'page') ?? 0, sinceUs };
  }
  const deltaLink = textIn(stored, 'deltaLink');
  // The base URL was changed meanwhile: a complete reading tells what is there.
  if (!isOwn(link) || !isOwn(deltaLink))
    return { ...fresh, round: round === 'first' && deltaLink === null ? 'first' : 'again', link: null };
  if (deltaLink !== null) return { ...fresh, round: 'changes', link: deltaLink };
  return { ...fresh, round: numberIn(stored, 'completeAtUs') === null ? round : 'again', link: null };
}

function stepFor(walk: DeltaWalk, start: WalkStart, place: Place): WalkStep {
  const { link, page, guard, round } = place;
  const request = link === null ? walk.firstRequest(start.context) : walk.linkRequest(start.context, link);
  const isChanges = round === 'changes';
  const lastPage = (ended: Place, deltaLink: string | null, nowUs: number): WalkTurn => {
    const foreign = deltaLink === null ? null : foreignLink(deltaLink, start.context.url);
    return foreign === null
      ? afterRound(ended, deltaLink, nowUs)
      : { checkpoint: null, next: null, problem: foreign };
  };
  return {
    request,
    hasPosition: link !== null,
    ...(isChanges ? {} : { wholeSinceUs: place.sinceUs }),
    progress:
      isChanges || page === 0 ? null : { done: page, total: null, unit: 'pages', at: `page ${page + 1}` },
    follow(answer, nowUs, records) {
      const next = blankAsNull(walk.nextLinkOf(answer));
      const given = blankAsNull(walk.deltaLinkOf(answer));
      const deltaLink = given && completeLink(given, request.url);
      if (next === null) return ok(lastPage(place, deltaLink, nowUs));
      const link = completeLink(next, request.url);
      const verdict = guard.judge({ token: place.link, next: link, records, pageSize: 0 });
      if (typeof verdict === 'object') return ok({ checkpoint: null, next: null, problem: verdict });
      if (verdict === 'end') return ok(lastPage(place, deltaLink, nowUs));
      const moved = { ...place, link, page: page + 1 };
      const checkpoint = checkpointAt(moved);
      if (verdict === 'enough') return ok({ checkpoint, next: null, hasMore: true });
      return ok({ checkpoint, next: stepFor(walk, start, moved) });
    },
    onVerdict(kind, nowUs) {
      if (kind === 'empty') return afterRound(place, isChanges ? link : null, nowUs);
      if (kind === 'narrow' || link === null || place.isRestarted) return null;
      const anew: Place = {
        round: round === 'first' ? 'first' : 'again',
        link: null,
        page: 0,
        sinceUs: start.receivedNowUs(),
        guard: guardOf(start),
        isRestarted: true,
      };
      return { checkpoint: checkpointAt(anew), next: stepFor(walk, start, anew) };
    },
  };
}

function guardOf(start: WalkStart): PageGuard {
  return createPageGuard(start.context.url, { by: 'link' });
}

function checkpointAt({ round, link, page, sinceUs }: Place): CheckpointToStore {
  const description =
    round === 'changes' ? `changes, page ${page + 1}` : `complete reading, page ${page + 1}`;
  return { position: JSON.stringify({ round, link, page, sinceUs }), description };
}

/** Without a delta link the next round has to read everything again. */
function afterRound(place: Place, deltaLink: string | null, nowUs: number): WalkTurn {
  const position = JSON.stringify({ deltaLink, completeAtUs: nowUs });
  const checkpoint = { position, description: `changes since ${timeText(nowUs)}` };
  const ended = { checkpoint, next: null };
  return place.round === 'again' ? { ...ended, completeSinceUs: place.sinceUs } : ended;
}
