import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Sort } from '../../shared/question.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatNumber } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { Pane } from '../design/pane.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { useStatusText } from '../frame/status-text.tsx';
import { ExportDialog } from '../sharing/export-dialog.tsx';
import { EventDetailPane } from './detail/event-detail.tsx';
import styles from './explore-view.module.css';
import { FacetPanel } from './facets/facet-panel.tsx';
import { useFacets } from './facets/use-facets.ts';
import { FilterRow } from './filters/filter-row.tsx';
import { QueryBar, type QueryBarHandle } from './query-bar/query-bar.tsx';
import { NoEvents } from './results/no-events.tsx';
import { ResultBar } from './results/result-bar.tsx';
import { useEventRows } from './results/use-event-rows.ts';
import { useLive } from './results/use-live.ts';
import { useQuestion } from './results/use-question.ts';
import { useSnapshot } from './results/use-snapshot.ts';
import { useTotal } from './results/use-total.ts';
import type { ColumnsChoice } from './state/explore-state.ts';
import { useExploreStore } from './state/use-explore-store.ts';
import { rowAt } from './table/block-cache.ts';
import { columnsInOrder } from './table/change-columns.ts';
import { columnsToAsk } from './table/column-definitions.ts';
import { EventGrid } from './table/event-grid.tsx';
import { type GridCursor, type GridPosition, useGridCursor } from './table/use-grid-cursor.ts';
import { HistogramPanel, useHistogram } from './time/histogram-panel.tsx';
import { RangeControl } from './time/range-control.tsx';
import { shiftRange } from './time/shift-range.ts';
import { useExploreCommands } from './use-explore-commands.ts';
import { useIsNarrow } from './use-is-narrow.ts';

/** Ask, see and read events: everything on the screen follows one question. */
export function ExploreView() {
  const store = useExploreStore();
  const { state, dispatch } = store;
  const { zone } = useAppState();
  const isNarrow = useIsNarrow();
  const snapshot = useSnapshot();
  const asked = useQuestion(state, snapshot.version);
  const { question } = asked;
  const shownKey = columnsToAsk(state.columns.shown).join();
  const columns = useMemo(() => shownKey.split(','), [shownKey]);
  const rows = useEventRows({ question, sort: state.sort, columns, storedUntilUs: snapshot.storedUntilUs });
  const histogram = useHistogram(question, store);
  const facets = useFacets(question, state);
  const total = useTotal();
  const [isAtTop, setAtTop] = useState(true);
  const live = useLive({
    newEvents: snapshot.newEvents,
    total,
    isReading: !isAtTop || state.selectedEventId !== null,
    refresh: snapshot.refresh,
  });
  const cursor = useFollowingCursor(rows, store);
  const queryBar = useRef<QueryBarHandle>(null);
  const [isExporting, setExporting] = useState(false);
  useStatusText(statusText(rows, total, histogram.data?.tookMs ?? 0));

  const seen = useMemo(
    () => (histogram.data ? { fromUs: histogram.data.fromUs, toUs: histogram.data.toUs } : null),
    [histogram.data],
  );
  const shift = useCallback(
    (direction: 'earlier' | 'later') => {
      const range = shiftRange(state.range, direction, Date.now() * US_PER_MS, seen);
      if (range) dispatch({ kind: 'range-set', range });
    },
    [dispatch, state.range, seen],
  );
  const filter = useCallback(
    (key: string, value: string | null, mode: 'for' | 'out') =>
      dispatch({ kind: mode === 'for' ? 'value-only' : 'value-excluded', key, value }),
    [dispatch],
  );
  const changeColumns = useCallback(
    (next: ColumnsChoice) => dispatch({ kind: 'columns-changed', columns: next }),
    [dispatch],
  );
  const changeSort = useCallback((sort: Sort) => dispatch({ kind: 'sorted', sort }), [dispatch]);
  const openRow = (row: number) => {
    const event = rowAt(rows.cache, row);
    if (event) dispatch({ kind: 'event-selected', eventId: String(event.event_id) });
  };
  const closeDetail = () => {
    dispatch({ kind: 'event-selected', eventId: null });
    focusTable();
  };
  const openExport = useCallback(() => setExporting(true), []);
  useExploreCommands({
    store,
    focusQuery: useCallback(() => queryBar.current?.focus(), []),
    focusTable,
    refresh: snapshot.refresh,
    shift,
    exportResult: openExport,
  });

  const isEmpty = rows.count === 0 && !rows.isFirstLoad && rows.failure === null;
  return (
    <div className={styles.explore}>
      <h1 className={styles.heading}>Explore</h1>
      <div className={styles.top}>
        <QueryBar ref={queryBar} store={store} question={question} />
        <RangeControl
          range={state.range}
          zone={zone}
          seen={seen}
          onChange={(range) => dispatch({ kind: 'range-set', range })}
          onShift={shift}
        />
        <Button icon="download" onPress={openExport} isDisabled={isEmpty}>
          Export
        </Button>
      </div>
      <FilterRow store={store} />
      <div className={styles.body}>
        {state.panes.facetsOpen && (
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
        )}
        <div className={styles.centre}>
          <HistogramPanel answer={histogram} store={store} zone={zone} />
          <ResultBar rows={rows} snapshot={snapshot} live={live} store={store} />
          <div className={styles.table}>
            <LoadingBar isLoading={rows.isOutdated || rows.isFirstLoad} label="Asking for events" />
            {rows.failure && rows.atLeast === 0 ? (
              <div className={styles.problem}>
                <ErrorState error={rows.failure} action={<RetryButton onPress={rows.retry} />} />
              </div>
            ) : isEmpty ? (
              <NoEvents store={store} asked={asked} />
            ) : (
              <EventGrid
                rows={rows}
                columns={state.columns}
                sort={state.sort}
                zone={zone}
                cursor={cursor}
                selectedEventId={state.selectedEventId}
                onColumns={changeColumns}
                onSort={changeSort}
                onOpen={openRow}
                onClose={closeDetail}
                onFilter={filter}
                onAtTopChange={setAtTop}
              />
            )}
            {rows.failure && rows.atLeast > 0 && (
              <div className={styles.foot}>
                <ErrorState error={rows.failure} action={<RetryButton onPress={rows.retry} />} />
              </div>
            )}
          </div>
        </div>
        {state.selectedEventId !== null && (
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
              onFilter={filter}
              onStep={(by) => cursor.place({ row: Math.min(rows.count - 1, Math.max(0, cursor.row + by)) })}
              onClose={closeDetail}
            />
          </Pane>
        )}
      </div>
      {isExporting && (
        <ExportDialog
          onClose={() => setExporting(false)}
          question={question}
          sort={state.sort}
          visibleColumns={columnsInOrder(state.columns)}
          count={rows.isCountExact ? rows.count : null}
        />
      )}
    </div>
  );
}

