import type { ConnectionCheck } from '../../shared/ipc/ipc-contract.ts';
import { Icon } from '../design/icon.tsx';
import styles from './source-form.module.css';

/** The answer of "Test connection": a tick or the reason, for each stream. */
export function ConnectionChecks({ checks }: { checks: readonly ConnectionCheck[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={check.stream} className={check.ok ? styles.good : styles.bad}>
          <Icon name={check.ok ? 'check' : 'alert'} label={check.ok ? 'Works' : 'Fails'} />
          <div className={styles.checkText}>
            <p>
              <span className={styles.checkStream}>{check.stream}</span> {check.message}
            </p>
            {check.error && <p className={styles.checkRemedy}>{check.error.remedy}</p>}
            {check.error?.detail && (
              <details className={styles.checkRemedy}>
                <summary>Details</summary>
                <code>{check.error.detail}</code>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
