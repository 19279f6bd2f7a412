import type { Sort } from '../../../shared/question.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, type MenuGroup } from '../../design/menu.tsx';
import type { ColumnsChoice } from '../state/explore-state.ts';
import { hideColumn, pinColumn, sideOf, stepColumn } from './change-columns.ts';
import type { ColumnDefinition } from './column-definitions.ts';

export interface HeaderMenuProps {
  definition: ColumnDefinition;
  columns: ColumnsChoice;
  sort: Sort;
  onColumns: (columns: ColumnsChoice) => void;
  onSort: (sort: Sort) => void;
  onFit: (column: string) => void;
}

/** Everything that can be done to a column, for the mouse and the keyboard alike. */
export function HeaderMenu(props: HeaderMenuProps) {
  const { label } = props.definition;
  return (
    <Menu label={`Column ${label}`} groups={menuGroups(props)} placement="bottom end">
      <IconButton
        icon="more"
        size="small"
        label={`Column menu of ${label}`}
        isTooltipDisabled
        excludeFromTabOrder
      />
    </Menu>
  );
}

function menuGroups(props: HeaderMenuProps): MenuGroup[] {
  const { definition, columns, sort, onColumns, onSort, onFit } = props;
  const { column, type } = definition;
  const side = sideOf(columns, column);
  const sorted = sort.find((entry) => entry.column === column)?.direction;
  const [low, high] =
    type === 'time'
      ? ['Oldest first', 'Newest first']
      : type === 'text'
        ? ['A to Z', 'Z to A']
        : ['Lowest first', 'Highest first'];
  const pin = (to: 'start' | 'end' | null) => () => onColumns(pinColumn(columns, column, to));
  const left = stepColumn(columns, column, -1);
  const right = stepColumn(columns, column, 1);
  return [
    {
      items: [
        {
          id: 'asc',
          label: low,
          isSelected: sorted === 'asc',
          onAction: () => onSort([{ column, direction: 'asc' }]),
        },
        {
          id: 'desc',
          label: high,
          isSelected: sorted === 'desc',
          onAction: () => onSort([{ column, direction: 'desc' }]),
        },
      ],
    },
    {
      items: [
        {
          id: 'pin-start',
          label: 'Pin to the left',
          isSelected: side === 'start',
          onAction: pin(side === 'start' ? null : 'start'),
        },
        {
          id: 'pin-end',
          label: 'Pin to the right',
          isSelected: side === 'end',
          onAction: pin(side === 'end' ? null : 'end'),
        },
      ],
    },
    {
      items: [
        {
          id: 'left',
          label: 'Move left',
          icon: 'chevron-left',
          isDisabled: left === columns,
          onAction: () => onColumns(left),
        },
        {
          id: 'right',
          label: 'Move right',
          icon: 'chevron-right',
          isDisabled: right === columns,
          onAction: () => onColumns(right),
        },
        { id: 'fit', label: 'Fit to content', icon: 'columns', onAction: () => onFit(column) },
        {
          id: 'hide',
          label: 'Hide column',
          icon: 'eye-off',
          isDisabled: columns.shown.length === 1,
          onAction: () => onColumns(hideColumn(columns, column)),
        },
      ],
    },
  ];
}
