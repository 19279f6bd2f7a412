import type { ExploreAction } from './explore-action.ts';
import { type ExploreState, initialExploreState, type QuestionChoice } from './explore-state.ts';
import { reduceExplore } from './reduce-explore.ts';

const LONGEST_HISTORY = 100;

/** The state with the questions before and after it. */
export interface ExploreHistory {
  readonly state: ExploreState;
  readonly past: readonly QuestionChoice[];
  readonly future: readonly QuestionChoice[];
  /** True while letters come in one after the other: they are one step. */
  readonly typing: boolean;
}

export function startHistory(state: ExploreState = initialExploreState): ExploreHistory {
  return { state, past: [], future: [], typing: false };
}

/** Applies an action. Only what changes the question can be undone; widths, panes and the selection can't. */
export function reduceHistory(history: ExploreHistory, action: ExploreAction): ExploreHistory {
  if (action.kind === 'undo') return step(history, history.past, 'undo');
  if (action.kind === 'redo') return step(history, history.future, 'redo');
  const state = reduceExplore(history.state, action);
  if (state === history.state) return history;
  const typing = action.kind === 'query-typed';
  if (isSameQuestion(history.state, state)) return { ...history, state, typing: history.typing && typing };
  const past =
    typing && history.typing
      ? history.past
      : [...history.past, choiceOf(history.state)].slice(-LONGEST_HISTORY);
  return { state, past, future: [], typing };
}

function step(
  history: ExploreHistory,
  from: readonly QuestionChoice[],
  direction: 'undo' | 'redo',
): ExploreHistory {
  const target = from.at(-1);
  if (!target) return history;
  const rest = from.slice(0, -1);
  const left = choiceOf(history.state);
  const state: ExploreState = { ...history.state, ...target };
  return direction === 'undo'
    ? { state, past: rest, future: [...history.future, left], typing: false }
    : { state, past: [...history.past, left], future: rest, typing: false };
}

/** The text that could not be read isn't kept: undo leads to questions that were answered. */
function choiceOf({ query, filters, range }: ExploreState): QuestionChoice {
  return { query: { text: query.applied, applied: query.applied }, filters, range };
}

function isSameQuestion(before: ExploreState, after: ExploreState): boolean {
  return (
    before.query.applied === after.query.applied &&
    before.filters === after.filters &&
    before.range === after.range
  );
}
