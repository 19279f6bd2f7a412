import type { ReactNode } from 'react';
import styles from './field-row.module.css';

/** A field that takes the room there is, with buttons on its line. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
