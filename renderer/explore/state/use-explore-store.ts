import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { type ExploreRequest, useExploreRequest } from '../../frame/app-state.tsx';
import { usePreference } from '../../frame/preferences.tsx';
import { useIpc } from '../../ipc-client.ts';
import type { ExploreAction } from './explore-action.ts';
import { startHistory } from './explore-history.ts';
import { columnsChoiceSchema, defaultColumns, type ExploreState } from './explore-state.ts';
import { deserialiseExploreState, serialiseExploreState } from './serialise-explore-state.ts';
import { sharedHistory } from './shared-history.ts';

export interface ExploreStore {
  readonly state: ExploreState;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly dispatch: (action: ExploreAction) => void;
}

const anything = z.unknown();

/** The window's question and how it is looked at, restored as it was left, shared by every view that uses this. */
export function useSharedStore(): ExploreStore {
  const ipc = useIpc();
  const [keptState, keepState] = usePreference<unknown>('explore.state', anything, null);
  const [keptColumns, keepColumns] = usePreference('explore.table', columnsChoiceSchema, defaultColumns);
  const shared = sharedHistory(ipc, () => {
    const { state } = deserialiseExploreState(keptState);
    return startHistory({ ...state, columns: keptColumns, selectedEventId: null });
  });
  const history = useSyncExternalStore(shared.subscribe, shared.snapshot);
  const { state } = history;
  const { dispatch } = shared;
  useEffect(() => keepState(serialiseExploreState(state)), [state, keepState]);
  useEffect(() => keepColumns(state.columns), [state.columns, keepColumns]);
  const canUndo = history.past.length > 0;
  const canRedo = history.future.length > 0;
  return useMemo(() => ({ state, canUndo, canRedo, dispatch }), [state, canUndo, canRedo, dispatch]);
}

/** Explore's own view of it, which also takes up the questions that other views hand over. */
export function useExploreStore(): ExploreStore {
  const store = useSharedStore();
  const { state, dispatch } = store;
  useExploreRequest(
    useCallback(
      (request) => {
        dispatch(actionOfRequest(request, state));
        if (request.eventId !== undefined) dispatch({ kind: 'event-selected', eventId: request.eventId });
      },
      [dispatch, state],
    ),
  );
  return store;
}

/** Each condition that has to hold becomes a chip of its own, so that it can be seen, switched off and taken away. */
function actionOfRequest({ tree, timeRange, text }: ExploreRequest, state: ExploreState): ExploreAction {
  const nodes = tree === undefined ? [] : tree.kind === 'and' ? tree.children : [tree];
  return { kind: 'question-set', text: text ?? '', nodes, range: timeRange ?? state.range };
}
