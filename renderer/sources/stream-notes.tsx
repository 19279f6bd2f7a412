import { Button } from '../design/button.tsx';
import { useNowUs } from '../design/now-context.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { formatDay } from './day.ts';
import styles from './source-table.module.css';
import { COLUMNS } from './source-table.tsx';
import { errorTone, viewBackFill } from './source-view.ts';
import { StreamProblem } from './stream-problem.tsx';
import type { StreamRowsProps } from './stream-rows.tsx';
import { useStreamActions } from './use-source-actions.ts';

/** Below a stream's row: a back-fill, and what went wrong. */
export function StreamNotes(props: StreamRowsProps) {
  const { source, stream, isProblemShown, onEdit } = props;
  const run = useStreamActions(source, stream);
  const canSwitchOff = stream.lastError?.kind === 'permission-missing' && source.streams.length > 1;
  return (
    <>
      <BackFillNote {...props} />
      {isProblemShown && stream.lastError && stream.phase !== 'off' && (
        <tr className={styles.below}>
          <td colSpan={COLUMNS}>
            <StreamProblem error={stream.lastError} tone={errorTone(stream)} onEdit={() => onEdit(source)}>
              {canSwitchOff && (
                <Button size="small" onPress={() => run.switchTo(false)}>
                  Switch off
                </Button>
              )}
            </StreamProblem>
          </td>
        </tr>
      )}
    </>
  );
}

function BackFillNote({ source, stream, title, onEdit }: StreamRowsProps) {
  const run = useStreamActions(source, stream);
  const nowUs = useNowUs();
  const { backFill } = stream;
  if (!backFill) return null;
  const { fromUs, toUs, state, error } = backFill;
  const { done, total, text } = viewBackFill(backFill);
  // The end is not included, so a range up to midnight ends on the day before.
  const range = `${formatDay(fromUs)} to ${formatDay(Math.min(toUs, nowUs) - 1)}`;
  const of = `back-fill of ${title}`;
  return (
    <tr className={styles.below}>
      <td colSpan={COLUMNS}>
        <div className={styles.backFill}>
          <span className={styles.backFillRange}>
            {stateWords[state]} {range}
          </span>
          <ProgressBar
            label={`Back-fill, ${title}`}
            done={done}
            total={state === 'running' ? total : (total ?? 1)}
          />
          <span className={styles.progressText}>{text}</span>
          {state === 'running' || state === 'waiting' ? (
            <Button size="small" icon="pause" aria-label={`Pause the ${of}`} onPress={run.pauseBackFill}>
              Pause
            </Button>
          ) : (
            <Button size="small" icon="play" aria-label={`Resume the ${of}`} onPress={run.resumeBackFill}>
              Resume
            </Button>
          )}
          <Button size="small" aria-label={`Cancel the ${of}`} onPress={run.cancelBackFill}>
            Cancel
          </Button>
        </div>
        {error && <StreamProblem error={error} tone="failure" onEdit={() => onEdit(source)} />}
      </td>
    </tr>
  );
}

const stateWords = {
  waiting: 'Back-fill will begin,',
  running: 'Back-filling',
  paused: 'Back-fill paused,',
  failed: 'Back-fill stopped,',
} as const;
