import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatNumber } from '../design/format-number.ts';
import { Icon } from '../design/icon.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { useSend } from '../queries.ts';
import styles from './map-again-notice.module.css';
import { viewMapAgain } from './map-again-view.ts';
import { useMapping } from './use-mapping.ts';

/** Offers to map stored events again where that would change something, and says what it did. */
export function MapAgainNotice() {
  const mapping = useMapping();
  const start = useSend('mapping.mapAgain');
  const cancel = useSend('mapping.cancel');
  if (!mapping) return null;
  const { text, result, isWorthIt } = viewMapAgain(mapping);
  const isRunning = mapping.state === 'running';
  const problem = start.error ?? mapping.error;
  if (!isRunning && !problem && text === null && result === null) return null;
  return (
    <section className={styles.notice} aria-label="Map again">
      {problem && <ErrorState error={problem} />}
      <div className={styles.line}>
        <Icon name={isWorthIt ? 'refresh' : 'info'} />
        <p className={styles.text} aria-live="polite">
          {isRunning ? (
            `Mapping again from the raw records, ${formatNumber(mapping.done)} of ${formatNumber(mapping.total)}`
          ) : (
            <>
              {result} {text}{' '}
              {isWorthIt && <span className={styles.hint}>Mapping again asks nothing of a vendor.</span>}
            </>
          )}
        </p>
        {isRunning && (
          <div className={styles.progress}>
            <ProgressBar label="Mapping again" done={mapping.done} total={mapping.total} />
          </div>
        )}
        {isRunning ? (
          <Button size="small" icon="stop" onPress={() => cancel.mutate({})} isPending={cancel.isPending}>
            Cancel
          </Button>
        ) : (
          text !== null && (
            <Button
              size="small"
              kind={isWorthIt ? 'secondary' : 'quiet'}
              onPress={() => start.mutate({ sourceId: null })}
              isPending={start.isPending}
            >
              Map again
            </Button>
          )
        )}
      </div>
    </section>
  );
}
