import { Button } from '../../design/button.tsx';
import { Menu } from '../../design/menu.tsx';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { defaultColumns } from '../state/explore-state.ts';
import { hideColumn, showColumn } from './change-columns.ts';
import { columnDefinitions } from './column-definitions.ts';

interface ColumnChooserProps {
  columns: ColumnsChoice;
  onChange: (columns: ColumnsChoice) => void;
}

/** Which fields the table shows; new ones come at the end. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const isShown = (column: string) => columns.shown.includes(column);
  return (
    <Menu
      label="Columns"
      placement="bottom end"
      staysOpen
      groups={[
        {
          items: [
            { id: 'reset', label: 'Usual columns', icon: 'undo', onAction: () => onChange(defaultColumns) },
          ],
        },
        {
          items: columnDefinitions.map(({ column, label }) => ({
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
