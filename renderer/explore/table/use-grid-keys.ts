import type { KeyboardEvent, RefObject } from 'react';
import { showToast } from '../../design/toast.tsx';
import { type Copied, useCopy } from '../../design/use-copy.ts';
import { rowAt } from './block-cache.ts';
import { cellFilterValue, cellText } from './cell-value.ts';
import { resizeColumn } from './change-columns.ts';
import type { EventGridProps } from './event-grid.tsx';
import { type GridCommand, gridCommand } from './grid-key.ts';
import { columnBeside } from './use-grid-cursor.ts';
import type { RowWindow } from './use-scroll-window.ts';

interface Grid extends EventGridProps {
  readonly gridId: string;
  readonly element: RefObject<HTMLElement | null>;
  readonly columnNames: readonly string[];
  readonly column: string | null;
  readonly window: RowWindow;
  widthOf(column: string): number;
}

/** The table's keys. The grid element keeps the focus; the active cell is only pointed at. */
export function useGridKeys(grid: Grid): (event: KeyboardEvent<HTMLElement>) => void {
  const copy = useCopy();
  return (event) => {
    const isInGrid = event.target === grid.element.current;
    const command = gridCommand(event);
    // Enter and space belong to a button that has the focus, such as a column menu's after it closed.
    if (!command || (!isInGrid && (event.key === 'Enter' || event.key === ' ' || event.key === 'Escape')))
      return;
    if (!grid.element.current?.contains(event.target as Node)) return;
    if (command.kind === 'copy' && !getSelection()?.isCollapsed) return;
    if (command.kind === 'close' && grid.selectedEventId === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isInGrid) grid.element.current.focus();
    if (command.kind === 'copy') void copyCell(grid, copy);
    else run(command, grid);
  };
}

function run(command: Exclude<GridCommand, { kind: 'copy' }>, grid: Grid): void {
  switch (command.kind) {
    case 'row':
    case 'page':
    case 'row-end':
      goToRow(grid, rowAfter(command, grid), command.kind === 'row' ? -1 : 0);
      break;
    case 'column':
    case 'column-end':
      goToColumn(grid, columnAfter(command, grid));
      break;
    case 'width':
      widen(grid, command.by);
      break;
    case 'open':
      open(grid);
      break;
    case 'close':
      grid.onClose();
      break;
    case 'filter-for':
    case 'filter-out':
      filterByCell(grid, command.kind === 'filter-for' ? 'for' : 'out');
  }
}

type Move<Kind extends GridCommand['kind']> = Extract<GridCommand, { kind: Kind }>;

function rowAfter(command: Move<'row' | 'page' | 'row-end'>, { cursor, rows, window }: Grid): number {
  if (command.kind === 'row-end') return command.at === 'first' ? 0 : rows.count - 1;
  return cursor.row + (command.kind === 'row' ? command.by : command.by * window.pageRows);
}

function columnAfter(command: Move<'column' | 'column-end'>, { columnNames, column }: Grid): string | null {
  if (command.kind === 'column') return columnBeside(columnNames, column, command.by);
  return (command.at === 'first' ? columnNames[0] : columnNames.at(-1)) ?? null;
}

function widen({ column, columns, widthOf, onColumns }: Grid, byPx: number): void {
  if (column !== null) onColumns(resizeColumn(columns, column, widthOf(column) + byPx));
}

function open({ cursor, gridId, column, onOpen }: Grid): void {
  if (cursor.row >= 0) onOpen(cursor.row);
  else openMenu(document.getElementById(`${gridId}-head-${column}`)?.querySelector('button'));
}

/** As the arrow key on the button itself does. A click made by a script is taken for a screen reader's, and no entry gets the focus. */
function openMenu(button: HTMLElement | null | undefined): void {
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
}

/** `top`: −1 lets the cursor into the header. */
function goToRow({ cursor, rows }: Grid, row: number, top: -1 | 0): void {
  cursor.place({ row: Math.min(rows.count - 1, Math.max(top, row)) });
}

function goToColumn(grid: Grid, column: string | null): void {
  if (column === null) return;
  grid.cursor.place({ column });
  const head = document.getElementById(`${grid.gridId}-head-${column}`);
  // Up and down stay as they are; a pinned column is in view always.
  head?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function filterByCell({ cursor, rows, column, onFilter }: Grid, mode: 'for' | 'out'): void {
  const event = rowAt(rows.cache, cursor.row);
  const value = event && column !== null ? cellFilterValue(event, column) : undefined;
  if (value !== undefined && column !== null) onFilter(column, value, mode);
}

async function copyCell(
  { cursor, rows, column, zone }: Grid,
  copy: (text: string) => Promise<Copied>,
): Promise<void> {
  const event = rowAt(rows.cache, cursor.row);
  if (!event || column === null) return;
  // What was masked, or failed, has said so.
  if ((await copy(cellText(event, column, zone))) === 'copied') {
    showToast({ tone: 'success', title: 'Value copied' });
  }
}
