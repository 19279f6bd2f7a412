import type { SecretStateChange } from '../../../shared/secret-inventory.ts';
import { TimeText } from '../../design/time-text.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import styles from './secret-detail.module.css';
import { StateBadge } from './secret-state.tsx';

const who = { analyst: 'by you', keyglass: 'by Keyglass' } as const;

/** What became of the secret, newest first, down to when it was first seen. */
export function StateHistory({
  history,
  firstSeenUs,
}: {
  history: readonly SecretStateChange[];
  firstSeenUs: number;
}) {
  return (
    <section className={styles.part} aria-labelledby="secret-history">
      <h3 className={styles.heading} id="secret-history">
        History
      </h3>
      <ol className={styles.history} aria-label="History, newest first">
        {history.map(({ atUs, state, note, by }) => (
          <li key={`${atUs} ${state}`}>
            <p className={styles.change}>
              <StateBadge state={state} />
              <span className={styles.when}>
                <TimeText timeUs={atUs} /> {who[by]}
              </span>
            </p>
            {note !== null && (
              <p className={styles.noteText}>
                <VendorText text={note} lines="kept" />
              </p>
            )}
          </li>
        ))}
        <li>
          <p className={styles.change}>
            <span>First seen</span>
            <span className={styles.when}>
              <TimeText timeUs={firstSeenUs} />
            </span>
          </p>
        </li>
      </ol>
    </section>
  );
}
