import type { ConnectionCheck } from '../../shared/ipc/ipc-contract.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { Icon } from '../design/icon.tsx';
import styles from './connection-checks.module.css';
import type { SourceFormValues } from './source-form-values.ts';
import { TraceId } from './trace-id.tsx';

export interface ConnectionChecksProps {
  checks: readonly ConnectionCheck[];
  vendor: VendorDescriptor;
  streams: SourceFormValues['streams'];
  onSwitch: (stream: string, enabled: boolean) => void;
}

/**
 * The answer of "Test connection": a tick or the reason, for each stream. A stream that is refused is that stream's
 * trouble; the source can do without it.
 */
export function ConnectionChecks({ checks, vendor, streams, onSwitch }: ConnectionChecksProps) {
  const failing = checks.filter(({ ok, stream }) => !ok && streams[stream]?.enabled);
  const working = checks.filter(({ ok }) => ok);
  return (
    <div className={styles.checks}>
      {failing.length > 0 && working.length > 0 && (
        <p className={styles.lead}>
          The connection works. What can’t be read now can be left out, and switched on later.
        </p>
      )}
      <ul className={styles.list}>
        {checks.map((check) => (
          <Check
            key={check.stream}
            check={check}
            title={vendor.streams.find(({ name }) => name === check.stream)?.title ?? check.stream}
            isOn={streams[check.stream]?.enabled ?? false}
            canSwitch={checks.length > 1}
            onSwitch={onSwitch}
          />
        ))}
      </ul>
    </div>
  );
}

interface CheckProps extends Pick<ConnectionChecksProps, 'onSwitch'> {
  check: ConnectionCheck;
  title: string;
  isOn: boolean;
  canSwitch: boolean;
}

function Check({ check, title, isOn, canSwitch, onSwitch }: CheckProps) {
  const { ok, message, error, stream } = check;
  // A refusal matters where the stream is to be collected; that one could be is good to know in any case.
  const look = ok ? styles.good : isOn ? styles.bad : styles.idle;
  return (
    <li className={classNames(styles.check, look)}>
      <Icon name={ok ? 'check' : 'alert'} label={ok ? 'Works' : 'Fails'} />
      <div className={styles.text}>
        <p>
          <span className={styles.stream}>{title}</span>{' '}
          <span className={ok ? styles.muted : undefined}>{message}</span>
        </p>
        {error && <p className={styles.muted}>{error.remedy}</p>}
        {error?.detail && (
          <details className={styles.muted}>
            <summary>Details</summary>
            <code>{error.detail}</code>
          </details>
        )}
        {error?.traceId && <TraceId traceId={error.traceId} />}
      </div>
      {canSwitch && isOn === ok ? null : canSwitch ? (
        <Button
          size="small"
          aria-label={isOn ? `Leave out ${title}` : `Collect ${title} too`}
          onPress={() => onSwitch(stream, !isOn)}
        >
          {isOn ? 'Leave out' : 'Collect too'}
        </Button>
      ) : null}
      {canSwitch && !isOn && !ok && <span className={styles.off}>Off</span>}
    </li>
  );
}
