import styles from './activity-bars.module.css';
import type { ActivityView } from './activity-view.ts';

const LANE_PX = 3;

/**
 * Bars of stored events, runs that failed as marks under them, ranges that can't have been collected hatched: nothing by
 * colour alone. Drawn only; what it says is in words beside it.
 */
export function ActivityBars({
  view,
  widthPx,
  heightPx,
}: {
  view: ActivityView;
  widthPx: number;
  heightPx: number;
}) {
  const step = widthPx / view.bars.length;
  const ground = heightPx - LANE_PX - 1;
  return (
    <svg className={styles.bars} width={widthPx} height={heightPx} aria-hidden="true">
      <defs>
        <pattern
          id="keyglass-gap"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1.4" height="4" className={styles.hatch} />
        </pattern>
      </defs>
      {view.gaps.map(({ from, to }) => (
        <rect
          key={`${from}-${to}`}
          x={from * widthPx}
          width={Math.max(2, (to - from) * widthPx)}
          height={ground}
          fill="url(#keyglass-gap)"
        />
      ))}
      <line x1="0" x2={widthPx} y1={ground + 0.5} y2={ground + 0.5} className={styles.ground} />
      {view.bars.map((bar, index) => (
        <g key={bar.startUs}>
          {bar.stored > 0 && (
            <rect
              x={index * step}
              width={Math.max(1, step - 1)}
              y={ground - Math.max(1.5, bar.height * ground)}
              height={Math.max(1.5, bar.height * ground)}
              className={styles.stored}
            />
          )}
          {bar.failedRuns > 0 && (
            <rect
              x={index * step}
              width={Math.max(2, step - 1)}
              y={heightPx - LANE_PX}
              height={LANE_PX}
              className={styles.failed}
            />
          )}
        </g>
      ))}
    </svg>
  );
}
