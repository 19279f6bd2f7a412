import { type ReactNode, useEffect, useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import type { IpcClient } from '../ipc-client.ts';
import styles from './opening.module.css';
import { createPreferenceStore, type PreferenceStore } from './preference-store.ts';

type Attempt =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly preferences: PreferenceStore }
  | { readonly state: 'failed'; readonly error: AppError };

export interface OpeningProps {
  ipc: IpcClient;
  /** The window proper, once the workspace is there and the choices kept in it are read. */
  children: (preferences: PreferenceStore) => ReactNode;
}

/**
 * What the window shows until the workspace is open, and instead of everything else where it can't be opened. Choices
 * are read before the first frame of the window proper, so that it never shows one theme and then the other.
 */
export function Opening({ ipc, children }: OpeningProps) {
  const [attempt, setAttempt] = useState<Attempt>({ state: 'opening' });
  const [tries, setTries] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another opening
  useEffect(() => {
    let isCurrent = true;
    void openWorkspace(ipc).then((outcome) => isCurrent && setAttempt(outcome));
    return () => {
      isCurrent = false;
    };
  }, [ipc, tries]);
  useFlushedAtTheEnd(attempt.state === 'open' ? attempt.preferences : null);

  if (attempt.state === 'open') return children(attempt.preferences);
  if (attempt.state === 'opening') return <OpeningSlowly />;
  return (
    <OpeningFailed
      error={attempt.error}
      onRetry={() => {
        setAttempt({ state: 'opening' });
        setTries(tries + 1);
      }}
      onQuit={() => void ipc.call('app.quit', {})}
    />
  );
}

/** A choice made just before the window closes is kept as well. */
function useFlushedAtTheEnd(preferences: PreferenceStore | null): void {
  useEffect(() => {
    if (!preferences) return;
    const flush = () => preferences.flush();
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, [preferences]);
}

async function openWorkspace(ipc: IpcClient): Promise<Attempt> {
  // After a failure this call has main try again.
  const info = await ipc.call('app.info', {});
  if (!info.ok) return { state: 'failed', error: info.error };
  const kept = await ipc.call('preferences.read', {});
  return { state: 'open', preferences: createPreferenceStore(ipc, kept.ok ? kept.value.values : {}) };
}

/** Appears only when opening takes long enough to wonder: mending a file, or a keychain that asks for its password. */
function OpeningSlowly() {
  return (
    <main className={styles.slowly} aria-busy>
      <EmptyState icon="sources" title="Opening the workspace">
        This takes longer when a file is checked after a crash, or while the keychain waits to be unlocked.
      </EmptyState>
    </main>
  );
}

function OpeningFailed(props: { error: AppError; onRetry: () => void; onQuit: () => void }) {
  const { error, onRetry, onQuit } = props;
  return (
    <main className={styles.failed} role="alert">
      <EmptyState
        icon="alert"
        title="The workspace can’t be opened"
        actions={
          <>
            <Button kind="primary" icon="refresh" onPress={onRetry}>
              Try again
            </Button>
            <Button onPress={onQuit}>Quit</Button>
          </>
        }
      >
        <p className={styles.message}>
          <VendorText text={error.message} />
        </p>
        <p>{error.remedy}</p>
        {error.detail && (
          <details className={styles.details}>
            <summary>Details</summary>
            <pre>
              <VendorText text={error.detail} lines="kept" />
            </pre>
          </details>
        )}
      </EmptyState>
    </main>
  );
}
