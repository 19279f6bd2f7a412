import { useCallback, useRef, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Pane } from '../design/pane.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { ExportDialog } from '../sharing/export-dialog.tsx';
import { EventDetailPane } from './detail/event-detail.tsx';
import { exploreScope } from './explore-scope.ts';
import styles from './explore-view.module.css';
import { FacetPanel } from './facets/facet-panel.tsx';
import { FilterRow } from './filters/filter-row.tsx';
import { QueryBar, type QueryBarHandle } from './query-bar/query-bar.tsx';
import { ResultBar } from './results/result-bar.tsx';
import { isEmptyAnswer, ResultTable } from './results/result-table.tsx';
import { useExploreStore } from './state/use-explore-store.ts';
import { columnsInOrder } from './table/change-columns.ts';
import { focusTable } from './table/focus-table.ts';
import { HistogramPanel } from './time/histogram-panel.tsx';
import { RangeControl } from './time/range-control.tsx';
import { type Explore, useExplore } from './use-explore.ts';
import { useExploreCommands } from './use-explore-commands.ts';
import { useIsNarrow } from './use-is-narrow.ts';

/** Ask, see and read events: everything on the screen follows one question. */
export function ExploreView() {
  const store = useExploreStore();
  const explore = useExplore(store, exploreScope);
  const { zone } = useAppState();
  return (
    <div className={styles.explore}>
      <h1 className={styles.heading}>Explore</h1>
      <QuestionBar explore={explore} />
      <div className={styles.body}>
        <FacetSide explore={explore} />
        <div className={styles.centre}>
          <HistogramPanel answer={explore.histogram} store={store} splits={exploreScope.splits} zone={zone} />
          <ResultBar
            rows={explore.rows}
            snapshot={explore.snapshot}
            live={explore.live}
            store={store}
            scope={exploreScope}
          />
          <ResultTable explore={explore} zone={zone} />
        </div>
        <DetailSide explore={explore} />
      </div>
    </div>
  );
}

/** Query, time range, export and filters, with the keys for all of Explore. The same above every view of the question. */
export function QuestionBar({ explore }: { explore: Explore }) {
  const { store, asked, rows, snapshot } = explore;
  const { zone } = useAppState();
  const queryBar = useRef<QueryBarHandle>(null);
  const [isExporting, setExporting] = useState(false);
  const openExport = useCallback(() => setExporting(true), []);
  useExploreCommands({
    store,
    focusQuery: useCallback(() => queryBar.current?.focus(), []),
    focusTable,
    refresh: snapshot.refresh,
    shift: explore.shift,
    exportResult: openExport,
  });
  return (
    <>
      <div className={styles.top}>
        <QueryBar ref={queryBar} store={store} question={asked.question} />
        <RangeControl
          range={store.state.range}
          zone={zone}
          seen={explore.seen}
          onChange={(range) => store.dispatch({ kind: 'range-set', range })}
          onShift={explore.shift}
        />
        <Button icon="download" onPress={openExport} isDisabled={isEmptyAnswer(explore)}>
          Export
        </Button>
      </div>
      <FilterRow store={store} />
      {isExporting && (
        <ExportDialog
          onClose={() => setExporting(false)}
          question={asked.question}
          sort={store.state.sort}
          visibleColumns={columnsInOrder(store.state.columns)}
          count={rows.isCountExact ? rows.count : null}
        />
      )}
    </>
  );
}

export function FacetSide({ explore: { store, facets } }: { explore: Explore }) {
  const { state, dispatch } = store;
  if (!state.panes.facetsOpen) return null;
  return (
    <Pane
      label="Facets"
      side="left"
      widthPx={state.panes.facetsWidth}
      defaultWidthPx={264}
      minWidthPx={200}
      maxWidthPx={480}
      onWidthChange={(facetsWidth) => dispatch({ kind: 'pane-changed', panes: { facetsWidth } })}
    >
      <FacetPanel facets={facets} dispatch={dispatch} />
    </Pane>
  );
}

/** Where there is too little room beside the table, it lies over it. */
export function DetailSide({
  explore,
  overlayBelowPx = 1_100,
}: {
  explore: Explore;
  overlayBelowPx?: number;
}) {
  const { store, rows, cursor } = explore;
  const { state, dispatch } = store;
  const { zone } = useAppState();
  const isNarrow = useIsNarrow(overlayBelowPx);
  if (state.selectedEventId === null) return null;
  return (
    <Pane
      label="Event"
      side="right"
      widthPx={state.panes.detailWidth}
      defaultWidthPx={440}
      minWidthPx={320}
      maxWidthPx={900}
      isOverlay={isNarrow}
      onWidthChange={(detailWidth) => dispatch({ kind: 'pane-changed', panes: { detailWidth } })}
    >
      <EventDetailPane
        eventId={state.selectedEventId}
        zone={zone}
        dispatch={dispatch}
        onFilter={explore.filter}
        onStep={(by) => cursor.place({ row: Math.min(rows.count - 1, Math.max(0, cursor.row + by)) })}
        onClose={explore.closeDetail}
      />
    </Pane>
  );
}
