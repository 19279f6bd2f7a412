import { CopyButton } from '../../design/copy-button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { OpenLink } from '../../design/open-link.tsx';
import styles from './event-detail.module.css';

interface ValueActionsProps {
  label: string;
  /** What is copied. */
  text: string;
  /** Null where no filter leads to the value. */
  filterKey: string | null;
  /** Null stands for "missing". */
  filterValue: string | null;
  onFilter: (key: string, value: string | null, mode: 'for' | 'out') => void;
}

/** Copy, filter for, filter out: on hover and on focus, at the end of each value. */
export function ValueActions({ label, text, filterKey, filterValue, onFilter }: ValueActionsProps) {
  return (
    <span className={styles.actions}>
      <CopyButton text={text} label={`Copy ${label}`} />
      <OpenLink text={text} />
      {filterKey !== null && (
        <>
          <IconButton
            icon="plus"
            size="small"
            label={`Only this ${label}`}
            onPress={() => onFilter(filterKey, filterValue, 'for')}
          />
          <IconButton
            icon="minus"
            size="small"
            label={`Without this ${label}`}
            onPress={() => onFilter(filterKey, filterValue, 'out')}
          />
        </>
      )}
    </span>
  );
}
