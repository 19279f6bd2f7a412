import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { z } from 'zod';
import { type ExploreRequest, useExploreRequest } from '../../frame/app-state.tsx';
import { usePreference } from '../../frame/preferences.tsx';
import { type IpcClient, useIpc } from '../../ipc-client.ts';
import type { ExploreAction } from './explore-action.ts';
import { type ExploreHistory, reduceHistory, startHistory } from './explore-history.ts';
import { columnsChoiceSchema, defaultColumns, type ExploreState } from './explore-state.ts';
import { deserialiseExploreState, serialiseExploreState } from './serialise-explore-state.ts';

export interface ExploreStore {
  readonly state: ExploreState;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly dispatch: (action: ExploreAction) => void;
}

const anything = z.unknown();

/** Undo outlives a visit to another view; after a restart the state comes back from the preferences, without a past. */
const histories = new WeakMap<IpcClient, ExploreHistory>();

/** The state of Explore, restored as it was left. The table's columns have a preference of their own. */
export function useExploreStore(): ExploreStore {
  const ipc = useIpc();
  const [keptState, keepState] = usePreference<unknown>('explore.state', anything, null);
  const [keptColumns, keepColumns] = usePreference('explore.table', columnsChoiceSchema, defaultColumns);
  const [history, dispatch] = useReducer(reduceHistory, null, () => {
    const known = histories.get(ipc);
    if (known) return known;
    const { state } = deserialiseExploreState(keptState);
    return startHistory({ ...state, columns: keptColumns, selectedEventId: null });
  });
  const { state } = history;

  useEffect(() => void histories.set(ipc, history), [ipc, history]);
  useEffect(() => keepState(serialiseExploreState(state)), [state, keepState]);
  useEffect(() => keepColumns(state.columns), [state.columns, keepColumns]);
  useExploreRequest(useCallback((request) => dispatch(actionOfRequest(request, state)), [state]));

  const canUndo = history.past.length > 0;
  const canRedo = history.future.length > 0;
  return useMemo(() => ({ state, canUndo, canRedo, dispatch }), [state, canUndo, canRedo]);
}

/** Each condition that has to hold becomes a chip of its own, so that it can be seen, switched off and taken away. */
function actionOfRequest({ tree, timeRange }: ExploreRequest, state: ExploreState): ExploreAction {
  const nodes = tree === undefined ? [] : tree.kind === 'and' ? tree.children : [tree];
  return { kind: 'question-set', text: '', nodes, range: timeRange ?? state.range };
}
