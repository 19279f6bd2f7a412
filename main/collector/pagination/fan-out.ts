import type { AppError } from '../../../shared/app-error.ts';
import { ok, type Result } from '../../../shared/result.ts';
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
import type { FanOut, Parent } from './pagination.ts';
import { parsePosition, textsIn, tokenIn } from './position-text.ts';
import { startSnapshotWalk } from './snapshot-walk.ts';
import { startTimeWalk } from './time-walk.ts';
import type { WalkStart, WalkStep, WalkTurn } from './walk.ts';

/** What stays the same in a run. */
interface Run {
  readonly fan: FanOut;
  readonly start: WalkStart;
}

/** A doubted parent was answered with “not found” once; it is asked for again after the others, to be sure. */
type QueuedParent = Parent & { readonly isDoubted?: boolean };

/** The parents of one page whose children are still to be read, and what comes after them. */
interface Children {
  readonly queue: readonly QueuedParent[];
  /** Of the first in the queue. */
  readonly token: PageToken;
  readonly guard: PageGuard;
  readonly isRestarted: boolean;
  /** The checkpoint of the list behind this page. Counts only once the queue is empty. */
  readonly listPosition: unknown;
  readonly listDescription: string;
  /** The list's next page. `undefined`: the run goes on after a restart, and the list is begun where it stood. */
  readonly nextPage: WalkStep | null | undefined;
  readonly done: number;
  /** Why the run ends behind them. */
  readonly ending: Pick<WalkTurn, 'problem' | 'hasMore'>;
}

/** A page of parents, then for each of them the pages of its children, then the next page of parents. */
export function startFanOut(fan: FanOut, start: WalkStart): WalkStep {
  const run: Run = { fan, start };
  const stored = parsePosition(start.position);
  const queue = readQueue(stored?.queue);
  if (stored === null || queue.length === 0) return listStep(run, startList(run, stored?.list ?? null), 0);
  return childStep(run, {
    queue,
    token: keptToken(tokenIn(stored, 'token'), fan.children, start.context.url),
    guard: guardOf(run, textsIn(stored, 'seen')),
    isRestarted: false,
    listPosition: stored.list ?? null,
    listDescription: typeof stored.description === 'string' ? stored.description : '',
    nextPage: undefined,
    done: 0,
    ending: {},
  });
}

function startList({ fan, start }: Run, position: unknown): WalkStep {
  const ofList = { ...start, position: position === null ? null : JSON.stringify(position) };
  return fan.parents.kind === 'snapshot'
    ? startSnapshotWalk(fan.parents, ofList)
    : startTimeWalk(fan.parents, ofList);
}

/** A list that was read to its end before the restart is not read again in the same run. */
function listAfterRestart(run: Run, position: unknown): WalkStep | null {
  const isComplete =
    run.fan.parents.kind === 'snapshot' && (position as Complete | null)?.completeAtUs !== undefined;
  return isComplete ? null : startList(run, position);
}

interface Complete {
  readonly completeAtUs?: unknown;
}

function listStep(run: Run, list: WalkStep, done: number): WalkStep {
  const { fan, start } = run;
  const wrapped = (turn: WalkTurn): WalkTurn => ({
    ...turn,
    checkpoint: turn.checkpoint && betweenParents(turn.checkpoint),
    next: turn.next && listStep(run, turn.next, done),
  });
  return {
    ...list,
    recordsOf: () => ok([]),
    follow(answer, nowUs) {
      const parents = fan.parentsOf(answer);
      if (!parents.ok) return parents;
      const rows = start.readRecords(answer);
      const turn = list.follow(answer, nowUs, rows.ok && rows.value.length > 0 ? rows.value : parents.value);
      if (!turn.ok) return turn;
      if (parents.value.length === 0 || turn.value.checkpoint === null) return ok(wrapped(turn.value));
      return ok(turnTo(run, childrenOf(run, parents.value, turn.value.checkpoint, turn.value, done)));
    },
    onVerdict(kind, nowUs) {
      const turn = list.onVerdict?.(kind, nowUs) ?? null;
      return turn && wrapped(turn);
    },
  };
}

