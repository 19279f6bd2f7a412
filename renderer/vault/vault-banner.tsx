import { Icon } from '../design/icon.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useVault } from './use-vault.ts';
import styles from './vault-banner.module.css';

/** Over every view while the vault is locked: why, what still works, what does not, and what to do. */
export function VaultBanner() {
  const vault = useVault();
  if (vault?.state !== 'locked') return null;
  return (
    <section className={styles.banner} aria-label="The vault is locked">
      <Icon name="lock" size={20} />
      <div className={styles.content}>
        <p className={styles.title}>The vault is locked</p>
        {vault.problem && (
          <p>
            <VendorText text={vault.problem.message} />
          </p>
        )}
        <dl className={styles.parts}>
          <div>
            <dt>Works</dt>
            <dd>Searching, counting, charts and exports of what is stored; the inventory and its states.</dd>
          </div>
          <div>
            <dt>Waits</dt>
            <dd>
              Collecting and importing, because new values could not be sealed; revealing and looking up
              values.
            </dd>
          </div>
          {vault.problem?.remedy && (
            <div>
              <dt>To do</dt>
              <dd>
                <VendorText text={vault.problem.remedy} />
              </dd>
            </div>
          )}
        </dl>
        {vault.problem?.detail && (
          <details className={styles.details}>
            <summary>Details</summary>
            <pre>
              <VendorText text={vault.problem.detail} lines="kept" />
            </pre>
          </details>
        )}
      </div>
    </section>
  );
}
