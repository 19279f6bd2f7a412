import { everything } from '../../shared/query/query-node.ts';
import { useAsk } from '../queries.ts';
import { useSources } from '../sources/use-sources.ts';

const allEvents = { question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null } };

/** True for a fresh workspace alone: events can be there without a source (imported, or kept after its removal). */
export function useHasNothing(): boolean {
  const sources = useSources();
  const hasNoSource = sources.data?.sources.length === 0;
  const count = useAsk('events.count', allEvents, { isEnabled: hasNoSource });
  return hasNoSource && count.data?.count === 0;
}
