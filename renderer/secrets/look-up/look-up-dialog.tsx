import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { ModalDialog } from '../../design/dialog.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatNumber } from '../../design/format-number.ts';
import { SecretField } from '../../design/secret-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { ChooseFilesButton } from '../../imports/choose-files.tsx';
import { useVault } from '../../vault/use-vault.ts';
import { VaultLockedNote } from '../../vault/vault-locked-note.tsx';
import { candidatesOf, lineCount } from './candidates.ts';
import styles from './look-up.module.css';
import { LookUpAnswerView } from './look-up-answer.tsx';
import { type LookUp, useLookUp } from './use-look-up.ts';

/** "Was this value exposed?" Mounted while it is open; what was typed goes with it. */
export function LookUpDialog({ onClose }: { onClose: () => void }) {
  const lookUp = useLookUp();
  const vault = useVault();
  const { answer } = lookUp;
  return (
    <ModalDialog
      title="Was this value exposed?"
      isOpen
      onClose={onClose}
      closesOnPressOutside={false}
      footer={
        answer && (
          <>
            <Button onPress={lookUp.reset} autoFocus={answer.found.length === 0}>
              Look up another
            </Button>
            <Button kind="primary" onPress={onClose}>
              Done
            </Button>
          </>
        )
      }
    >
      <div className={styles.content}>
        {vault?.state === 'locked' && <VaultLockedNote />}
        {answer ? <LookUpAnswerView answer={answer} onLeave={onClose} /> : <LookUpQuestion lookUp={lookUp} />}
        {lookUp.error && <ErrorState error={lookUp.error} />}
      </div>
    </ModalDialog>
  );
}

function LookUpQuestion({ lookUp }: { lookUp: LookUp }) {
  return (
    <>
      <p className={styles.lead}>
        Keyglass makes the value’s fingerprint and looks whether it knows it. The value is not sent anywhere,
        not written down, and not shown again.
      </p>
      <TypedValue lookUp={lookUp} />
      <div className={styles.ways}>
        <Button
          icon="copy"
          isPending={lookUp.running === 'secrets.lookUpClipboard'}
          onPress={() => void lookUp.run('secrets.lookUpClipboard', {}, lineName)}
        >
          Look at the clipboard
        </Button>
        <ChooseFilesButton onChosen={([path = '']) => void lookUpFile(lookUp, path)}>
          Choose a file of candidates…
        </ChooseFilesButton>
      </div>
      <CandidateFile lookUp={lookUp} />
    </>
  );
}

const lineName = (line: number) => `Line ${formatNumber(line)}`;

function lookUpFile(lookUp: LookUp, path: string): Promise<void> {
  return lookUp.run('secrets.lookUpFile', { path }, lineName);
}

function TypedValue({ lookUp }: { lookUp: LookUp }) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const lines = lineCount(value);
  const change = (next: string) => {
    setValue(next);
    setProblem(undefined);
  };
  const submit = () => {
    const candidates = candidatesOf(value);
    if (!candidates.ok) {
      setProblem(candidates.problem);
      return;
    }
    // Gone from the page before the answer is there.
    setValue('');
    void lookUp.run('secrets.lookUp', { values: [...candidates.values] }, candidates.nameOf);
  };
  return (
    <div className={styles.typed}>
      <SecretField
        label="Value"
        // A field of one line would drop the line ends: what was pasted is kept beside it.
        value={lines > 1 ? '•'.repeat(12) : value}
        onChange={(next) => change(lines > 1 ? '' : next)}
        isShowable={lines === 1}
        onSubmit={submit}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain');
          if (lineCount(text) < 2) return;
          event.preventDefault();
          change(text);
        }}
        hasFirstFocus
        error={problem}
        help={
          lines > 1
            ? `${formatNumber(lines)} lines, looked up as a whole and each by itself`
            : 'As it is, quoted, or as NAME=value'
        }
      />
      <Button kind="primary" onPress={submit} isPending={lookUp.running === 'secrets.lookUp'}>
        Look up
      </Button>
    </div>
  );
}

/** For a window without a dialog of the system, and for who has the path at hand. */
function CandidateFile({ lookUp }: { lookUp: LookUp }) {
  const [path, setPath] = useState('');
  const submit = () => path.trim() !== '' && void lookUpFile(lookUp, path.trim());
  return (
    <div className={styles.typed}>
      <TextField
        label="File of candidates"
        value={path}
        onChange={setPath}
        onSubmit={submit}
        isMono
        placeholder="/home/you/candidates.txt"
        help="One value on each line"
      />
      <Button
        onPress={submit}
        isDisabled={path.trim() === ''}
        isPending={lookUp.running === 'secrets.lookUpFile'}
      >
        Look up the file
      </Button>
    </div>
  );
}
