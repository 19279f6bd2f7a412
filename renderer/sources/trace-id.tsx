import { CopyButton } from '../design/copy-button.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import styles from './trace-id.module.css';

/** The vendor's own id of the answer: what its support asks for first. */
export function TraceId({ traceId }: { traceId: string }) {
  return (
    <p className={styles.trace}>
      Trace id{' '}
      <code className={styles.id}>
        <VendorText text={traceId} />
      </code>
      <CopyButton text={traceId} label="Copy the trace id" />
    </p>
  );
}
