import type { ReactNode } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './state.module.css';
import { VendorText } from './vendor-text.tsx';

export interface ErrorStateProps {
  error: AppError;
  /** Where the remedy can be done. */
  action?: ReactNode;
  /** Given: offers to try again. */
  onRetry?: () => void;
  /** `warning` for what the analyst should know but that stops nothing. */
  tone?: 'failure' | 'warning';
  /** Read out when it appears; off where it was there from the start. */
  isAnnounced?: boolean;
}

/** What happened, what to do, and the technical part behind "Details". */
export function ErrorState({
  error,
  action,
  onRetry,
  tone = 'failure',
  isAnnounced = true,
}: ErrorStateProps) {
  return (
    <div
      className={classNames(styles.error, tone === 'warning' && styles.warning)}
      {...(isAnnounced ? { role: 'alert' } : {})}
    >
      <Icon name="alert" />
      <div className={styles.errorText}>
        <p className={styles.message}>
          <VendorText text={error.message} />
        </p>
        {error.remedy && (
          <p className={styles.remedy}>
            <VendorText text={error.remedy} />
          </p>
        )}
        {error.detail && (
          <details>
            <summary className={styles.summary}>Details</summary>
            <pre className={styles.detail}>
              <VendorText text={error.detail} lines="kept" />
            </pre>
          </details>
        )}
      </div>
      {(action || onRetry) && (
        <div className={styles.errorActions}>
          {action}
          {onRetry && (
            <Button size="small" icon="refresh" onPress={onRetry}>
              Try again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