function childrenOf(
  run: Run,
  queue: readonly QueuedParent[],
  checkpoint: CheckpointToStore,
  turn: WalkTurn,
  done: number,
): Children {
  return {
    queue,
    token: null,
    guard: guardOf(run),
    isRestarted: false,
    listPosition: JSON.parse(checkpoint.position),
    listDescription: checkpoint.description,
    nextPage: turn.next,
    done,
    ending: {
      ...(turn.problem === undefined ? {} : { problem: turn.problem }),
      ...(turn.hasMore === undefined ? {} : { hasMore: turn.hasMore }),
    },
  };
}

function childStep(run: Run, children: Children): WalkStep {
  const { fan, start } = run;
  const [parent] = children.queue;
  if (parent === undefined) throw new Error('A child was asked for without a parent');
  const { token, guard } = children;
  const { pageSize } = start.context;
  const request = requestPage(fan.children, start.context, parent, token);
  return {
    request,
    isChild: true,
    hasPosition: isGivenToken(token),
    progress: progressOf(children, parent),
    recordsOf(answer): Result<readonly unknown[], AppError> {
      const records = start.readRecords(answer);
      return records.ok ? ok(records.value.map((record) => fan.join(parent, record))) : records;
    },
    follow(answer, _nowUs, records) {
      const next = nextPageOf(fan.children, { answer, records, token, request, pageSize });
      if (next === null) return ok(afterParent(run, children));
      const verdict = guard.judge({ token, next, records, pageSize });
      if (verdict === 'end') return ok(afterParent(run, children));
      if (typeof verdict === 'object')
        return ok({ ...turnTo(run, { ...children, token: null }), next: null, problem: verdict });
      const turn = turnTo(run, { ...children, token: verdict === 'again' ? token : next });
      return ok(verdict === 'enough' ? { ...turn, next: null, hasMore: true } : turn);
    },
    onVerdict(kind) {
      if (kind === 'empty') {
        return parent.isDoubted === true ? afterParent(run, children) : doubted(run, children, parent);
      }
      if (kind === 'narrow' || token === null || children.isRestarted) return null;
      const guard = guardOf(run);
      return turnTo(run, { ...children, token: null, guard, isRestarted: true });
    },
  };
}

function guardOf({ fan, start }: Run, seen: readonly string[] = []): PageGuard {
  return createPageGuard(start.context.url, fan.children, seen);
}

function doubted(run: Run, children: Children, parent: QueuedParent): WalkTurn {
  const queue = [...children.queue.slice(1), { ...parent, isDoubted: true }];
  return turnTo(run, { ...children, queue, token: null, guard: guardOf(run), isRestarted: false });
}

/** On to the next parent; after the last one the list's own checkpoint counts, and its next page is asked for. */
function afterParent(run: Run, children: Children): WalkTurn {
  const queue = children.queue.slice(1);
  const done = children.done + 1;
  if (queue.length > 0) {
    const guard = guardOf(run);
    return turnTo(run, { ...children, queue, token: null, guard, isRestarted: false, done });
  }
  const { listPosition, listDescription, nextPage, ending } = children;
  const list = nextPage === undefined ? listAfterRestart(run, listPosition) : nextPage;
  return {
    checkpoint: { position: JSON.stringify({ list: listPosition }), description: listDescription },
    next: list && listStep(run, list, done),
    ...ending,
  };
}

function turnTo(run: Run, children: Children): WalkTurn {
  const { queue, token, listPosition, listDescription } = children;
  const seen = token === null ? undefined : children.guard.seen();
  const position = JSON.stringify({ list: listPosition, queue, token, seen, description: listDescription });
  const description = `${listDescription}, ${queue[0]?.key ?? ''}`;
  return { checkpoint: { position, description }, next: childStep(run, children) };
}

function betweenParents({ position, description }: CheckpointToStore): CheckpointToStore {
  return { position: JSON.stringify({ list: JSON.parse(position) }), description };
}

/** In a long catching up the list's own progress would stand still for long; the parents move. */
function progressOf({ queue, done, nextPage }: Children, parent: Parent) {
  return { done, total: nextPage === null ? done + queue.length : null, unit: 'parents', at: parent.key };
}

function readQueue(value: unknown): readonly QueuedParent[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is QueuedParent =>
      typeof entry?.key === 'string' && typeof entry?.data === 'object' && entry.data !== null,
  );
}
