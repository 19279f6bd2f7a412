import { useEffect, useRef, useState } from 'react';
import type { SecretSummary } from '../../../shared/secret-inventory.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import { Button } from '../../design/button.tsx';
import { formatCount } from '../../design/format-number.ts';
import { Icon } from '../../design/icon.tsx';
import { showToast } from '../../design/toast.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { hasUnseen } from '../../design/visible-text.ts';
import { useIpc } from '../../ipc-client.ts';
import { useVault } from '../../vault/use-vault.ts';
import styles from './reveal.module.css';
import { RevealDialog } from './reveal-dialog.tsx';
import { useRevealed } from './use-revealed.ts';

/** The value of one secret: sealed, or shown for half a minute after a reason was given. Key it by fingerprint. */
export function SecretValue({ secret }: { secret: SecretSummary }) {
  const { fingerprint } = secret;
  const [isAsking, setAsking] = useState(false);
  /** Of the reveal that is on the screen: copying it is part of the same. */
  const [reason, setReason] = useState('');
  const revealed = useRevealed(fingerprint);
  const copy = useCopyValue(fingerprint);
  const vault = useVault();
  const isLocked = vault?.state === 'locked';
  if (revealed.value !== null) {
    return (
      <ShownValue
        value={revealed.value}
        secondsLeft={revealed.secondsLeft}
        onHide={revealed.hide}
        onCopy={() => void copy(reason)}
      />
    );
  }
  return (
    <div className={styles.sealed}>
      <p className={styles.dots}>
        <Icon name="lock" />
        <span aria-hidden="true">••••••••••••</span>
        <span className={styles.note}>{`${formatCount(secret.length, 'character')}, sealed`}</span>
      </p>
      <Button icon="eye" onPress={() => setAsking(true)} isDisabled={isLocked}>
        Reveal…
      </Button>
      {isLocked && (
        <p className={styles.note}>The vault is locked: {vault.problem?.remedy ?? 'its key is not there.'}</p>
      )}
      {isAsking && (
        <RevealDialog
          secret={secret}
          onClose={() => setAsking(false)}
          onShow={(why) => {
            setReason(why);
            return revealed.reveal(why);
          }}
          onCopy={(why) => copy(why, true)}
        />
      )}
    </div>
  );
}

interface ShownValueProps {
  value: string;
  secondsLeft: number;
  onHide: () => void;
  onCopy: () => void;
}

function ShownValue({ value, secondsLeft, onHide, onCopy }: ShownValueProps) {
  const box = useRef<HTMLElement>(null);
  // What was pressed is gone; the value is what comes next.
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={styles.shown}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section ref={box} aria-label="The value itself" className={styles.value} tabIndex={0}>
        <pre
          className={styles.text}
          translate="no"
          // The system's own copy and drag would take it past main.
          onCopy={(event) => {
            event.preventDefault();
            onCopy();
          }}
          onDragStart={(event) => event.preventDefault()}
        >
          <VendorText text={value} lines="both" />
        </pre>
      </section>
      {hasUnseen(value) && (
        <p className={styles.note}>
          Signs in a frame stand for characters that can’t be seen, such as line ends.
        </p>
      )}
      <div className={styles.actions}>
        <span className={styles.countdown} role="timer" aria-label={`Hidden in ${secondsLeft} seconds`}>
          <Icon name="clock" />
          {`Hidden in ${secondsLeft} s`}
        </span>
        <Button size="small" icon="eye-off" onPress={onHide}>
          Hide now
        </Button>
        <Button size="small" icon="copy" onPress={onCopy}>
          Copy for 30 s
        </Button>
      </div>
    </div>
  );
}

/** Main puts the value on the clipboard; it does not come through here. `isQuiet`: a failure is only answered. */
function useCopyValue(fingerprint: string) {
  const ipc = useIpc();
  return async (reason: string, isQuiet = false) => {
    const result = await ipc.call('secrets.copy', { fingerprint, reason });
    if (!result.ok) {
      const { message, remedy } = result.error;
      if (!isQuiet) showToast({ tone: 'failure', title: message, text: remedy });
      return result.error;
    }
    const seconds = Math.max(0, Math.round((result.value.clearAtUs - Date.now() * 1_000) / US_PER_SECOND));
    showToast({
      tone: 'success',
      title: 'Value copied',
      text: `It is taken off the clipboard in ${formatCount(seconds, 'second')}.`,
    });
    return null;
  };
}
