import { everything } from '../../shared/query/query-node.ts';
import type { Question } from '../../shared/question.ts';
import { useAsk } from '../queries.ts';
import { useSources } from '../sources/use-sources.ts';

const allEvents: Question = {
  tree: everything,
  span: { fromUs: null, toUs: null },
  storedUntilUs: null,
};
const vendors = [{ column: 'vendor', search: '', limit: 100 }];

/** Vendors that have a source or events; null until known. Events stay when their source is removed. */
export function usePresentVendors(): ReadonlySet<string> | null {
  const sources = useSources();
  const answer = useAsk('events.facets', { question: allEvents, facets: vendors });
  if (!sources.data || !answer.data) return null;
  const [facet] = answer.data.facets;
  const withEvents = facet?.state === 'ready' ? facet.values.map(({ value }) => value) : [];
  return new Set([...sources.data.sources.map(({ vendor }) => vendor), ...withEvents]);
}
