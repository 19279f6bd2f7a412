import type { ReactNode } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { FieldRow } from '../design/field-row.tsx';
import { TextField } from '../design/text-field.tsx';
import { useIpc } from '../ipc-client.ts';
import styles from './save-dialog.module.css';

export interface SaveDialogProps {
  title: string;
  path: string;
  onPathChange: (path: string) => void;
  /** What the system's dialog proposes. */
  suggestedName: () => string;
  /** Whether the shell has a dialog of the system. */
  canChoose: boolean;
  /** The path begins with the focus, where nothing above it is to be chosen. */
  hasPathFirst?: boolean;
  /** False where there is nothing to save. */
  canSave?: boolean;
  isPending: boolean;
  error: AppError | null;
  onSave: (overwrite: boolean) => void;
  onClose: () => void;
  children: ReactNode;
  /** Stands below the path. */
  note?: ReactNode;
}

/** Asks where a file is to go. One that is there already is overwritten by the button alone, never by Enter. */
export function SaveDialog(props: SaveDialogProps) {
  const { path, isPending, error, onSave, onClose } = props;
  const isTaken = isFileThere(error);
  const isReady = path.trim() !== '' && (props.canSave ?? true);
  return (
    <ModalDialog
      title={props.title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind={isTaken ? 'danger' : 'primary'}
            onPress={() => onSave(isTaken)}
            isPending={isPending}
            isDisabled={!isReady}
          >
            {isTaken ? 'Overwrite the file' : 'Export'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {props.children}
        <PathField {...props} onSubmit={() => isReady && !isPending && onSave(false)} />
        {props.note}
        {error && <ErrorState error={error} tone={isTaken ? 'warning' : 'failure'} />}
      </div>
    </ModalDialog>
  );
}

/** Main names the answer that would lift the refusal. */
function isFileThere(error: AppError | null): boolean {
  return error?.expected?.includes('overwrite') ?? false;
}

type PathFieldProps = Pick<
  SaveDialogProps,
  'path' | 'onPathChange' | 'suggestedName' | 'canChoose' | 'hasPathFirst'
> & { onSubmit: () => void };

function PathField({ path, onPathChange, suggestedName, canChoose, hasPathFirst, onSubmit }: PathFieldProps) {
  const ipc = useIpc();
  const choose = async () => {
    const chosen = await ipc.call('app.chooseSavePath', { suggestedName: suggestedName() });
    if (chosen.ok && chosen.value.path) onPathChange(chosen.value.path);
  };
  return (
    <FieldRow>
      <TextField
        label="File"
        value={path}
        onChange={onPathChange}
        onSubmit={onSubmit}
        isMono
        hasFirstFocus={hasPathFirst ?? false}
      />
      {canChoose && (
        <Button icon="folder" onPress={() => void choose()}>
          Choose…
        </Button>
      )}
    </FieldRow>
  );
}
