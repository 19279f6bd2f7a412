import { classNames } from './class-names.ts';
import { formatNumber } from './format-number.ts';
import { ReadOnlyText } from './read-only-text.tsx';
import styles from './value-text.module.css';

/** An exact number. Null is shown as a dash and read as "none". */
export function NumberText({
  value,
  decimals = 0,
  isMuted = false,
}: {
  value: number | null;
  decimals?: number;
  isMuted?: boolean;
}) {
  if (value === null) return <Missing />;
  return (
    <span className={classNames(styles.number, isMuted && styles.muted)}>
      {formatNumber(value, decimals)}
    </span>
  );
}

export function Missing({ label = 'none' }: { label?: string }) {
  return (
    <span className={styles.muted}>
      <span aria-hidden="true">–</span>
      <ReadOnlyText>{label}</ReadOnlyText>
    </span>
  );
}
