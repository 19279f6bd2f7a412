import styles from './read-only-text.module.css';

/** Text for a screen reader alone. */
export function ReadOnlyText({ children }: { children: string }) {
  return <span className={styles.hidden}>{children}</span>;
}
