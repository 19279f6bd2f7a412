import { type ReactNode, useState } from 'react';
import { Button, type ButtonProps } from '../design/button.tsx';
import { FieldRow } from '../design/field-row.tsx';
import { formatCount } from '../design/format-number.ts';
import { TextField } from '../design/text-field.tsx';
import { useIpc } from '../ipc-client.ts';
import { useRead } from '../queries.ts';
import styles from './import-dialog.module.css';

/** Where the files are: dropped, chosen in a dialog of the system, or written as a path. */
export function ChooseFiles({
  withoutPaths,
  onChosen,
}: {
  withoutPaths: number;
  onChosen: (paths: readonly string[]) => void;
}) {
  const info = useRead('app.info', {});
  const canChoose = info.data?.canChooseFiles ?? false;
  const [path, setPath] = useState('');
  const submit = () => path.trim() !== '' && onChosen([path.trim()]);
  return (
    <div className={styles.content}>
      {withoutPaths > 0 && (
        <p className={styles.hint} role="status">
          This window is not told where dropped files lie. {canChoose ? 'Choose' : 'Write the path of'}{' '}
          {withoutPaths === 1 ? 'the file' : `the ${formatCount(withoutPaths, 'file')}`} instead.
        </p>
      )}
      <p>
        Records as a vendor delivers them, in JSON, JSON Lines or CSV, also gzipped. The vendor and the stream
        are recognised, or you say what they are. Nothing is sent anywhere; a record that is stored already is
        not stored twice.
      </p>
      {canChoose && (
        <div className={styles.choose}>
          <ChooseFilesButton kind="primary" onChosen={onChosen}>
            Choose files…
          </ChooseFilesButton>
          <span className={styles.note}>or drop them on the window, at any time</span>
        </div>
      )}
      <FieldRow>
        <TextField
          label="Path of a file"
          value={path}
          onChange={setPath}
          onSubmit={submit}
          isMono
          hasFirstFocus={!canChoose}
          placeholder="/home/you/audit.jsonl.gz"
        />
        <Button onPress={submit} isDisabled={path.trim() === ''}>
          Look into it
        </Button>
      </FieldRow>
    </div>
  );
}

interface ChooseFilesButtonProps {
  kind?: NonNullable<ButtonProps['kind']>;
  onChosen: (paths: readonly string[]) => void;
  children: ReactNode;
}

/** Only where the shell has a dialog of the system. */
export function ChooseFilesButton({ kind = 'secondary', onChosen, children }: ChooseFilesButtonProps) {
  const ipc = useIpc();
  const info = useRead('app.info', {});
  if (!info.data?.canChooseFiles) return null;
  const choose = async () => {
    const chosen = await ipc.call('app.chooseFiles', {});
    if (chosen.ok && chosen.value.paths.length > 0) onChosen(chosen.value.paths);
  };
  return (
    <Button kind={kind} icon="folder" onPress={() => void choose()}>
      {children}
    </Button>
  );
}
