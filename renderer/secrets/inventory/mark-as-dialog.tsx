import { useState } from 'react';
import {
  type SecretState,
  type SettableSecretState,
  settableSecretStates,
} from '../../../shared/secret-inventory.ts';
import { Button } from '../../design/button.tsx';
import { Choice } from '../../design/choice.tsx';
import { ModalDialog } from '../../design/dialog.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatCount } from '../../design/format-number.ts';
import { TextArea } from '../../design/text-area.tsx';
import { showToast } from '../../design/toast.tsx';
import { useSend } from '../../queries.ts';
import styles from './mark-as-dialog.module.css';
import { stateWords } from './secret-state.tsx';

export interface MarkAsDialogProps {
  fingerprints: readonly string[];
  /** What it is now, where one is marked: the step after it is proposed. */
  from?: SecretState;
  onClose: () => void;
  onDone: () => void;
}

/** Gives secrets a state, with a note for whoever reads the history later. Mounted while it is open. */
export function MarkAsDialog({ fingerprints, from, onClose, onDone }: MarkAsDialogProps) {
  const [state, setState] = useState<SettableSecretState>(
    from === 'investigating' ? 'rotated' : 'investigating',
  );
  const [note, setNote] = useState('');
  const send = useSend('secrets.setState');
  const what = fingerprints.length === 1 ? 'this secret' : formatCount(fingerprints.length, 'secret');
  const save = () =>
    send.mutate(
      { fingerprints: [...fingerprints], state, note: note.trim() === '' ? null : note.trim() },
      {
        onSuccess: () => {
          showToast({
            tone: 'success',
            title: `${formatCount(fingerprints.length, 'secret')} marked as ${stateWords[state].word.toLowerCase()}`,
          });
          onDone();
        },
      },
    );
  return (
    <ModalDialog
      title={`Mark ${what} as…`}
      isOpen
      onClose={onClose}
      size="small"
      closesOnPressOutside={false}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" onPress={save} isPending={send.isPending}>
            {`Mark as ${stateWords[state].word.toLowerCase()}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Choice
          label="State"
          columns={1}
          value={state}
          onChange={setState}
          options={settableSecretStates.map((id) => ({
            id,
            label: stateWords[id].word,
            note: stateWords[id].note,
          }))}
          hasFirstFocus
        />
        <TextArea
          label="Note"
          isOptional
          value={note}
          onChange={setNote}
          maxLength={1_000}
          help="Kept in the history. Don’t write the value itself."
        />
        {send.error && <ErrorState error={send.error} />}
      </div>
    </ModalDialog>
  );
}
