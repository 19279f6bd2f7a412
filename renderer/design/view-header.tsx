import type { ReactNode } from 'react';
import styles from './view-header.module.css';

/** The line at the top of a view: its name, what it says in one sentence, and what can be done. Stays while it scrolls. */
export function ViewHeader({
  title,
  text,
  actions,
}: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {text && <p className={styles.text}>{text}</p>}
      <div className={styles.actions}>{actions}</div>
    </header>
  );
}
