import { useMemo } from 'react';
import type { Facet } from '../../../shared/answer.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import { useAsk } from '../../queries.ts';
import type { ExploreState } from '../state/explore-state.ts';
import { facetFields } from './facet-fields.ts';
import { buildFacetPanelView, type FacetPanelView, facetRequests } from './facet-panel-view.ts';

export interface Facets {
  readonly view: FacetPanelView;
  readonly isLoading: boolean;
  readonly error: ReturnType<typeof useAsk<'events.facets'>>['error'];
  retry(): void;
}

const ofEverything: Question = {
  tree: everything,
  span: { fromUs: null, toUs: null },
  storedUntilUs: null,
};
const oneValueOfEach = facetFields.map(({ column }) => ({ column, search: '', limit: 1 }));
const noAnswers: ReadonlyMap<string, Facet> = new Map();

/** All open facets in one question, and once which fields have any value at all. */
export function useFacets(question: Question, state: ExploreState): Facets {
  const isEnabled = state.panes.facetsOpen;
  const anything = useAsk('events.facets', { question: ofEverything, facets: oneValueOfEach }, { isEnabled });
  const available = useMemo(() => {
    if (!anything.data) return null;
    return new Set(anything.data.facets.filter(hasValues).map(({ column }) => column));
  }, [anything.data]);

  const query = useMemo(() => {
    const parsed = parseQuery(state.query.applied);
    return parsed.ok ? parsed.value : everything;
  }, [state.query.applied]);
  const facets = useMemo(
    () => facetRequests(buildFacetPanelView(facetFields, state, noAnswers, available, query)),
    [state, available, query],
  );
  const answer = useAsk(
    'events.facets',
    { question, facets },
    { isEnabled: isEnabled && available !== null && facets.length > 0 },
  );
  const view = useMemo(() => {
    const answers = new Map((answer.data?.facets ?? []).map((facet) => [facet.column, facet]));
    return buildFacetPanelView(facetFields, state, answers, available, query);
  }, [state, answer.data, available, query]);
  const { isFetching, refetch } = answer;
  const error = answer.error ?? anything.error;
  const mend = anything.error ? anything.refetch : refetch;
  return useMemo(
    () => ({ view, isLoading: isFetching, error, retry: () => void mend() }),
    [view, isFetching, error, mend],
  );
}

/** A facet that failed may well have values. */
function hasValues(facet: Facet): boolean {
  return facet.state === 'failed' || facet.values.length > 0;
}
