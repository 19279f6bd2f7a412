import styles from './range-mark.module.css';
import { rangeMarkTop, viewRangeMark } from './range-mark-view.ts';

export interface RangeMarkProps {
  count: number;
  expected: number;
  expectedLow: number;
  expectedHigh: number;
  /** Outside of what was expected; the words beside it say which way. */
  isUnusual: boolean;
}

const WIDTH = 200;
const HEIGHT = 20;

/** What was expected as a band, the count as the mark, on one scale for all rows. Repeats the numbers beside it. */
export function RangeMark({ isUnusual, ...row }: RangeMarkProps) {
  const view = viewRangeMark(row);
  return (
    <svg
      className={styles.mark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.axis} />
      {view && (
        <>
          <rect
            x={view.bandFrom * WIDTH}
            width={Math.max(2, (view.bandTo - view.bandFrom) * WIDTH)}
            y={4}
            height={HEIGHT - 8}
            rx={2}
            className={styles.band}
          />
          <line
            x1={view.expected * WIDTH}
            x2={view.expected * WIDTH}
            y1={4}
            y2={HEIGHT - 4}
            className={styles.expected}
          />
        </>
      )}
      {view?.isBeyond || !view ? (
        <path
          d={`M${WIDTH - 9} ${HEIGHT / 2 - 5}l6 5l-6 5z`}
          className={isUnusual ? styles.unusual : styles.usual}
        />
      ) : (
        <rect
          x={Math.min(WIDTH - 4, Math.max(0, view.mark * WIDTH - 2))}
          width={4}
          y={1}
          height={HEIGHT - 2}
          rx={1}
          className={isUnusual ? styles.unusual : styles.usual}
        />
      )}
    </svg>
  );
}

/** The scale in a column's head. */
export function RangeMarkAxis() {
  const steps = Array.from({ length: rangeMarkTop + 1 }, (_, step) => step);
  return (
    <span className={styles.scale} aria-hidden="true">
      {steps.map((step) => (
        <span key={step} style={{ left: `${(step / rangeMarkTop) * 100}%` }}>
          {step === 0 ? '0' : `${step}×`}
        </span>
      ))}
    </span>
  );
}
