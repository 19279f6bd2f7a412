import { formatNumber } from './format-number.ts';
import { Icon } from './icon.tsx';
import styles from './secret-mark.module.css';
import { VendorText } from './vendor-text.tsx';

export interface SecretMarkProps {
  type: string | null;
  /** Characters of the value. */
  length: number | null;
  /** The whole fingerprint; its first eight characters are shown. */
  fingerprint: string | null;
}

/** What may be seen of a secret: a lock, its type, its length and its short fingerprint. Never a part of the value. */
export function SecretMark({ type, length, fingerprint }: SecretMarkProps) {
  const facts = [
    length === null ? null : `${formatNumber(length)} ${length === 1 ? 'char' : 'chars'}`,
    fingerprint === null ? null : `fp ${shortFingerprint(fingerprint)}`,
  ].filter((fact) => fact !== null);
  return (
    <span className={styles.mark}>
      <Icon name="lock" label="Secret" size={14} />
      {type !== null && (
        <span className={styles.type}>
          <VendorText text={type} />
        </span>
      )}
      {facts.length > 0 && <span className={styles.facts}>{facts.join(' · ')}</span>}
    </span>
  );
}

export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 8);
}
