// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves, sticky columns and a scroll of its own don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its cells.
import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import {
  type CSSProperties,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { EventRow } from '../../../shared/event-record.ts';
import type { Sort } from '../../../shared/question.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import type { EventRows } from '../results/use-event-rows.ts';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { rowAt } from './block-cache.ts';
import { resizeColumn, sideOf } from './change-columns.ts';
import { columnDefinitions, definitionOf } from './column-definitions.ts';
import styles from './event-grid.module.css';
import { EventGridRow } from './event-row.tsx';
import { GridHeader, headLabel } from './grid-header.tsx';
import { fittingWidth } from './measure-column.ts';
import type { GridCursor } from './use-grid-cursor.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { type RowWindow, useScrollWindow } from './use-scroll-window.ts';

const HEADER_HEIGHT = 32;

/** One drawn row: its place in the answer, and the event once it is there. */
interface GridRow {
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

const columnDefs: ColumnDef<typeof features, GridRow>[] = columnDefinitions.map((definition) => ({
  id: definition.column,
  accessorFn: (row: GridRow) => row.event?.[definition.column] ?? null,
  header: definition.label,
  size: definition.widthPx,
  minSize: 48,
  maxSize: 2_000,
}));

export interface EventGridProps {
  rows: EventRows;
  columns: ColumnsChoice;
  sort: Sort;
  zone: ZoneChoice;
  cursor: GridCursor;
  selectedEventId: string | null;
  onColumns: (columns: ColumnsChoice) => void;
  onSort: (sort: Sort) => void;
  /** Opens the detail of the row under the cursor. */
  onOpen: (row: number) => void;
  onClose: () => void;
  onFilter: (column: string, value: string | null, mode: 'for' | 'out') => void;
  onAtTopChange: (isAtTop: boolean) => void;
}

/** The table of events: only the rows that can be seen exist, whatever the number of events. */
export function EventGrid(props: EventGridProps) {
  const { rows, columns, sort, zone, cursor, onColumns } = props;
  const gridId = useId();
  const element = useRef<HTMLDivElement>(null);
  const window = useScrollWindow(element, rows.count, HEADER_HEIGHT, rows.answerKey);
  const { first, last, direction, isAtTop } = window;
  const { show } = rows;
  useEffect(() => show(first, last, direction), [show, first, last, direction]);
  useShownCursor(window, cursor.row);
  const { onAtTopChange } = props;
  useEffect(() => onAtTopChange(isAtTop), [onAtTopChange, isAtTop]);

  const data: GridRow[] = window.rows
    .filter(({ index }) => index < rows.count)
    .map(({ index, top }) => ({ index, top, event: rowAt(rows.cache, index) }));
  const { ordered, layout, widthOf } = useGridColumns(columns, data, element);
  const names = useMemo(() => ordered.map(({ column }) => column), [ordered]);
  const column = cursor.column !== null && names.includes(cursor.column) ? cursor.column : (names[0] ?? null);
  const onKeyDown = useGridKeys({ ...props, columnNames: names, column, gridId, element, window, widthOf });
  const [hovered, setHovered] = useState<{ row: number; column: string } | null>(null);
  const fit = useFit(data, columns, zone, onColumns);

  return (
    <div
      ref={element}
      className={styles.grid}
      role="grid"
      aria-label="Events"
      aria-rowcount={rows.isCountExact ? rows.count + 1 : -1}
      aria-colcount={ordered.length}
      aria-busy={rows.isOutdated}
      aria-activedescendant={
        cursor.row < 0 ? `${gridId}-head-${column}` : `${gridId}-${cursor.row}-${column}`
      }
      tabIndex={0}
      data-explore-grid=""
      style={layout}
      onKeyDown={onKeyDown}
      onPointerOver={(event) => setHovered(cellUnder(event.target))}
      onPointerLeave={() => setHovered(null)}
      onClick={(event) => {
        const cell = cellUnder(event.target);
        if (!cell || (event.target as Element).closest('button')) return;
        cursor.place(cell);
        props.onOpen(cell.row);
      }}
    >
      <GridHeader
        gridId={gridId}
        ordered={ordered}
        columns={columns}
        sort={sort}
        zone={zone}
        activeColumn={cursor.row < 0 ? column : null}
        onColumns={onColumns}
        onSort={props.onSort}
        onFit={fit}
      />
      <div className={styles.body} role="rowgroup" style={{ height: window.bodyHeight }}>
        {data.map(({ index, top, event }) => (
          <EventGridRow
            key={index}
            gridId={gridId}
            index={index}
            top={top}
            event={event}
            ordered={ordered}
            zone={zone}
            isSelected={event !== null && event.event_id === props.selectedEventId}
            activeColumn={cursor.row === index ? column : null}
            hoveredColumn={hovered?.row === index ? hovered.column : null}
            onFilter={props.onFilter}
          />
        ))}
      </div>
    </div>
  );
}

/** The row that the cursor goes to comes into view, whoever moved it. */
function useShownCursor(window: RowWindow, row: number): void {
  const shown = useRef(row);
  const show = useEffectEvent((next: number) => window.show(next));
  useEffect(() => {
    if (shown.current === row) return;
    shown.current = row;
    if (row >= 0) show(row);
  }, [row]);
}

/** Fits a column to the rows that are drawn when it is asked to; the same function while they move. */
function useFit(
  data: readonly GridRow[],
  columns: ColumnsChoice,
  zone: ZoneChoice,
  onColumns: EventGridProps['onColumns'],
) {
  const drawn = useRef(data);
  useEffect(() => {
    drawn.current = data;
  });
  return useCallback(
    (name: string) => {
      const events = drawn.current.flatMap(({ event }) => (event ? [event] : []));
      const width = fittingWidth(name, events, zone, headLabel(definitionOf(name), zone));
      onColumns(resizeColumn(columns, name, width));
    },
    [columns, zone, onColumns],
  );
}

function cellUnder(target: EventTarget): { row: number; column: string } | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
  const column = cell?.dataset.cell;
  return cell && column ? { row: Number(cell.dataset.row), column } : null;
}

/** The columns as TanStack Table lays them out, and their widths and places as custom properties for the cells. */
function useGridColumns(
  columns: ColumnsChoice,
  data: GridRow[],
  element: React.RefObject<HTMLElement | null>,
) {
  const room = useWidth(element);
  const state = useMemo(
    () => ({
      columnOrder: columns.shown,
      columnSizing: columns.widths,
      columnPinning: { start: columns.pinnedStart, end: columns.pinnedEnd },
      columnVisibility: Object.fromEntries(
        columnDefinitions.map(({ column }) => [column, columns.shown.includes(column)]),
      ),
    }),
    [columns],
  );
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    state,
    getRowId: (row) => String(row.index),
  });
  const shown = table.getVisibleLeafColumns();
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
      properties[`--at-${column}`] = `${at}px`;
      at += widthPx;
    }
  };
  for (const { column, widthPx } of ordered) properties[`--width-${column}`] = `${widthPx}px`;
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

function useWidth(element: React.RefObject<HTMLElement | null>): number {
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
