import { useMemo } from 'react';
import type { Facet } from '../../../shared/answer.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import { useAsk } from '../../queries.ts';
import type { ExploreScope } from '../explore-scope.ts';
import type { ExploreState } from '../state/explore-state.ts';
import { buildFacetPanelView, type FacetPanelView, facetRequests } from './facet-panel-view.ts';

export interface Facets {
  readonly view: FacetPanelView;
  readonly isLoading: boolean;
  readonly error: ReturnType<typeof useAsk<'events.facets'>>['error'];
  retry(): void;
}

const noAnswers: ReadonlyMap<string, Facet> = new Map();

/** All open facets in one question, and once which fields have any value at all. */
export function useFacets(question: Question, state: ExploreState, scope: ExploreScope): Facets {
  const isEnabled = state.panes.facetsOpen;
  const { facetFields, areFacetsFixed } = scope;
  const facetColumns = useMemo(() => facetFields.map(({ column }) => column), [facetFields]);
  const present = useAsk(
    'events.columnsPresent',
    { columns: facetColumns },
    { isEnabled: isEnabled && !areFacetsFixed },
  );
  const available = useMemo(() => {
    if (areFacetsFixed) return new Set(facetColumns);
    return present.data ? new Set(present.data.columns) : null;
  }, [present.data, areFacetsFixed, facetColumns]);

  const query = useMemo(() => {
    const parsed = parseQuery(state.query.applied);
    return parsed.ok ? parsed.value : everything;
  }, [state.query.applied]);
  const facets = useMemo(
    () => facetRequests(buildFacetPanelView(facetFields, state, noAnswers, available, query)),
    [facetFields, state, available, query],
  );
  const answer = useAsk(
    'events.facets',
    { question, facets },
    { isEnabled: isEnabled && available !== null && facets.length > 0 },
  );
  const view = useMemo(() => {
    const answers = new Map((answer.data?.facets ?? []).map((facet) => [facet.column, facet]));
    return buildFacetPanelView(facetFields, state, answers, available, query);
  }, [facetFields, state, answer.data, available, query]);
  const { isFetching, refetch } = answer;
  const error = answer.error ?? present.error;
  const mend = present.error ? present.refetch : refetch;
  return useMemo(
    () => ({ view, isLoading: isFetching, error, retry: () => void mend() }),
    [view, isFetching, error, mend],
  );
}
