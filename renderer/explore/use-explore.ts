import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Sort } from '../../shared/question.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { formatNumber } from '../design/format-number.ts';
import { useStatusText } from '../frame/status-text.tsx';
import type { ExploreScope } from './explore-scope.ts';
import { useFacets } from './facets/use-facets.ts';
import { type EventRows, useEventRows } from './results/use-event-rows.ts';
import { useLive } from './results/use-live.ts';
import { useQuestion } from './results/use-question.ts';
import { useSnapshot } from './results/use-snapshot.ts';
import { useTotal } from './results/use-total.ts';
import type { ColumnsChoice } from './state/explore-state.ts';
import type { ExploreStore } from './state/use-explore-store.ts';
import { rowAt } from './table/block-cache.ts';
import { columnsToAsk } from './table/column-definitions.ts';
import { focusTable } from './table/focus-table.ts';
import { type GridCursor, type GridPosition, useGridCursor } from './table/use-grid-cursor.ts';
import { useHistogram } from './time/histogram-panel.tsx';
import { shiftRange } from './time/shift-range.ts';

export type Explore = ReturnType<typeof useExplore>;

/**
 * What was chosen, what came back and what can be done: everything that the parts of Explore draw. The scope has to be
 * the same object from one drawing to the next.
 */
export function useExplore(store: ExploreStore, scope: ExploreScope) {
  const { state } = store;
  const snapshot = useSnapshot();
  const asked = useQuestion(state, snapshot.version, scope.within);
  const shownKey = columnsToAsk(state.columns.shown).join();
  const columns = useMemo(() => shownKey.split(','), [shownKey]);
  const rows = useEventRows({
    question: asked.question,
    sort: state.sort,
    columns,
    storedUntilUs: snapshot.storedUntilUs,
  });
  const histogram = useHistogram(asked.question, store);
  const facets = useFacets(asked.question, state, scope);
  const total = useTotal();
  const [isAtTop, setAtTop] = useState(true);
  const live = useLive({
    newEvents: snapshot.newEvents,
    total,
    isReading: !isAtTop || state.selectedEventId !== null,
    refresh: snapshot.refresh,
  });
  const cursor = useFollowingCursor(rows, store);
  useStatusText(statusText(rows, total, histogram.data?.tookMs ?? 0));
  const seen = useMemo(
    () => (histogram.data ? { fromUs: histogram.data.fromUs, toUs: histogram.data.toUs } : null),
    [histogram.data],
  );
  const actions = useActions(store, seen);
  return { store, scope, asked, rows, histogram, facets, snapshot, live, cursor, seen, setAtTop, ...actions };
}

/** The same functions from one drawing to the next, so that what hangs on them isn't drawn again. */
function useActions({ state, dispatch }: ExploreStore, seen: { fromUs: number; toUs: number } | null) {
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
    (columns: ColumnsChoice) => dispatch({ kind: 'columns-changed', columns }),
    [dispatch],
  );
  const changeSort = useCallback((sort: Sort) => dispatch({ kind: 'sorted', sort }), [dispatch]);
  const closeDetail = useCallback(() => {
    dispatch({ kind: 'event-selected', eventId: null });
    focusTable();
  }, [dispatch]);
  return { shift, filter, changeColumns, changeSort, closeDetail };
}

/** While an event is open, the row that the cursor goes to is opened in its place, as soon as it is there. */
function useFollowingCursor(rows: EventRows, { state, dispatch }: ExploreStore): GridCursor {
  const { row, column, place } = useGridCursor();
  const [following, setFollowing] = useState<object | null>(null);
  const event = rowAt(rows.cache, row);
  const eventId = event ? String(event.event_id) : null;
  const { selectedEventId } = state;
  const { answerKey } = rows;
  // Rows of another answer at the same place are other events: nothing is opened unasked.
  const isFollowing = following === answerKey;
  useEffect(() => {
    if (!isFollowing || selectedEventId === null || eventId === null || eventId === selectedEventId) return;
    dispatch({ kind: 'event-selected', eventId });
  }, [isFollowing, selectedEventId, eventId, dispatch]);
  const placeAndFollow = useCallback(
    (position: Partial<GridPosition>) => {
      if (position.row !== undefined) setFollowing(answerKey);
      place(position);
    },
    [place, answerKey],
  );
  return { row: Math.min(row, Math.max(0, rows.count - 1)), column, place: placeAndFollow };
}

function statusText(rows: EventRows, total: number | null, histogramMs: number): string {
  if (rows.failure && rows.atLeast === 0) return '';
  if (rows.isFirstLoad || !rows.isCountExact) return 'Asking …';
  const of = total === null ? '' : ` of ${formatNumber(Math.max(total, rows.count))}`;
  const tookMs = Math.max(rows.tookMs ?? 0, histogramMs);
  return `${formatNumber(rows.count)}${of} events · ${formatNumber(tookMs, tookMs < 10 ? 1 : 0)} ms`;
}
