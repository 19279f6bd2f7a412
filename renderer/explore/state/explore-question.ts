import type { AppError } from '../../../shared/app-error.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything, type QueryNode } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import { resolveTimeRange } from '../../../shared/time-range.ts';
import type { ExploreState } from './explore-state.ts';

type Asked = Pick<ExploreState, 'query' | 'filters' | 'range'>;

/** What the state asks at `nowUs` (UTC microseconds). Text that can't be read doesn't take part: the last good one does. */
export function questionOf(state: Asked, nowUs: number): Question {
  return {
    tree: treeOf(state),
    span: resolveTimeRange(state.range, nowUs),
    storedUntilUs: null,
  };
}

/**
 * Query text and switched-on filters together. Each filter is a child of the outermost "and": that is how a facet's
 * count knows its own field's filter and leaves it out.
 */
export function treeOf(state: Pick<Asked, 'query' | 'filters'>): QueryNode {
  const parsed = parseQuery(state.query.applied);
  const query = parsed.ok ? parsed.value : everything;
  const filters = state.filters.filter((filter) => filter.enabled).map((filter) => filter.node);
  const children = query.kind === 'and' ? [...query.children, ...filters] : [query, ...filters];
  return { kind: 'and', children };
}

/** The question with further conditions; a facet leaves its own field's filter out of it as before. */
export function narrowed(question: Question, within: readonly QueryNode[]): Question {
  if (within.length === 0) return question;
  const { tree } = question;
  const conditions = tree.kind === 'and' ? tree.children : [tree];
  return { ...question, tree: { kind: 'and', children: [...conditions, ...within] } };
}

/** Why the text in the query bar can't be read, with its position; null when it can. */
export function queryError(text: string): AppError | null {
  const parsed = parseQuery(text);
  return parsed.ok ? null : parsed.error;
}

/** Whether anything narrows the answer: an empty table then has another cause and another remedy. */
export function isNarrowed(state: Asked): boolean {
  return (
    state.query.applied.trim() !== '' ||
    state.filters.some((filter) => filter.enabled) ||
    state.range.kind !== 'all'
  );
}
