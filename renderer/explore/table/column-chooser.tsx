import { Button } from '../../design/button.tsx';
import { Menu } from '../../design/menu.tsx';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { hideColumn, showColumn } from './change-columns.ts';
import { type ColumnDefinition, columnDefinitions, definitionOf } from './column-definitions.ts';

interface ColumnChooserProps {
  columns: ColumnsChoice;
  /** What "Usual columns" goes back to. */
  usual: ColumnsChoice;
  /** Fields that are offered besides the table's own columns; those that are shown are offered anyhow. */
  offered: readonly string[];
  onChange: (columns: ColumnsChoice) => void;
}

/** Which fields the table shows; new ones come at the end. */
export function ColumnChooser({ columns, usual, offered, onChange }: ColumnChooserProps) {
  const isShown = (column: string) => columns.shown.includes(column);
  return (
    <Menu
      label="Columns"
      placement="bottom end"
      staysOpen
      groups={[
        {
          items: [{ id: 'reset', label: 'Usual columns', icon: 'undo', onAction: () => onChange(usual) }],
        },
        {
          items: columnsOnOffer([...offered, ...columns.shown]).map(({ column, label }) => ({
            id: column,
            label,
            isSelected: isShown(column),
            isDisabled: isShown(column) && columns.shown.length === 1,
            onAction: () =>
              onChange(isShown(column) ? hideColumn(columns, column) : showColumn(columns, column)),
          })),
        },
      ]}
    >
      <Button kind="quiet" size="small" icon="columns" iconAfter="chevron-down">
        Columns
      </Button>
    </Menu>
  );
}

/** What fits the view first, then every column of the table. */
function columnsOnOffer(first: readonly string[]): readonly ColumnDefinition[] {
  const own = new Set(columnDefinitions.map(({ column }) => column));
  const others = [...new Set(first)].filter((column) => !own.has(column));
  return [...others.map(definitionOf), ...columnDefinitions];
}
