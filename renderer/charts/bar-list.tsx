import { Button } from 'react-aria-components';
import { classNames } from '../design/class-names.ts';
import { formatNumber } from '../design/format-number.ts';
import { VendorText } from '../design/vendor-text.tsx';
import { visibleText } from '../design/visible-text.ts';
import styles from './bar-list.module.css';

export interface BarListRow {
  id: string;
  label: string;
  count: number;
  /** Shown behind the count, muted: `96 secrets`. */
  note?: string;
}

export interface BarListProps {
  /** Of the whole list. */
  label: string;
  rows: readonly BarListRow[];
  /** Says what a press does, for the row's name: `Show the events of`. */
  actionLabel: string;
  onPress: (id: string) => void;
  /** Names that people gave, rather than ids and types. */
  isProse?: boolean;
}

/** Frequencies, most frequent first: name, a bar from zero, the exact count. Each row is a button to its events. */
export function BarList({ label, rows, actionLabel, onPress, isProse = false }: BarListProps) {
  const most = rows.reduce((highest, row) => Math.max(highest, row.count), 1);
  return (
    <ul className={classNames(styles.list, isProse && styles.prose)} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <Button
            className={styles.row ?? ''}
            onPress={() => onPress(row.id)}
            aria-label={`${visibleText(row.label)}, ${formatNumber(row.count)}${row.note ? `, ${row.note}` : ''}. ${actionLabel} ${visibleText(row.label)}`}
          >
            <span className={styles.label} title={visibleText(row.label)}>
              <VendorText text={row.label} />
            </span>
            <span className={styles.track}>
              <span className={styles.bar} style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
            <span className={styles.count}>{formatNumber(row.count)}</span>
            {row.note !== undefined && <span className={styles.note}>{row.note}</span>}
          </Button>
        </li>
      ))}
    </ul>
  );
}
