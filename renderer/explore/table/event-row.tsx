// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves, sticky columns and a scroll of its own don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its cells.

import { memo } from 'react';
import type { EventRow } from '../../../shared/event-record.ts';
import { classNames } from '../../design/class-names.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { visibleText } from '../../design/visible-text.ts';
import shared from '../../design/windowed-grid.module.css';
import { CellContent } from './cell-content.tsx';
import { cellFilterValue, cellText } from './cell-value.ts';
import { definitionOf } from './column-definitions.ts';
import styles from './event-grid.module.css';
import { cellStyle } from './grid-header.tsx';

export interface EventRowProps {
  gridId: string;
  index: number;
  top: number;
  event: EventRow | null;
  ordered: readonly { column: string; side: 'start' | 'end' | null }[];
  zone: ZoneChoice;
  isSelected: boolean;
  /** The column that the keyboard is at, in this row. */
  activeColumn: string | null;
  /** The column that the pointer is over, in this row: its buttons are drawn, and only its. */
  hoveredColumn: string | null;
  onFilter: (column: string, value: string | null, mode: 'for' | 'out') => void;
}

/** One row of the table, or its place while the event is on the way. */
export const EventGridRow = memo(function EventGridRow(props: EventRowProps) {
  const { gridId, index, event, ordered } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      className={classNames(shared.row, styles.row, props.isSelected && styles.selected)}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {ordered.map(({ column, side }, place) => {
        const definition = definitionOf(column);
        return (
          <div
            key={column}
            id={`${gridId}-${index}-${column}`}
            role="gridcell"
            aria-colindex={place + 1}
            data-row={index}
            data-cell={column}
            className={classNames(
              styles.cell,
              side && styles.pinned,
              side === 'start' && styles.pinnedStart,
              side === 'end' && styles.pinnedEnd,
              definition.align === 'end' && shared.number,
              definition.isMono && styles.mono,
              props.activeColumn === column && styles.active,
            )}
            style={cellStyle(column, side)}
          >
            {event ? (
              <>
                <span className={styles.content} title={longText(event, column, props.zone)}>
                  <CellContent row={event} column={column} zone={props.zone} />
                </span>
                {props.hoveredColumn === column && <CellActions {...props} event={event} column={column} />}
              </>
            ) : (
              <span className={shared.placeholder} />
            )}
          </div>
        );
      })}
    </div>
  );
});

/** The whole text of what may be cut off. */
function longText(event: EventRow, column: string, zone: ZoneChoice): string | undefined {
  if (column === 'secret_fingerprint') return undefined;
  const text = cellText(event, column, zone);
  return text.length > 12 ? visibleText(text) : undefined;
}

function CellActions(props: EventRowProps & { event: EventRow; column: string }) {
  const { event, column, onFilter } = props;
  const value = cellFilterValue(event, column);
  if (value === undefined) return null;
  const { label } = definitionOf(column);
  return (
    <span className={styles.actions}>
      <IconButton
        icon="plus"
        size="small"
        label={`Only this ${label.toLowerCase()}`}
        hint="+"
        excludeFromTabOrder
        onPress={() => onFilter(column, value, 'for')}
      />
      <IconButton
        icon="minus"
        size="small"
        label={`Without this ${label.toLowerCase()}`}
        hint="−"
        excludeFromTabOrder
        onPress={() => onFilter(column, value, 'out')}
      />
    </span>
  );
}
