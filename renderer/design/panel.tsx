import type { ReactNode } from 'react';
import styles from './panel.module.css';

export interface PanelProps {
  title: string;
  text?: string;
  actions?: ReactNode;
  /** The content reaches the panel’s edges and pads itself: for tables and lists. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A titled part of a view. */
export function Panel({ title, text, actions, isFlush = false, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {text && (
          <p className={styles.text} title={text}>
            {text}
          </p>
        )}
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={isFlush ? styles.flush : styles.content}>{children}</div>
    </section>
  );
}
