import { useState } from 'react';
import type { AppError } from '../../../shared/app-error.ts';
import type { SecretSummary } from '../../../shared/secret-inventory.ts';
import { Button } from '../../design/button.tsx';
import { ModalDialog } from '../../design/dialog.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { SecretMark } from '../../design/secret-mark.tsx';
import { TextField } from '../../design/text-field.tsx';
import styles from './reveal.module.css';

const SHORTEST = 3;
const LONGEST = 500;

export interface RevealDialogProps {
  secret: SecretSummary;
  onClose: () => void;
  /** Null when it was done, else why not. */
  onShow: (reason: string) => Promise<AppError | null>;
  onCopy: (reason: string) => Promise<AppError | null>;
}

/** Asks why, before a value leaves the vault. Mounted while it is open. */
export function RevealDialog({ secret, onClose, onShow, onCopy }: RevealDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [running, setRunning] = useState<'show' | 'copy' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const given = reason.trim();
  const problem = given.length < SHORTEST ? 'Say in a few words why.' : undefined;
  const run = async (what: 'show' | 'copy') => {
    setTried(true);
    if (problem !== undefined || running !== null) return;
    setRunning(what);
    const failure = await (what === 'show' ? onShow(given) : onCopy(given));
    setRunning(null);
    if (failure === null) onClose();
    else setError(failure);
  };
  return (
    <ModalDialog
      title="Reveal this value?"
      isOpen
      onClose={onClose}
      size="small"
      closesOnPressOutside={false}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button onPress={() => void run('copy')} isPending={running === 'copy'}>
            Copy without showing
          </Button>
          <Button kind="primary" onPress={() => void run('show')} isPending={running === 'show'}>
            Show for 30 seconds
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SecretMark type={secret.secretType} length={secret.length} fingerprint={secret.fingerprint} />
        <TextField
          label="Reason"
          value={reason}
          onChange={(next) => setReason(next.slice(0, LONGEST))}
          onSubmit={() => void run('show')}
          isRequired
          hasFirstFocus
          error={isTried ? problem : undefined}
          help="Written to the audit log with the time, before the value is given."
        />
        <p className={styles.note}>
          Shown, it is hidden again after 30 seconds. Copied, it is taken off the clipboard after 30 seconds
          if it is still there.
        </p>
        {error && <ErrorState error={error} />}
      </div>
    </ModalDialog>
  );
}
