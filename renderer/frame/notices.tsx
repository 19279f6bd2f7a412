import { useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { useIpcEvent, useRead } from '../queries.ts';
import { useVault } from '../vault/use-vault.ts';
import { VaultBanner } from '../vault/vault-banner.tsx';
import styles from './notices.module.css';

/** What the analyst should know, found at start-up or since. Each stays until it is closed, for this window's life. */
export function Notices() {
  const info = useRead('app.info', {});
  const vault = useVault();
  const [later, setLater] = useState<readonly AppError[]>([]);
  const [closed, setClosed] = useState<readonly string[]>([]);
  useIpcEvent('app.notice', ({ notice }) => {
    setLater((before) => [...before, notice]);
    // Said again, it is to be seen again.
    setClosed((before) => before.filter((message) => message !== notice.message));
  });
  if (info.error) return <NoticeList notices={[info.error]} />;
  const locked = vault?.state === 'locked' ? vault.problem : null;
  const open = distinct([...(info.data?.notices ?? []), ...later])
    .filter((notice) => !closed.includes(notice.message))
    // The vault has a banner of its own.
    .filter((notice) => !locked || (notice.message !== locked.message && notice.kind !== 'vault-locked'));
  return (
    <>
      <VaultBanner />
      <NoticeList notices={open} onClose={(notice) => setClosed([...closed, notice.message])} />
    </>
  );
}

/** The same thing may be found twice. */
function distinct(notices: readonly AppError[]): AppError[] {
  return [...new Map(notices.map((notice) => [notice.message, notice])).values()];
}

interface NoticeListProps {
  notices: readonly AppError[];
  onClose?: (notice: AppError) => void;
}

function NoticeList({ notices, onClose }: NoticeListProps) {
  if (notices.length === 0) return null;
  return (
    <section className={styles.notices} aria-label="Notices">
      {notices.map((notice) => (
        <ErrorState
          key={notice.message}
          error={notice}
          tone="warning"
          action={
            onClose && (
              <Button kind="quiet" size="small" onPress={() => onClose(notice)}>
                Dismiss
              </Button>
            )
          }
        />
      ))}
    </section>
  );
}
