import styles from './loading-bar.module.css';

/**
 * A thin bar at the top edge of the nearest positioned parent; takes no room, so nothing shifts. It appears only after
 * a tenth of a second: most answers are in before that, and a flash would say nothing.
 */
export function LoadingBar({ isLoading, label = 'Loading' }: { isLoading: boolean; label?: string }) {
  if (!isLoading) return null;
  return (
    <div className={styles.track} role="progressbar" aria-label={label}>
      <div className={styles.bar} />
    </div>
  );
}
