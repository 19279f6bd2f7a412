import { Icon } from '../design/icon.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useVault } from './use-vault.ts';
import styles from './vault-banner.module.css';

/**
 * Over every view while the vault is locked: why, and what to do; what works meanwhile is folded away, as the banner stays
 * for as long as the vault is locked.
 */
export function VaultBanner() {
  const vault = useVault();
  if (vault?.state !== 'locked') return null;
  const { problem } = vault;
  return (
    <section className={styles.banner} aria-label="The vault is locked">
      <Icon name="lock" />
      <div className={styles.content}>
        <p>
          <strong className={styles.title}>The vault is locked.</strong>{' '}
          {problem && <VendorText text={problem.message} />}
        </p>
        {problem?.remedy && (
          <p>
            <VendorText text={problem.remedy} />
          </p>
        )}
        <details className={styles.details}>
          <summary>What works, and what waits</summary>
          <dl className={styles.parts}>
            <div>
              <dt>Works</dt>
              <dd>
                Searching, counting, charts and exports of what is stored; the inventory and its states.
              </dd>
            </div>
            <div>
              <dt>Waits</dt>
              <dd>
                Collecting and importing, because new values could not be sealed; revealing and looking up
                values.
              </dd>
            </div>
          </dl>
          {problem?.detail && (
            <pre>
              <VendorText text={problem.detail} lines="kept" />
            </pre>
          )}
        </details>
      </div>
    </section>
  );
}
