// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its rows.
import { type KeyboardEvent, type MouseEvent, type RefObject, useId } from 'react';
import { classNames } from '../../design/class-names.ts';
import { headZoneLabel } from '../../design/format-time.ts';
import { Icon } from '../../design/icon.tsx';
import { useNowUs } from '../../design/now-context.tsx';
import shared from '../../design/windowed-grid.module.css';
import { useZone } from '../../design/zone-context.ts';
import type { RowWindow } from '../../explore/table/use-scroll-window.ts';
import { useShownCursor } from '../../explore/table/use-shown-cursor.ts';
import { nextSort, type SecretColumn, type SecretSort, secretColumns } from './secret-columns.ts';
import styles from './secret-grid.module.css';
import { SecretRow } from './secret-row.tsx';
import type { Inventory } from './use-inventory.ts';

export interface SecretGridProps {
  element: RefObject<HTMLDivElement | null>;
  inventory: Inventory;
  window: RowWindow;
  sort: SecretSort;
  onSort: (sort: SecretSort) => void;
  cursor: number;
  onCursor: (row: number) => void;
  chosen: ReadonlySet<string>;
  openPrint: string | null;
  onOpen: (row: number) => void;
  onClose: () => void;
  /** `isRange`: from where the last choice was to here. */
  onChoose: (row: number, isRange: boolean) => void;
  onChooseAll: () => void;
}

/** The inventory's table: only the rows that can be seen exist. The grid has the focus and points at a row. */
export function SecretGrid(props: SecretGridProps) {
  const { inventory, window, cursor, chosen } = props;
  const id = useId();
  useShownCursor(window, cursor);
  return (
    <div
      ref={props.element}
      className={classNames(shared.grid, styles.grid)}
      role="grid"
      aria-label="Secrets"
      aria-multiselectable="true"
      aria-rowcount={inventory.total + 1}
      aria-colcount={secretColumns.length}
      aria-busy={inventory.head.isPlaceholderData}
      aria-activedescendant={`${id}-${cursor}`}
      tabIndex={0}
      onKeyDown={(event) => onKey(event, props)}
      onClick={(event) => onClick(event, props)}
    >
      <GridHead {...props} />
      <div className={styles.body} role="rowgroup" style={{ height: window.bodyHeight }}>
        {window.rows
          .filter(({ index }) => index < inventory.total)
          .map(({ index, top }) => {
            const secret = inventory.rowAt(index);
            return (
              <SecretRow
                key={index}
                id={`${id}-${index}`}
                index={index}
                top={top}
                secret={secret}
                isChosen={secret !== null && chosen.has(secret.fingerprint)}
                isOpen={secret !== null && secret.fingerprint === props.openPrint}
                isActive={index === cursor}
              />
            );
          })}
      </div>
    </div>
  );
}

function GridHead({ sort, onSort, chosen, onChooseAll, inventory }: SecretGridProps) {
  const zone = useZone();
  const nowUs = useNowUs();
  const isAll = chosen.size > 0 && chosen.size >= inventory.total;
  return (
    <div className={classNames(shared.header, styles.header)} role="rowgroup">
      <div className={classNames(styles.tracks, styles.headRow)} role="row" aria-rowindex={1}>
        {secretColumns.map((column, place) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={place + 1}
            {...(column.sort ? { 'aria-sort': directionOf(sort, column) } : {})}
            className={classNames(shared.head, styles.head, column.isNumber && shared.number)}
            title={column.description}
          >
            {column.id === 'chosen' ? (
              <button
                type="button"
                className={styles.boxButton}
                aria-label={isAll ? 'Choose none' : 'Choose all'}
                onClick={onChooseAll}
              >
                <span className={styles.box}>
                  {chosen.size > 0 && <Icon name={isAll ? 'check' : 'minus'} size={12} />}
                </span>
              </button>
            ) : (
              <HeadLabel
                column={column}
                sort={sort}
                onSort={onSort}
                zone={column.id.endsWith('Seen') ? ` (${headZoneLabel(zone, nowUs)})` : ''}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface HeadLabelProps {
  column: SecretColumn;
  sort: SecretSort;
  onSort: (sort: SecretSort) => void;
  zone: string;
}

function HeadLabel({ column: { label, sort: own }, sort, onSort, zone }: HeadLabelProps) {
  if (!own) return <span>{label}</span>;
  return (
    <button type="button" className={styles.headButton} onClick={() => onSort(nextSort(sort, own))}>
      <span className={styles.text}>
        {label}
        {zone}
      </span>
      {own.column === sort.column && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
    </button>
  );
}

function directionOf(sort: SecretSort, { sort: own }: SecretColumn) {
  if (own?.column !== sort.column) return 'none' as const;
  return sort.descending ? ('descending' as const) : ('ascending' as const);
}

function onClick(event: MouseEvent<HTMLElement>, props: SecretGridProps): void {
  const target = event.target as Element;
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  if (row === undefined) return;
  const index = Number(row);
  props.onCursor(index);
  const isMark =
    target.closest('[data-cell="chosen"]') !== null || event.shiftKey || event.ctrlKey || event.metaKey;
  if (isMark) props.onChoose(index, event.shiftKey);
  else props.onOpen(index);
}

function onKey(event: KeyboardEvent<HTMLElement>, props: SecretGridProps): void {
  // A head's button has Enter and space for itself.
  const isInHead = event.target !== event.currentTarget;
  const { cursor, window, inventory } = props;
  const last = inventory.total - 1;
  const steps = new Map([
    ['ArrowDown', cursor + 1],
    ['j', cursor + 1],
    ['ArrowUp', cursor - 1],
    ['k', cursor - 1],
    ['PageDown', cursor + window.pageRows],
    ['PageUp', cursor - window.pageRows],
    ['Home', 0],
    ['End', last],
  ]);
  const to = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps.get(event.key);
  if (to !== undefined) {
    const row = Math.max(0, Math.min(last, to));
    if (event.shiftKey) {
      props.onChoose(cursor, true);
      props.onChoose(row, true);
    }
    props.onCursor(row);
  } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) props.onChooseAll();
  else if (isInHead) return;
  else if (event.key === 'Enter') props.onOpen(cursor);
  else if (event.key === ' ') props.onChoose(cursor, event.shiftKey);
  else if (event.key === 'Escape') props.onClose();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
