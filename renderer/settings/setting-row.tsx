import type { ReactNode } from 'react';
import styles from './settings-view.module.css';

/** One line of a section: what it is, and the choice or the fact. */
export function SettingRow({
  label,
  note,
  children,
}: {
  label: string;
  note?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={styles.row}>
      <div>
        <p>{label}</p>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.value}>{children}</div>
    </div>
  );
}
