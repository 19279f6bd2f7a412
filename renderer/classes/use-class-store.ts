import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import { defaultSort, type Sort, sortSchema } from '../../shared/question.ts';
import type { ExploreAction } from '../explore/state/explore-action.ts';
import { type ColumnsChoice, columnsChoiceSchema } from '../explore/state/explore-state.ts';
import type { ExploreStore } from '../explore/state/use-explore-store.ts';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import type { ClassLayout } from './class-layout.ts';
import { classColumns } from './class-scope.ts';

const looksSchema = z.record(
  z.string(),
  z.object({ columns: columnsChoiceSchema, sort: sortSchema, split: z.string().max(256) }).partial(),
);
type Looks = z.infer<typeof looksSchema>;
const noLooks: Looks = {};

/**
 * The shared question as one class looks at it: columns, order and the bars' split are the class's own and kept by
 * class; query, filters, range, undo and panes are those of Explore.
 */
export function useClassStore(shared: ExploreStore, classUid: number, layout: ClassLayout): ExploreStore {
  const { openView } = useAppState();
  const [looks, keepLooks] = usePreference('classes.looks', looksSchema, noLooks);
  const [selected, select] = useState<{ classUid: number; eventId: string | null } | null>(null);
  const look = looks[String(classUid)];
  const columns: ColumnsChoice = useMemo(() => look?.columns ?? classColumns(layout), [look, layout]);
  const sort: Sort = look?.sort ?? defaultSort;
  const split = look?.split ?? layout.splits[0] ?? 'severity_id';
  const selectedEventId = selected?.classUid === classUid ? selected.eventId : null;
  const dispatch = useCallback(
    (action: ExploreAction) => {
      const keep = (change: Looks[string]) =>
        keepLooks({ ...looks, [classUid]: { ...looks[String(classUid)], ...change } });
      switch (action.kind) {
        case 'columns-changed':
          return keep({ columns: action.columns });
        case 'sorted':
          return keep({ sort: action.sort });
        case 'histogram-split':
          return keep({ split: action.by });
        case 'event-selected':
          return select({ classUid, eventId: action.eventId });
        case 'question-set':
          // A pivot asks about every class: the answer is in Explore.
          shared.dispatch(action);
          return openView('explore');
        default:
          return shared.dispatch(action);
      }
    },
    [shared.dispatch, openView, keepLooks, looks, classUid],
  );
  const { state, canUndo, canRedo } = shared;
  return useMemo(
    () => ({
      state: { ...state, columns, sort, selectedEventId, histogramSplit: split },
      canUndo,
      canRedo,
      dispatch,
    }),
    [state, columns, sort, selectedEventId, split, canUndo, canRedo, dispatch],
  );
}
