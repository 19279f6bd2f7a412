// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves, sticky columns and a scroll of its own don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its cells.
import { memo, type PointerEvent, useRef } from 'react';
import type { Sort } from '../../../shared/question.ts';
import { classNames } from '../../design/class-names.ts';
import { offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import { Icon } from '../../design/icon.tsx';
import shared from '../../design/windowed-grid.module.css';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { moveColumn, resizeColumn } from './change-columns.ts';
import { type ColumnDefinition, definitionOf } from './column-definitions.ts';
import { columnProperty } from './column-property.ts';
import styles from './event-grid.module.css';
import { HeaderMenu } from './header-menu.tsx';
import { useColumnDrag } from './use-column-drag.ts';

export interface GridHeaderProps {
  gridId: string;
  ordered: readonly { column: string; side: 'start' | 'end' | null; widthPx: number }[];
  columns: ColumnsChoice;
  sort: Sort;
  zone: ZoneChoice;
  /** The column that the keyboard is at while it is in the header. */
  activeColumn: string | null;
  onColumns: (columns: ColumnsChoice) => void;
  onSort: (sort: Sort) => void;
  onFit: (column: string) => void;
}

/** Drawn again when the columns change, not when the rows move. */
export const GridHeader = memo(function GridHeader(props: GridHeaderProps) {
  const { ordered, columns, sort, onColumns } = props;
  const drag = useColumnDrag(
    (column, before) => onColumns(moveColumn(columns, column, before)),
    (column) => props.onSort(nextSort(sort, definitionOf(column))),
  );
  return (
    <div className={classNames(shared.header, styles.header)} role="row" aria-rowindex={1}>
      {ordered.map(({ column, side, widthPx }, index) => {
        const definition = definitionOf(column);
        const direction = sort[0]?.column === column ? sort[0].direction : null;
        return (
          <div
            key={column}
            id={`${props.gridId}-head-${column}`}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
            data-column={column}
            title={definition.description}
            className={classNames(
              shared.head,
              styles.head,
              side && styles.pinned,
              side === 'start' && styles.pinnedStart,
              side === 'end' && styles.pinnedEnd,
              definition.align === 'end' && shared.number,
              props.activeColumn === column && styles.active,
              drag.moving === column && styles.moving,
              drag.moving !== null && drag.before === column && styles.dropBefore,
            )}
            style={cellStyle(column, side)}
            {...drag.handlersOf(column)}
          >
            <span className={styles.headLabel}>{headLabel(definition, props.zone)}</span>
            {direction && <Icon name={direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={12} />}
            <span className={styles.headMenu}>
              <HeaderMenu {...props} definition={definition} />
            </span>
            <Resizer
              widthPx={widthPx}
              onResize={(width) => onColumns(resizeColumn(columns, column, width))}
              onFit={() => props.onFit(column)}
            />
          </div>
        );
      })}
    </div>
  );
});

/** The zone stands in the head, so that each time in the column can do without. */
export function headLabel({ label, type }: ColumnDefinition, zone: ZoneChoice): string {
  if (type !== 'time') return label;
  return `${label} (${zone === 'utc' ? 'UTC' : offsetLabel(Date.now() * 1_000)})`;
}

/** First what one mostly wants to see: the newest, the worst, the most; names from A. Then the other way round. */
function nextSort(sort: Sort, { column, type }: ColumnDefinition): Sort {
  const current = sort[0]?.column === column ? sort[0].direction : null;
  const first = type === 'text' || type === 'address' ? 'asc' : 'desc';
  if (current === null) return [{ column, direction: first }];
  return [{ column, direction: current === 'asc' ? 'desc' : 'asc' }];
}

/** Widths and places come from custom properties of the grid, so that a drag redraws no row. */
export function cellStyle(column: string, side: 'start' | 'end' | null) {
  const at = `var(${columnProperty('at', column)})`;
  const place = side === 'start' ? { left: at } : side === 'end' ? { right: at } : {};
  return { width: `var(${columnProperty('width', column)})`, ...place };
}

interface ResizerProps {
  widthPx: number;
  onResize: (widthPx: number) => void;
  onFit: () => void;
}

/** The right edge of a head. For the keyboard there are shift and the arrows, and "Fit" in the menu. */
function Resizer({ widthPx, onResize, onFit }: ResizerProps) {
  const start = useRef<{ x: number; widthPx: number } | null>(null);
  const stop = () => {
    start.current = null;
  };
  return (
    <span
      data-resizer=""
      aria-hidden="true"
      className={styles.resizer}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, widthPx };
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.widthPx + event.clientX - start.current.x);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={onFit}
    />
  );
}
