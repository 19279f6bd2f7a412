import styles from './range-mark.module.css';
import { rangeMarkTop, viewRangeMark } from './range-mark-view.ts';

export interface RangeMarkProps {
  count: number;
  expected: number;
  expectedLow: number;
  expectedHigh: number;
  /** Above what was expected, or never there before. */
  standsOut: boolean;
}

const percent = (share: number) => `${share * 100}%`;

/** What was expected as a band, the count as the mark, on one scale for all rows. Repeats the numbers beside it. */
export function RangeMark({ standsOut, ...row }: RangeMarkProps) {
  const view = viewRangeMark(row);
  const markStyle = standsOut ? styles.unusual : styles.usual;
  return (
    <svg className={styles.mark} aria-hidden="true">
      <line x1="0" x2="100%" y1="10" y2="10" className={styles.axis} />
      {view && (
        <>
          <rect
            x={percent(view.bandFrom)}
            width={percent(Math.max(0.01, view.bandTo - view.bandFrom))}
            y="4"
            height="12"
            rx="2"
            className={styles.band}
          />
          <line
            x1={percent(view.expected)}
            x2={percent(view.expected)}
            y1="4"
            y2="16"
            className={styles.expected}
          />
        </>
      )}
      {view && !view.isBeyond && (
        <svg x={percent(view.mark)} overflow="visible" aria-hidden="true">
          <rect x="-2" width="4" y="1" height="18" rx="1" className={markStyle} />
        </svg>
      )}
      {(view?.isBeyond ?? standsOut) && (
        <svg x="100%" overflow="visible" aria-hidden="true">
          <path d="M-8 4l8 6l-8 6z" className={markStyle} />
        </svg>
      )}
    </svg>
  );
}

/** The scale in a column's head: how many times the expected count. */
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
