import { everything } from '../../../shared/query/query-node.ts';
import { useAsk } from '../../queries.ts';

const allEvents = {
  question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null },
};

/** How many events are stored in all; null until known. */
export function useTotal(): number | null {
  return useAsk('events.count', allEvents).data?.count ?? null;
}
