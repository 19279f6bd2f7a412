import { useEffect, useState } from 'react';
import type { VaultStatus } from '../../shared/vault-status.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { Panel } from '../design/panel.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useRead, useSend } from '../queries.ts';
import { useRefreshVault } from '../vault/use-vault.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings-view.module.css';

/** What seals secret values, and the way to a new key. */
export function VaultSection() {
  const vault = useRead('vault.status', {});
  const refresh = useRefreshVault();
  // How much is sealed moves with everything that is collected.
  useEffect(refresh, [refresh]);
  return (
    <Panel title="Vault" text="Secret values, and records no event could be made of, are kept encrypted">
      {vault.error && <ErrorState error={vault.error} onRetry={() => void vault.refetch()} />}
      {vault.isPending && <p className={styles.note}>Asking …</p>}
      {vault.data && <VaultFacts vault={vault.data} />}
    </Panel>
  );
}

function VaultFacts({ vault }: { vault: VaultStatus }) {
  const isOpen = vault.state === 'open';
  return (
    <>
      <SettingRow label="State" note={isOpen ? undefined : 'Above all views stands why, and what to do'}>
        <span className={styles.facts}>
          <Badge tone={isOpen ? 'success' : 'warning'} icon={isOpen ? 'check' : 'lock'}>
            {isOpen ? 'Open' : 'Locked'}
          </Badge>
        </span>
      </SettingRow>
      <SettingRow label="Key in">
        <VendorText text={vault.keyFrom} />
      </SettingRow>
      <SettingRow label="Sealed">
        {`${formatCount(vault.secrets, 'value')}, ${formatCount(vault.rejectedRecords, 'rejected record')}`}
      </SettingRow>
      <SettingRow label="Key last changed">
        {vault.rotatedAtUs === null ? 'Never' : <TimeText timeUs={vault.rotatedAtUs} />}
      </SettingRow>
      <RotateKey vault={vault} />
    </>
  );
}

function RotateKey({ vault }: { vault: VaultStatus }) {
  const [isAsking, setAsking] = useState(false);
  const rotate = useSend('vault.rotate');
  const refresh = useRefreshVault();
  const start = () => {
    setAsking(false);
    rotate.mutate({}, { onSettled: refresh });
  };
  return (
    <>
      <SettingRow label="New key" note="After someone else may have had the old one, or as your rules ask">
        <Button
          onPress={() => setAsking(true)}
          isDisabled={vault.state === 'locked'}
          isPending={rotate.isPending}
        >
          Rotate the key…
        </Button>
      </SettingRow>
      <div role="status">
        {rotate.isPending && (
          <>
            <p className={styles.note}>Sealing everything anew. Collecting goes on meanwhile.</p>
            <ProgressBar label="Sealing everything anew" done={0} total={null} />
          </>
        )}
        {rotate.data && !rotate.isPending && (
          <p>{`Done: ${formatNumber(rotate.data.sealedAgain)} sealed under the new key.`}</p>
        )}
      </div>
      {rotate.error && <ErrorState error={rotate.error} />}
      <ConfirmDialog
        title="Rotate the vault’s key?"
        isOpen={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={start}
        confirmLabel="Rotate the key"
      >
        <div className={styles.consequences}>
          <p>
            {`A new key is made and kept where the old one is. All ${formatNumber(vault.secrets + vault.rejectedRecords)} sealed values and records are sealed anew with it.`}
          </p>
          <ul>
            <li>Events, states, notes and fingerprints stay as they are.</li>
            <li>Backups that the old key opens are replaced by a new one.</li>
            <li>If the app ends on the way, it finishes the work when it is opened again.</li>
            <li>It is written to the audit log.</li>
          </ul>
        </div>
      </ConfirmDialog>
    </>
  );
}
