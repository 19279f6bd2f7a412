import { useMemo } from 'react';
import { type Command, useCommands } from '../frame/command-registry.ts';
import type { ExploreStore } from './state/use-explore-store.ts';

interface ExploreActions {
  readonly store: ExploreStore;
  readonly focusQuery: () => void;
  readonly focusTable: () => void;
  readonly refresh: () => void;
  readonly shift: (direction: 'earlier' | 'later') => void;
  readonly exportResult: () => void;
}

/** Explore's keys, which the palette and the help list too. */
export function useExploreCommands(actions: ExploreActions): void {
  const { store, focusQuery, focusTable, refresh, shift, exportResult } = actions;
  const { dispatch, canUndo, canRedo } = store;
  const { facetsOpen, histogramOpen } = store.state.panes;
  const commands = useMemo<readonly Command[]>(() => {
    const group = 'Explore';
    return [
      { id: 'explore.query', group, title: 'Write a query', shortcut: '/', run: focusQuery },
      { id: 'explore.table', group, title: 'Go to the table', shortcut: 'j', run: focusTable },
      { id: 'explore.earlier', group, title: 'Earlier range', shortcut: '[', run: () => shift('earlier') },
      { id: 'explore.later', group, title: 'Later range', shortcut: ']', run: () => shift('later') },
      { id: 'explore.refresh', group, title: 'Ask again', shortcut: 'r', run: refresh },
      {
        id: 'explore.undo',
        group,
        title: 'Undo the last change of the question',
        shortcut: 'mod+z',
        isEnabled: canUndo,
        run: () => dispatch({ kind: 'undo' }),
      },
      {
        id: 'explore.redo',
        group,
        title: 'Redo the change of the question',
        shortcut: 'shift+mod+z',
        isEnabled: canRedo,
        run: () => dispatch({ kind: 'redo' }),
      },
      {
        id: 'explore.facets',
        group,
        title: facetsOpen ? 'Close facets' : 'Open facets',
        shortcut: 'b',
        run: () => dispatch({ kind: 'pane-changed', panes: { facetsOpen: !facetsOpen } }),
      },
      {
        id: 'explore.histogram',
        group,
        title: histogramOpen ? 'Close the histogram' : 'Open the histogram',
        run: () => dispatch({ kind: 'pane-changed', panes: { histogramOpen: !histogramOpen } }),
      },
      {
        id: 'explore.clear',
        group,
        title: 'Clear all filters',
        run: () => dispatch({ kind: 'filters-cleared' }),
      },
      { id: 'explore.export', group, title: 'Export this result', shortcut: 'e', run: exportResult },
    ];
  }, [
    dispatch,
    canUndo,
    canRedo,
    facetsOpen,
    histogramOpen,
    focusQuery,
    focusTable,
    refresh,
    shift,
    exportResult,
  ]);
  useCommands(commands);
}
