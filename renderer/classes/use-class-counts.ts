import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Facet } from '../../shared/answer.ts';
import type { AppError } from '../../shared/app-error.ts';
import { withoutOwnFilter } from '../../shared/query/own-filter.ts';
import type { Question } from '../../shared/question.ts';
import { narrowed } from '../explore/state/explore-question.ts';
import { useIpc } from '../ipc-client.ts';
import { ask, useAsk } from '../queries.ts';
import { classCondition } from './class-scope.ts';

const CLASSES = [{ column: 'class_uid', search: '', limit: 200 }];

export interface ClassCounts {
  readonly facet: Extract<Facet, { state: 'ready' }> | null;
  /** Time of the newest event by class, UTC microseconds; empty until known. */
  readonly newest: ReadonlyMap<number, number>;
  readonly isLoading: boolean;
  readonly error: AppError | null;
  retry(): void;
}

const nothing: ReadonlyMap<number, number> = new Map();

/** Exact counts of every class under the question. A condition on the class itself is left out, as any facet does. */
export function useClassCounts(question: Question): ClassCounts {
  const answer = useAsk('events.facets', { question, facets: CLASSES });
  const [facet] = answer.data?.facets ?? [];
  const ready = facet?.state === 'ready' ? facet : null;
  const newest = useNewest(question, ready);
  return {
    facet: ready,
    newest,
    isLoading: answer.isFetching,
    error: answer.error ?? (facet?.state === 'failed' ? facet.error : null),
    retry: () => void answer.refetch(),
  };
}

/**
 * The newest event of each class that has any, one after the other: each is found at the end of the file without
 * looking at the rest, and the counts are on the screen meanwhile.
 */
function useNewest(question: Question, facet: ClassCounts['facet']): ReadonlyMap<number, number> {
  const ipc = useIpc();
  const everyClass = { ...question, tree: withoutOwnFilter(question.tree, 'class_uid') };
  const uids = (facet?.values ?? []).map(({ value }) => Number(value));
  const answer = useQuery({
    queryKey: ['events.newest', everyClass, uids],
    enabled: uids.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const found = new Map<number, number>();
      for (const uid of uids) {
        const { rows } = await ask(
          ipc,
          'events.page',
          {
            question: narrowed(everyClass, [classCondition(uid)]),
            sort: [{ column: 'time', direction: 'desc' }],
            columns: ['time'],
            offset: 0,
            limit: 1,
          },
          signal,
        );
        const time = rows[0]?.time;
        if (typeof time === 'number') found.set(uid, time);
      }
      return found;
    },
  });
  return answer.data ?? nothing;
}
