// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves, sticky columns and a scroll of its own don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its cells.
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Sort } from '../../../shared/question.ts';
import { classNames } from '../../design/class-names.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import shared from '../../design/windowed-grid.module.css';
import type { EventRows } from '../results/use-event-rows.ts';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { rowAt } from './block-cache.ts';
import { resizeColumn } from './change-columns.ts';
import { definitionOf } from './column-definitions.ts';
import styles from './event-grid.module.css';
import { EventGridRow } from './event-row.tsx';
import { GridHeader, headLabel } from './grid-header.tsx';
import { fittingWidth } from './measure-column.ts';
import { type GridRow, useGridColumns } from './use-grid-columns.ts';
import type { GridCursor } from './use-grid-cursor.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useScrollWindow } from './use-scroll-window.ts';
import { useShownCursor } from './use-shown-cursor.ts';

const HEADER_HEIGHT = 32;

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
      className={classNames(shared.grid, styles.grid)}
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
