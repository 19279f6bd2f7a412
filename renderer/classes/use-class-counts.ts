import { useMemo } from 'react';
import type { Facet } from '../../shared/answer.ts';
import type { AppError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { useAsk } from '../queries.ts';

const CLASSES = [{ column: 'class_uid', search: '', limit: 200 }];

export interface ClassCounts {
  readonly facet: Extract<Facet, { state: 'ready' }> | null;
  /** Time of the newest event by class, UTC microseconds; empty until known. */
  readonly newest: ReadonlyMap<number, number>;
  readonly isLoading: boolean;
  readonly error: AppError | null;
  retry(): void;
}

/** Exact counts of every class under the question. A condition on the class itself is left out, as any facet does. */
export function useClassCounts(question: Question): ClassCounts {
  const answer = useAsk('events.facets', { question, facets: CLASSES, withNewest: true });
  const [facet] = answer.data?.facets ?? [];
  const ready = facet?.state === 'ready' ? facet : null;
  const newest = useMemo(() => newestByClass(ready), [ready]);
  return {
    facet: ready,
    newest,
    isLoading: answer.isFetching,
    error: answer.error ?? (facet?.state === 'failed' ? facet.error : null),
    retry: () => void answer.refetch(),
  };
}

function newestByClass(facet: ClassCounts['facet']): ReadonlyMap<number, number> {
  return new Map(
    (facet?.values ?? []).flatMap(({ value, newestUs }) =>
      newestUs === undefined ? [] : [[Number(value), newestUs] as const],
    ),
  );
}
