import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './progress-bar.module.css';

/** Work whose end is known; with `total` null, work whose end is not. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number | null }) {
  const share = total === null || total === 0 ? 0 : Math.min(1, done / total);
  return (
    <AriaProgressBar
      className={styles.progress ?? ''}
      aria-label={label}
      isIndeterminate={total === null}
      value={share * 100}
    >
      <span className={styles.bar} style={{ width: total === null ? '30%' : `${share * 100}%` }} />
    </AriaProgressBar>
  );
}
