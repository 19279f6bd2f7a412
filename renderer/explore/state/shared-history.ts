import type { IpcClient } from '../../ipc-client.ts';
import type { ExploreAction } from './explore-action.ts';
import { type ExploreHistory, reduceHistory } from './explore-history.ts';

/** The one question of the window with its past, which Explore and Classes both ask and change. */
export interface SharedHistory {
  snapshot(): ExploreHistory;
  dispatch(action: ExploreAction): void;
  subscribe(listener: () => void): () => void;
}

/** Undo outlives a visit to another view; after a restart the state comes back from the preferences, without a past. */
const histories = new WeakMap<IpcClient, SharedHistory>();

export function sharedHistory(ipc: IpcClient, restore: () => ExploreHistory): SharedHistory {
  const known = histories.get(ipc);
  if (known) return known;
  const history = createHistory(restore());
  histories.set(ipc, history);
  return history;
}

function createHistory(first: ExploreHistory): SharedHistory {
  let history = first;
  const listeners = new Set<() => void>();
  return {
    snapshot: () => history,
    dispatch(action) {
      const next = reduceHistory(history, action);
      if (next === history) return;
      history = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
