import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type CSSProperties, type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { EventRow } from '../../../shared/event-record.ts';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { NARROWEST, sideOf, WIDEST } from './change-columns.ts';
import { definitionOf } from './column-definitions.ts';
import { columnProperty } from './column-property.ts';

/** One drawn row: its place in the answer, and the event once it is there. */
export interface GridRow {
  readonly index: number;
  readonly top: number;
  readonly event: EventRow | null;
}

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

function columnDef(column: string): ColumnDef<typeof features, GridRow> {
  const { label, widthPx } = definitionOf(column);
  return {
    id: column,
    accessorFn: (row: GridRow) => row.event?.[column] ?? null,
    header: label,
    size: widthPx,
    minSize: NARROWEST,
    maxSize: WIDEST,
  };
}

/** The columns as TanStack Table lays them out, and their widths and places as custom properties for the cells. */
export function useGridColumns(
  columns: ColumnsChoice,
  data: GridRow[],
  element: RefObject<HTMLElement | null>,
) {
  const room = useWidth(element);
  const state = useMemo(
    () => ({
      columnOrder: columns.shown,
      columnSizing: columns.widths,
      columnPinning: {
        start: columns.pinnedStart.filter((column) => columns.shown.includes(column)),
        end: columns.pinnedEnd.filter((column) => columns.shown.includes(column)),
      },
      columnVisibility: {},
    }),
    [columns],
  );
  const shownKey = columns.shown.join(' ');
  // Only what is shown is a column: any field of any event could be one.
  const columnDefs = useMemo(() => shownKey.split(' ').map(columnDef), [shownKey]);
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    state,
    getRowId: (row) => String(row.index),
  });
  // getVisibleLeafColumns() would leave a pinned column among the free ones.
  const shown = [
    ...table.getStartVisibleLeafColumns(),
    ...table.getCenterVisibleLeafColumns(),
    ...table.getEndVisibleLeafColumns(),
  ];
  const key = shown.map((column) => `${column.id}:${column.getSize()}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is another object with each scroll; `key` says when the columns changed.
  return useMemo(() => {
    const spare = Math.max(0, room - table.getTotalSize());
    // The last free column takes what is left of the room.
    const filling = table.getCenterVisibleLeafColumns().at(-1) ?? shown.at(-1);
    const ordered = shown.map((column) => ({
      column: column.id,
      side: sideOf(columns, column.id),
      widthPx: column.getSize() + (column === filling ? spare : 0),
    }));
    return {
      ordered,
      layout: gridLayout(ordered),
      widthOf: (name: string) => ordered.find(({ column }) => column === name)?.widthPx ?? 0,
    };
  }, [key, columns, room]);
}

type Placed = readonly { column: string; side: 'start' | 'end' | null; widthPx: number }[];

function gridLayout(ordered: Placed): CSSProperties {
  const properties: Record<string, string> = {};
  const place = (columns: Placed) => {
    let at = 0;
    for (const { column, widthPx } of columns) {
      properties[columnProperty('at', column)] = `${at}px`;
      at += widthPx;
    }
  };
  for (const { column, widthPx } of ordered) properties[columnProperty('width', column)] = `${widthPx}px`;
  const [start, end] = (['start', 'end'] as const).map((at) => ordered.filter(({ side }) => side === at));
  place(start ?? []);
  place((end ?? []).toReversed());
  // What is scrolled into view must not end up under a pinned column.
  const room = { scrollPaddingLeft: totalWidth(start), scrollPaddingRight: totalWidth(end) };
  return { ...properties, ...room } as CSSProperties;
}

function totalWidth(columns: Placed = []): number {
  return columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    setWidth(observed.clientWidth);
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
