import { severities } from '../../shared/query/severities.ts';
import { ReadOnlyText } from './read-only-text.tsx';
import styles from './severity-mark.module.css';

const bars = [0, 1, 2, 3] as const;

/** Level bars in the severity's colour with the word beside them. Takes OCSF `severity_id`. */
export function SeverityMark({
  severityId,
  isWordHidden = false,
}: {
  severityId: number;
  isWordHidden?: boolean;
}) {
  const name = severities.find((severity) => severity.id === severityId)?.name ?? `Severity ${severityId}`;
  const level = severityId > 6 ? 0 : severityId;
  const filled = Math.max(0, Math.min(level, 5) - 1);
  return (
    <span className={styles.mark}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        className={styles.bars}
        style={{ color: `var(--severity-${level})` }}
        aria-hidden="true"
      >
        {level === 6 && <rect x="0" y="0" width="14" height="14" rx="3" className={styles.fatal} />}
        {bars.map((bar) => (
          <rect
            key={bar}
            x={1.5 + bar * 3}
            y={9 - bar * 2.3}
            width="2"
            height={3.2 + bar * 2.3}
            rx="0.6"
            className={level === 6 ? styles.cut : bar < filled ? styles.full : styles.empty}
          />
        ))}
      </svg>
      {isWordHidden ? <ReadOnlyText>{name}</ReadOnlyText> : <span>{name}</span>}
    </span>
  );
}