function RetryButton({ onPress }: { onPress: () => void }) {
  return (
    <Button size="small" onPress={onPress}>
      Try again
    </Button>
  );
}

function focusTable(): void {
  document.querySelector<HTMLElement>('[data-explore-grid]')?.focus();
}

type Rows = ReturnType<typeof useEventRows>;
type Store = ReturnType<typeof useExploreStore>;

/** While an event is open, the row that the cursor goes to is opened in its place, as soon as it is there. */
function useFollowingCursor(rows: Rows, { state, dispatch }: Store): GridCursor {
  const { row, column, place } = useGridCursor();
  const [following, setFollowing] = useState<object | null>(null);
  const event = rowAt(rows.cache, row);
  const eventId = event ? String(event.event_id) : null;
  const { selectedEventId } = state;
  // Rows of another answer at the same place are other events: nothing is opened unasked.
  const isFollowing = following === rows.answerKey;
  useEffect(() => {
    if (!isFollowing || selectedEventId === null || eventId === null || eventId === selectedEventId) return;
    dispatch({ kind: 'event-selected', eventId });
  }, [isFollowing, selectedEventId, eventId, dispatch]);
  const { answerKey } = rows;
  const placeAndFollow = useCallback(
    (position: Partial<GridPosition>) => {
      if (position.row !== undefined) setFollowing(answerKey);
      place(position);
    },
    [place, answerKey],
  );
  return { row: Math.min(row, Math.max(0, rows.count - 1)), column, place: placeAndFollow };
}

function statusText(rows: Rows, total: number | null, histogramMs: number): string {
  if (rows.isFirstLoad || !rows.isCountExact) return 'Asking …';
  const of = total === null ? '' : ` of ${formatNumber(Math.max(total, rows.count))}`;
  const tookMs = Math.max(rows.tookMs ?? 0, histogramMs);
  return `${formatNumber(rows.count)}${of} events · ${formatNumber(tookMs, tookMs < 10 ? 1 : 0)} ms`;
}
