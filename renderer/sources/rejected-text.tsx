import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import type { IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import type { RejectedRecord } from '../../shared/source-status.ts';
import { CopyButton } from '../design/copy-button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { LoadingBar } from '../design/loading-bar.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useIpc } from '../ipc-client.ts';
import styles from './rejected-drawer.module.css';

type Answer =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'there'; readonly record: IpcOutput<'sources.rejectedRecord'> };

/** One record as the vendor sent it, masked. Asked for when it is opened, and forgotten when it is closed. */
export function RejectedText({ record }: { record: RejectedRecord }) {
  const ipc = useIpc();
  const { sourceId, stream, rejectedId } = record;
  const [answer, setAnswer] = useState<Answer>({ state: 'asking' });
  useEffect(() => {
    let isCurrent = true;
    void ipc.call('sources.rejectedRecord', { sourceId, stream, rejectedId }).then((result) => {
      if (!isCurrent) return;
      setAnswer(
        result.ok ? { state: 'there', record: result.value } : { state: 'failed', error: result.error },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [ipc, sourceId, stream, rejectedId]);
  if (answer.state === 'failed') return <ErrorState error={answer.error} />;
  if (answer.state === 'asking') return <LoadingBar isLoading label="Opening the record" />;
  const { text, isMasked } = answer.record;
  return (
    <div className={styles.whole}>
      <p className={styles.when}>
        {isMasked ? 'Secrets are masked.' : 'Nothing in it is known for a secret.'}
        <CopyButton text={text} label="Copy the record" />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section className={styles.scroll} aria-label="Record" tabIndex={0}>
        <pre className={styles.outline}>
          <VendorText text={text} lines="kept" />
        </pre>
      </section>
    </div>
  );
}
