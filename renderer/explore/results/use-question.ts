import { useMemo } from 'react';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import { US_PER_MS } from '../../../shared/time-range.ts';
import { narrowed, questionOf } from '../state/explore-question.ts';
import type { ExploreState } from '../state/explore-state.ts';

export interface AskedQuestion {
  readonly question: Question;
  /** When it was asked, UTC microseconds: what a relative range counts back from. */
  readonly askedAtUs: number;
}

/** The question of the state; the same object until the analyst asks something else or refreshes (`version`). `within` has to stay the same object, too. */
export function useQuestion(
  state: ExploreState,
  version: number,
  within: readonly QueryNode[],
): AskedQuestion {
  const { query, filters, range } = state;
  const { applied } = query;
  return useMemo(() => {
    // A refresh asks the same thing of the events that are stored by now.
    void version;
    const askedAtUs = Date.now() * US_PER_MS;
    const question = questionOf({ query: { text: applied, applied }, filters, range }, askedAtUs);
    return { question: narrowed(question, within), askedAtUs };
  }, [applied, filters, range, version, within]);
}
