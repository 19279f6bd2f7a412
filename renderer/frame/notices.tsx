import { useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { useRead } from '../queries.ts';
import styles from './notices.module.css';

/** What was found at start-up that the analyst should know. Each stays until it is closed, for this window's life. */
export function Notices() {
  const info = useRead('app.info', {});
  const [closed, setClosed] = useState<readonly string[]>([]);
  if (info.error) return <NoticeList notices={[info.error]} />;
  const notices = info.data?.notices ?? [];
  const open = distinct(notices).filter((notice) => !closed.includes(notice.message));
  return <NoticeList notices={open} onClose={(notice) => setClosed([...closed, notice.message])} />;
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
